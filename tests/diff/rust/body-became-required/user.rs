pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrder {
    client.body_became_required().place_order().body(sdk::models::Order::new("7")).into_op()
}

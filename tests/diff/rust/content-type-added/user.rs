pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrder {
    client.content_type_added().place_order(sdk::models::Order::new("7")).into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrder {
    client.operation_removed().place_order(sdk::models::Order::new("7")).into_op()
}

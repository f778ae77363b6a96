pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrder {
    client.operation_moved_to_tag().place_order(sdk::models::Order::new("7")).into_op()
}

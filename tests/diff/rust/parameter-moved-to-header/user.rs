pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameter_moved_to_header().list_orders().since("today").into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameter_type_changed().list_orders().since("today").into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.optional_parameter_removed().list_orders().since("today").into_op()
}

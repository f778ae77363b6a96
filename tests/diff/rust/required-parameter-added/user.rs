pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.required_parameter_added().list_orders().since("today").into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameter_became_required().list_orders().since("today").into_op()
}

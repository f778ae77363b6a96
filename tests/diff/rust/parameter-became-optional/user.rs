pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameter_became_optional().list_orders("today").into_op()
}

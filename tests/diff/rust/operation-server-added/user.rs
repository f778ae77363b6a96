pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.operation_server_added().list_orders().into_op()
}

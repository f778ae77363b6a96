pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    let call = client.operation_server_removed().list_orders();
    call.with_server(sdk::Server::BILLS).with_server(sdk::Server::OLD).into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::GetOpenOrders {
    client.operation_id_given().get_open_orders().into_op()
}

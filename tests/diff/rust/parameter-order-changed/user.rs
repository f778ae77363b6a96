pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameter_order_changed().list_orders("north", 3).into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameters_swapped().list_orders("north", "south").into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameter_moved_to_path_level().list_orders("north", 3).into_op()
}

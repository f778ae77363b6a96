pub fn user(client: &sdk::Client) -> String {
    client.path_parameter_renamed().get_order("7").into_op().id
}

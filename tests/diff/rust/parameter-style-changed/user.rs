pub fn user(client: &sdk::Client) -> sdk::api::ListOrders {
    client.parameter_style_changed().list_orders().ids(vec!["a".to_owned()]).into_op()
}

pub fn user(client: &sdk::Client) -> sdk::Call<sdk::Client, sdk::api::ListOrders> {
    client.first_optional_parameter_added().list_orders()
}

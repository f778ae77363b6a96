pub fn user(client: &sdk::Client) -> sdk::Call<sdk::Client, sdk::api::ListOrders> {
    client.security_added().list_orders()
}

pub fn user(client: &sdk::Client) -> sdk::Call<sdk::Client, sdk::api::ListOrders> {
    client.server_changed().list_orders()
}

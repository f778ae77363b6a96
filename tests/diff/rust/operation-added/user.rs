pub fn user(client: &sdk::Client) -> sdk::Call<sdk::Client, sdk::api::ListOrders> {
    client.operation_added().list_orders()
}

pub fn user(client: &sdk::Client) -> sdk::Call<sdk::Client, sdk::api::ListOrders> {
    client.operation_deprecated().list_orders()
}

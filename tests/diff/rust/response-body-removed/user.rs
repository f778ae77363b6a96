pub async fn user(client: &sdk::Client) -> Result<String, sdk::Error> {
    let order: sdk::models::Order = client.response_lost_its_body().list_orders().send().await?.into_inner();
    Ok(order.id)
}

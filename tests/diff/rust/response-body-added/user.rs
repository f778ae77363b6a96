pub async fn user(client: &sdk::Client) -> Result<(), sdk::Error> {
    client.response_got_a_body().list_orders().send().await?.into_inner();
    let done: <sdk::api::ListOrders as sdk::Operation>::Output = ();
    Ok(done)
}

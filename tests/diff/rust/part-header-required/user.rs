pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrder {
    let form = sdk::api::PlaceOrderForm::new("1 apple");
    client.part_header_required().place_order(form).into_op()
}

pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrderText {
    client.content_type_removed().place_order_text("by phone").into_op()
}

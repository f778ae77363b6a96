pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrder {
    client.content_type_first_added().place_order("by phone").into_op()
}

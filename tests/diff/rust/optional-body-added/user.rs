pub fn user(client: &sdk::Client) -> sdk::api::PlaceOrder {
    client.optional_body_added().place_order().into_op()
}

pub fn user(payload: &sdk::models::OrderSentPayload) -> Option<&str> {
    payload.id.as_deref()
}

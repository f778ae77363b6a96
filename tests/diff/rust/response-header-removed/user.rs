pub fn user(headers: &sdk::api::ListOrdersHeaders) -> Option<i64> {
    headers.x_left
}

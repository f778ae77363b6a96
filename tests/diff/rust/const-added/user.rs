pub fn user(order: &sdk::models::Order) -> Option<String> {
    order.kind.clone()
}

pub fn user(order: &sdk::models::Order) -> Option<&str> {
    order.name.as_deref()
}

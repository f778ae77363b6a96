pub fn user(order: &sdk::models::Order) -> usize {
    order.additional_properties.len()
}

pub fn user() -> sdk::models::Order {
    let mut order = sdk::models::Order::default();
    order.count = Some(7_i64);
    order
}

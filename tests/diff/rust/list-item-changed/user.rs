pub fn user() -> sdk::models::Order {
    let mut order = sdk::models::Order::default();
    order.count = Some(vec!["a".to_owned()]);
    order
}

pub fn user() -> sdk::models::Order {
    let mut order = sdk::models::Order::default();
    order.count = Some([("a".to_owned(), "b".to_owned())].into_iter().collect());
    order
}

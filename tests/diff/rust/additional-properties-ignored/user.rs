use sdk::models::Order;

pub fn user() -> Order {
    let mut order = Order::new("7");
    order.note = Some("soon".to_owned());
    order
}

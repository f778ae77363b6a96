use sdk::models::Order;

pub fn user() -> Order {
    Order::new("a", "b", "c", "d")
}

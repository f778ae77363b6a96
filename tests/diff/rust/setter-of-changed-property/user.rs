use sdk::models::Order;

pub fn user() -> Order {
    Order::new("7").note("soon")
}

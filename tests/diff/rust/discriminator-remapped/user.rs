use sdk::models::Order;

pub fn user(order: &Order) -> &str {
    match order {
        Order::Cart(_) => "cart",
        Order::Sale(_) => "sale",
        _ => "?",
    }
}

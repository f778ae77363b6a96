use sdk::models::Order;

pub fn user(order: &Order) -> &str {
    match order {
        Order::Cart(cart) => &cart.kind,
        Order::Sale(sale) => &sale.kind,
        _ => "?",
    }
}

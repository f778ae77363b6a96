use sdk::models::{Order, OrderAddress};

pub fn user() -> Order {
    let mut order = Order::default();
    order.address = Some(OrderAddress::new("Riga"));
    order
}

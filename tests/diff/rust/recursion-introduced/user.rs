use sdk::models::{Order, Part};

pub fn user() -> Order {
    let mut order = Order::default();
    order.part = Some(Part::default());
    order
}

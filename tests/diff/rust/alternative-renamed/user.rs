use sdk::models::{Cash, Order, Payment};

pub fn user(order: &Order) -> Option<&Cash> {
    match &order.paid {
        Some(Payment::Cash(cash)) => Some(cash),
        _ => None,
    }
}

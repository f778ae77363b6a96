use sdk::models::{Order, Payment};

pub fn user(order: &Order) -> &'static str {
    match order.paid {
        Some(Payment::Card(_)) => "card",
        Some(Payment::Cash(_)) => "cash",
        _ => "?",
    }
}

use sdk::models::{Order, Size};

pub fn user(order: &Order) -> &'static str {
    match order.size {
        Some(Size::Small) => "s",
        Some(Size::Large) => "l",
        _ => "?",
    }
}

use sdk::models::{Order, OrderKind};

pub fn user(order: &Order) -> bool {
    order.kind == Some(OrderKind::Order)
}

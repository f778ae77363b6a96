use sdk::models::{Order, Spare};

/// No operation uses the schema, but programs can.
pub fn user() -> (Order, Spare) {
    let mut order = Order::new("7");
    order.note = Some("soon".to_owned());
    (order, Spare::default())
}

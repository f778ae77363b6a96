use sdk::models::{Order, OrderLine};

pub fn user() -> Order {
    let mut line = OrderLine::default();
    line.text = Some("7 pears".to_owned());
    let mut order = Order::default();
    order.line = Some(line);
    order
}

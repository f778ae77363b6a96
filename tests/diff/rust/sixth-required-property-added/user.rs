use sdk::models::{Order, OrderRequired};

pub fn user() -> Order {
    Order::new(OrderRequired {
        a: "a".into(),
        b: "b".into(),
        c: "c".into(),
        d: "d".into(),
        e: "e".into(),
    })
}

use sdk::models::Order;

pub fn user(one: &Order, other: &Order) -> (bool, String, Order) {
    (one == other, format!("{one:?}"), one.clone())
}

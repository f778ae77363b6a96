pub fn user() -> sdk::models::Order {
    sdk::models::Order::default()
}

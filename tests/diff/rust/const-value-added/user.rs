pub fn user() -> sdk::models::Order {
    sdk::models::Order::new("7")
}

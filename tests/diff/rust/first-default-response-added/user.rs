pub fn user(error: &sdk::Error) -> bool {
    error.failure::<sdk::api::ListOrders>().is_some()
}

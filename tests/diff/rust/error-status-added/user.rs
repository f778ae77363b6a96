use sdk::api::{ListOrders, ListOrdersFailure};

pub fn user(error: &sdk::Error) -> String {
    match error.failure::<ListOrders>() {
        Some(ListOrdersFailure::NotFound(draft)) => draft.id.unwrap_or_default(),
        _ => String::new(),
    }
}

use sdk::models::{Line, Lines, Order};

pub fn user(order: Order) -> i64 {
    let lines: Lines = order.lines.unwrap_or_default();
    let counts = lines.iter().map(|line: &Line| line.count);
    counts.flatten().sum()
}

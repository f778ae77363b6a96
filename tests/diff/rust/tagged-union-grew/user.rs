use sdk::models::Payment;

pub fn user(payment: &Payment) -> Payment {
    match payment {
        Payment::Card(card) => Payment::card(card.digits.clone()),
        _ => Payment::Cash,
    }
}

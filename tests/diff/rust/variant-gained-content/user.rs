use sdk::models::Payment;

pub fn user() -> Payment {
    Payment::Cash
}

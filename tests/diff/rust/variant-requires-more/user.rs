use sdk::models::Payment;

pub fn user() -> Payment {
    Payment::card("1234")
}

//! Comparison of names regardless of their spelling.

/// The letters and digits of a name, in lower case: `list-pets` and `listPets` have the same.
pub(super) fn letters(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

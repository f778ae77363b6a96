//! Names made from words.

/// `Create a boat` → `createABoat`.
pub fn camel_case(words: &str) -> String {
    let name = pascal_case(words);
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => name,
    }
}

/// `create a boat` → `CreateABoat`. Characters that are neither ASCII letters nor digits separate words.
pub fn pascal_case(words: &str) -> String {
    let words = words.split(|char: char| !char.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

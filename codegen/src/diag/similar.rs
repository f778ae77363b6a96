//! Suggestions for misspelled words.

/// Returns the known word that is most similar to a misspelled one, or `None` if no word is similar enough.
pub fn similar<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_lowercase());
    let near = known.into_iter().map(|known| (distance(known), known));
    // A third of the letters: `Pett` is `Pet`, `id` is not `in`.
    let near = near.filter(|(distance, known)| distance * 3 <= known.chars().count().max(3));
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

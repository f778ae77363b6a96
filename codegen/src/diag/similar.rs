//! What somebody may have meant.

/// The known word that is nearest to a misspelt one, if one is near enough to be worth saying.
pub fn similar<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_lowercase());
    let near = known.into_iter().map(|known| (distance(known), known));
    // A third of the letters: `Pett` is `Pet`, `id` is not `in`.
    let near = near.filter(|(distance, known)| distance * 3 <= known.chars().count().max(3));
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

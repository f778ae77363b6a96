//! Suggestions for misspelled words.

/// The characters of the longest word that is compared. A comparison takes the product of both lengths.
const MAX_CHARS: usize = 100;

/// Returns the known word that is most similar to a misspelled one, or `None` if no word is similar enough.
pub fn similar<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    if length > MAX_CHARS {
        return None;
    }
    let near = known.into_iter().filter_map(|known| {
        let count = known.chars().count();
        // A third of the letters, but at least one: `Pett` is like `Pet`, `id` is not like `at`.
        let is_near = |distance: usize| distance * 3 <= count.max(3);
        if !is_near(length.abs_diff(count)) {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&lower, &known.to_lowercase());
        is_near(distance).then_some((distance, known))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Suggestions for many misspelled words. The number of comparisons is limited, and so is the time.
#[derive(Debug)]
pub struct Suggestions {
    comparisons: usize,
}

impl Default for Suggestions {
    /// Enough for two hundred mistakes in a document with a thousand schemas.
    fn default() -> Self {
        Suggestions {
            comparisons: 200_000,
        }
    }
}

impl Suggestions {
    /// Like [`similar`]. Returns `None` for all words after the limit is reached.
    pub fn similar<'k>(
        &mut self,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<&'k str> {
        if self.comparisons == 0 {
            return None;
        }
        let known: Vec<_> = known.into_iter().collect();
        self.comparisons = self.comparisons.saturating_sub(known.len());
        similar(word, known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_words() {
        assert_eq!(similar("Pett", ["Shop", "Pet", "Pets"]), Some("Pet"));
        assert_eq!(similar("PETS", ["Shop", "Pet", "Pets"]), Some("Pets"));
        assert_eq!(similar("id", ["at", "name"]), None);
        assert_eq!(similar("größe", ["groesse", "Größen"]), Some("Größen"));
        let long = "a".repeat(MAX_CHARS);
        assert_eq!(similar(&long, [long.as_str()]), Some(long.as_str()));
        assert_eq!(similar(&format!("{long}a"), [long.as_str()]), None);
    }

    #[test]
    fn suggestions_end() {
        let mut suggestions = Suggestions { comparisons: 3 };
        assert_eq!(suggestions.similar("Pett", ["Shop", "Pet"]), Some("Pet"));
        assert_eq!(suggestions.similar("Pett", ["Shop", "Pet"]), Some("Pet"));
        assert_eq!(suggestions.similar("Pett", ["Shop", "Pet"]), None);
    }
}

//! Compares a value with its round trip.

use std::fmt;

use serde_json::{Number, Value};

/// One difference, and its JSON path.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// A property is missing.
    Dropped(String),
    Added(String),
    Changed(String, Value, Value),
    /// `null` came back as an empty list or object.
    NullAsEmpty(String),
}

impl Difference {
    pub fn path(&self) -> &str {
        match self {
            Difference::Dropped(path)
            | Difference::Added(path)
            | Difference::Changed(path, ..)
            | Difference::NullAsEmpty(path) => path,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Dropped(path) => write!(f, "{path}: dropped"),
            Difference::Added(path) => write!(f, "{path}: added"),
            Difference::Changed(path, was, is) => write!(f, "{path}: {was} became {is}"),
            Difference::NullAsEmpty(path) => write!(f, "{path}: null became empty"),
        }
    }
}

pub fn compare(was: &Value, is: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    walk(was, is, "$", &mut found);
    found
}

fn walk(was: &Value, is: &Value, path: &str, found: &mut Vec<Difference>) {
    match (was, is) {
        (Value::Object(was), Value::Object(is)) => {
            for (key, was) in was {
                let path = format!("{path}.{key}");
                match is.get(key) {
                    Some(is) => walk(was, is, &path, found),
                    None => found.push(Difference::Dropped(path)),
                }
            }
            let added = is.keys().filter(|key| !was.contains_key(*key));
            found.extend(added.map(|key| Difference::Added(format!("{path}.{key}"))));
        }
        (Value::Array(was), Value::Array(is)) if was.len() == is.len() => {
            for (index, (was, is)) in was.iter().zip(is).enumerate() {
                walk(was, is, &format!("{path}[{index}]"), found);
            }
        }
        (Value::Number(was), Value::Number(is)) if same_number(was, is) => {}
        (Value::Null, Value::Array(is)) if is.is_empty() => {
            found.push(Difference::NullAsEmpty(path.to_owned()));
        }
        (Value::Null, Value::Object(is)) if is.is_empty() => {
            found.push(Difference::NullAsEmpty(path.to_owned()));
        }
        (was, is) if was == is => {}
        (was, is) => found.push(Difference::Changed(
            path.to_owned(),
            was.clone(),
            is.clone(),
        )),
    }
}

/// `1` and `1.0` are the same JSON number if an `f64` represents the integer exactly.
fn same_number(was: &Number, is: &Number) -> bool {
    let exact = |number: &Number| match number.as_f64() {
        Some(float) if float.abs() < 9_007_199_254_740_992.0 => Some(float),
        _ => None,
    };
    was == is || (exact(was).is_some() && exact(was) == exact(is))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Difference, compare};

    #[test]
    fn numbers_are_compared_by_value_and_properties_by_name() {
        assert_eq!(
            compare(&json!({"a": 1, "b": [2.0]}), &json!({"b": [2], "a": 1.0})),
            []
        );
        let big = (
            json!(9_007_199_254_740_993_i64),
            json!(9_007_199_254_740_992.0),
        );
        assert_eq!(compare(&big.0, &big.1).len(), 1);
    }

    #[test]
    fn each_difference_has_its_path() {
        let was = json!({"gone": 1, "list": null, "items": [{"at": "x"}]});
        let is = json!({"new": 1, "list": [], "items": [{"at": "y"}]});
        let expected = [
            Difference::Dropped("$.gone".to_owned()),
            Difference::Changed("$.items[0].at".to_owned(), json!("x"), json!("y")),
            Difference::NullAsEmpty("$.list".to_owned()),
            Difference::Added("$.new".to_owned()),
        ];
        assert_eq!(compare(&was, &is), expected);
    }
}

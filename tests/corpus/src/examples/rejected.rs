//! Compares the values that a crate rejected with the received value.

use serde_json::Value;

/// Removes the rejected values from the received one. Fails if a rejected value differs from what was received, or is
/// the whole value.
pub fn without(received: &Value, rejected: &[(String, Value)]) -> Result<Value, String> {
    let mut rest = received.clone();
    // From the end, so that the indices of the other items stay correct.
    for (path, value) in rejected.iter().rev() {
        match steps(path).and_then(|steps| take(&mut rest, &steps)) {
            Some(taken) if taken == *value => {}
            Some(_) => {
                return Err(format!(
                    "{path}: rejected with another value than was received"
                ));
            }
            None => return Err(format!("{path}: rejected, but not received")),
        }
    }
    Ok(rest)
}

enum Step {
    Property(String),
    Item(usize),
}

/// Parses a path such as `$.a[0]["odd name"]`.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut rest = path.strip_prefix('$')?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(name) = rest.strip_prefix('.') {
            let (name, tail) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
            steps.push(Step::Property(name.to_owned()));
            rest = tail;
            continue;
        }
        let inner = rest.strip_prefix('[')?;
        let mut texts = serde_json::Deserializer::from_str(inner).into_iter::<Value>();
        steps.push(match texts.next()?.ok()? {
            Value::String(name) => Step::Property(name),
            number => Step::Item(usize::try_from(number.as_u64()?).ok()?),
        });
        rest = inner[texts.byte_offset()..].strip_prefix(']')?;
    }
    Some(steps)
}

fn take(value: &mut Value, steps: &[Step]) -> Option<Value> {
    let (first, more) = steps.split_first()?;
    match (first, value) {
        (Step::Property(name), Value::Object(properties)) if more.is_empty() => {
            properties.remove(name)
        }
        (Step::Property(name), Value::Object(properties)) => take(properties.get_mut(name)?, more),
        (Step::Item(index), Value::Array(items)) if more.is_empty() => {
            (*index < items.len()).then(|| items.remove(*index))
        }
        (Step::Item(index), Value::Array(items)) => take(items.get_mut(*index)?, more),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::without;

    #[test]
    fn rejected_values_are_removed() {
        let received = json!({"a": [1, {"odd name": 2, "b": 3}, 4], "c": null});
        let value_at = |path: &str, value| (path.to_owned(), value);
        let all = [
            value_at("$.a[0]", json!(1)),
            value_at(r#"$.a[1]["odd name"]"#, json!(2)),
            value_at("$.c", json!(null)),
        ];
        assert_eq!(without(&received, &all), Ok(json!({"a": [{"b": 3}, 4]})));
        for wrong in [
            value_at("$", received.clone()),
            value_at("$.a[7]", json!(1)),
            value_at("$.a[0]", json!(2)),
        ] {
            assert!(without(&received, &[wrong]).is_err());
        }
    }
}

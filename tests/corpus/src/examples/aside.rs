//! What a crate says it has set aside, held against what came.

use serde_json::Value;

/// The value without what was set aside; otherwise which of that is not what came, or is all of it.
pub fn without(came: &Value, aside: &[(String, Value)]) -> Result<Value, String> {
    let mut rest = came.clone();
    // From the end, so that the places of the others stay true.
    for (path, value) in aside.iter().rev() {
        match steps(path).and_then(|steps| take(&mut rest, &steps)) {
            Some(taken) if taken == *value => {}
            Some(_) => return Err(format!("{path}: set aside as something else")),
            None => return Err(format!("{path}: set aside, and not there")),
        }
    }
    Ok(rest)
}

enum Step {
    Member(String),
    Item(usize),
}

/// `$.a[0]["odd name"]`.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut rest = path.strip_prefix('$')?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(name) = rest.strip_prefix('.') {
            let (name, behind) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
            steps.push(Step::Member(name.to_owned()));
            rest = behind;
            continue;
        }
        let inner = rest.strip_prefix('[')?;
        let mut texts = serde_json::Deserializer::from_str(inner).into_iter::<Value>();
        steps.push(match texts.next()?.ok()? {
            Value::String(name) => Step::Member(name),
            number => Step::Item(usize::try_from(number.as_u64()?).ok()?),
        });
        rest = inner[texts.byte_offset()..].strip_prefix(']')?;
    }
    Some(steps)
}

fn take(value: &mut Value, steps: &[Step]) -> Option<Value> {
    let (first, more) = steps.split_first()?;
    match (first, value) {
        (Step::Member(name), Value::Object(members)) if more.is_empty() => members.remove(name),
        (Step::Member(name), Value::Object(members)) => take(members.get_mut(name)?, more),
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
    fn what_is_left_is_what_came_without_it() {
        let came = json!({"a": [1, {"odd name": 2, "b": 3}, 4], "c": null});
        let aside = |path: &str, value| (path.to_owned(), value);
        let all = [
            aside("$.a[0]", json!(1)),
            aside(r#"$.a[1]["odd name"]"#, json!(2)),
            aside("$.c", json!(null)),
        ];
        assert_eq!(without(&came, &all), Ok(json!({"a": [{"b": 3}, 4]})));
        for wrong in [
            aside("$", came.clone()),
            aside("$.a[7]", json!(1)),
            aside("$.a[0]", json!(2)),
        ] {
            assert!(without(&came, &[wrong]).is_err());
        }
    }
}

//! Values that differ in one part from another value.

use serde_json::{Value, json};

/// How many levels of a value are changed.
const DEPTH: usize = 3;
/// How many items of an array are changed.
const ITEMS: usize = 2;

/// Returns the values that differ from this one in one part: a missing property, an added one, or another value.
pub fn mutations(value: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    mutate(value, DEPTH, &mut |changed| all.push(changed));
    all
}

fn mutate(value: &Value, depth: usize, add: &mut dyn FnMut(Value)) {
    let others: &[Value] = match value {
        Value::String(_) => &[json!(17), json!("other"), json!([])],
        Value::Number(_) => &[json!("other"), json!(-1), json!(0.25)],
        Value::Bool(flag) => &[json!(!flag), json!("other")],
        Value::Null => &[json!("other")],
        Value::Array(_) => &[json!({}), json!("other")],
        Value::Object(_) => &[json!([]), json!("other")],
    };
    others.iter().cloned().for_each(&mut *add);
    if depth == 0 {
        return;
    }
    match value {
        Value::Object(object) => {
            for (name, part) in object {
                let mut without = object.clone();
                without.remove(name);
                add(Value::Object(without));
                mutate(part, depth - 1, &mut |part| {
                    let mut changed = object.clone();
                    changed.insert(name.clone(), part);
                    add(Value::Object(changed));
                });
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate().take(ITEMS) {
                mutate(item, depth - 1, &mut |item| {
                    let mut changed = items.clone();
                    changed[position] = item;
                    add(Value::Array(changed));
                });
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::mutations;

    #[test]
    fn each_mutation_differs_in_one_part() {
        let value = json!({"a": {"b": 1}, "c": ["x"]});
        let all = mutations(&value);
        for expected in [
            json!({"a": {"b": "other"}, "c": ["x"]}),
            json!({"a": {}, "c": ["x"]}),
            json!({"c": ["x"]}),
            json!({"a": {"b": 1}, "c": [17]}),
        ] {
            assert!(all.contains(&expected), "{expected}");
        }
        assert!(!all.contains(&value));
    }
}

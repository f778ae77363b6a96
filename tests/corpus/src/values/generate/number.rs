//! Numbers.

use serde_json::{Number, Value};

use super::Generator;
use super::members::Members;

impl<'s> Generator<'s> {
    /// An integer: the bounds, the limits of the format, and small ones.
    pub(super) fn integer(&mut self, members: &Members<'s>) -> Option<Value> {
        let (least, most) = range(members);
        let step = members
            .keyword("multipleOf")
            .filter_map(integer)
            .find(|step| *step > 0);
        let step = step.unwrap_or(1);
        let up = |number: i128| number + (step - number.rem_euclid(step)) % step;
        let down = |number: i128| number - number.rem_euclid(step);
        let candidates = [
            up(1),
            down(most),
            up(least),
            0,
            -step,
            down(42),
            up(least) + step,
        ];
        let fits = |number: &i128| (least..=most).contains(number);
        let mut values: Vec<Value> = candidates
            .into_iter()
            .filter(fits)
            .filter_map(value)
            .collect();
        // An integer in the notation of other numbers.
        if fits(&2) && step == 1 && self.has_decimals {
            values.push(2.0.into());
        }
        let turn = self
            .choices
            .turn(*members.all.first()?, "integer", values.len());
        values.into_iter().nth(turn)
    }

    /// A number: the bounds, the limits of a double, and small ones. With the format of an integer, it is one.
    pub(super) fn number(&mut self, members: &Members<'s>) -> Option<Value> {
        let formats = members.keyword("format").filter_map(Value::as_str);
        if formats.into_iter().any(|format| limits(format).is_some()) {
            return self.integer(members);
        }
        let bound = |key: &str| {
            members
                .keyword(key)
                .filter_map(Value::as_f64)
                .collect::<Vec<_>>()
        };
        let (least, most) = (bound("minimum"), bound("maximum"));
        let (above, below) = (bound("exclusiveMinimum"), bound("exclusiveMaximum"));
        let steps = bound("multipleOf");
        let mut candidates = vec![
            1.0,
            0.5,
            0.0,
            -1.5,
            1e-7,
            f64::MAX,
            f64::MIN_POSITIVE,
            -0.0,
            100.0,
        ];
        candidates.extend(least.iter().chain(&most));
        candidates.extend(above.iter().map(|bound| bound + 0.25));
        candidates.extend(below.iter().map(|bound| bound - 0.25));
        candidates.extend(steps.iter().flat_map(|step| [*step, step * 3.0]));
        let fits = |number: &f64| {
            least.iter().all(|bound| number >= bound)
                && most.iter().all(|bound| number <= bound)
                && above.iter().all(|bound| number > bound)
                && below.iter().all(|bound| number < bound)
                && steps.iter().all(|step| (number / step).fract() == 0.0)
        };
        candidates.retain(fits);
        let turn = self
            .choices
            .turn(*members.all.first()?, "number", candidates.len());
        let number = candidates.get(turn)?;
        Number::from_f64(*number).map(Value::Number)
    }
}

/// The range of an integer. Without a format it has 64 bits, and no sign if a default needs all of them.
fn range(members: &Members<'_>) -> (i128, i128) {
    let bounds = |key: &str| members.keyword(key).filter_map(integer).collect::<Vec<_>>();
    let least = bounds("minimum").into_iter();
    let least = least.chain(
        bounds("exclusiveMinimum")
            .into_iter()
            .map(|bound| bound + 1),
    );
    let most = bounds("maximum").into_iter();
    let most = most.chain(
        bounds("exclusiveMaximum")
            .into_iter()
            .map(|bound| bound - 1),
    );
    let (least, most) = (least.max(), most.min());
    let formats = members.keyword("format").filter_map(Value::as_str);
    let (lowest, highest) = formats.filter_map(limits).next().unwrap_or_else(|| {
        let mut defaults = bounds("default").into_iter();
        let is_unsigned = match least {
            Some(least) => least >= 0,
            None => defaults.any(|default| i64::try_from(default).is_err()),
        };
        match is_unsigned {
            true => (0, u64::MAX.into()),
            false => (i64::MIN.into(), i64::MAX.into()),
        }
    });
    (least.unwrap_or(lowest), most.unwrap_or(highest))
}

/// The limits of an integer format.
fn limits(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" | "u-int8" => (0, u8::MAX.into()),
        "uint16" | "u-int16" => (0, u16::MAX.into()),
        "uint32" | "u-int32" => (0, u32::MAX.into()),
        "uint64" | "u-int64" | "uint" | "u-int" => (0, u64::MAX.into()),
        _ => return None,
    })
}

fn integer(bound: &Value) -> Option<i128> {
    let exact = bound.as_i64().map(i128::from);
    let exact = exact.or_else(|| bound.as_u64().map(i128::from));
    // Bounds such as `1e3`.
    exact.or_else(|| format!("{:.0}", bound.as_f64()?).parse().ok())
}

fn value(number: i128) -> Option<Value> {
    let signed = i64::try_from(number).ok().map(Value::from);
    signed.or_else(|| u64::try_from(number).ok().map(Value::from))
}

//! Numbers that may show the difference between two schemas: those near the bounds of both sides, and their multiples.

use oascribe_codegen::read::{Node, Number};

use super::super::admits::{Shape, Types, common, is_in_range, step};

/// The bounds of numbers.
const BOUNDS: [&str; 4] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/// The multiples around a bound: further ones are seldom the first that another step excludes.
const AROUND: std::ops::RangeInclusive<i8> = -3..=4;

/// Numbers that are tried whatever the bounds are.
const PLAIN: [f64; 6] = [1.0, 0.0, -1.0, 0.5, 1.5, 2_147_483_648.0];

/// Numbers of a schema that the other side may refuse. `limits` are the schemas of both sides.
pub fn numbers(shape: &Shape<'_>, limits: &[Shape<'_>], of: Types) -> Vec<Node> {
    let anchors = anchors(shape, limits);
    let steps = values(shape, limits, &["multipleOf"]).into_iter();
    let own = own_step(shape, of);
    let steps = steps.filter_map(|step| common(own, step));
    let mut steps: Vec<_> = std::iter::once(own).chain(steps).collect();
    steps.dedup();
    let near = |anchor: f64| {
        let multiples = steps.iter().flat_map(move |step| around(anchor, *step));
        std::iter::once(anchor).chain(multiples)
    };
    let mut found = vec![];
    let nearest = nearest_to_one(shape, of).into_iter();
    for number in nearest
        .chain(anchors.iter().copied().flat_map(near))
        .chain(PLAIN)
    {
        let value = node(number);
        if Types::of(&value) == of && is_in_range(shape, number) && !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// The number of a schema that is nearest to one.
pub fn number(shape: &Shape<'_>, of: Types) -> Option<Node> {
    nearest_to_one(shape, of).map(node)
}

fn nearest_to_one(shape: &Shape<'_>, of: Types) -> Option<f64> {
    let step = own_step(shape, of);
    let bounds = anchors(shape, &[]);
    let anchors = std::iter::once(1.0).chain(bounds);
    let multiples = anchors.flat_map(|anchor| around(anchor, step).chain([anchor]));
    let is_of = |number: &f64| Types::of(&node(*number)) == of && is_in_range(shape, *number);
    let distance = |number: &f64| (number - 1.0).abs();
    multiples
        .filter(is_of)
        .min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

/// The multiples of a step around a number.
fn around(anchor: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (anchor / step).floor();
    AROUND.map(move |count| (first + f64::from(count)) * step)
}

/// The distance between the numbers of a type that a schema admits, or of some of them.
fn own_step(shape: &Shape<'_>, of: Types) -> f64 {
    step(shape, of).unwrap_or(if of == Types::FRACTION { 0.5 } else { 1.0 })
}

/// Zero, the bounds of both sides, and what is between them.
fn anchors(shape: &Shape<'_>, limits: &[Shape<'_>]) -> Vec<f64> {
    let mut found = values(shape, limits, &BOUNDS);
    found.push(0.0);
    found.retain(|bound| bound.is_finite());
    found.sort_by(f64::total_cmp);
    found.dedup();
    let between: Vec<_> = found
        .windows(2)
        .map(|pair| f64::midpoint(pair[0], pair[1]))
        .collect();
    found.extend(between);
    found
}

/// The values of keywords on both sides.
fn values(shape: &Shape<'_>, limits: &[Shape<'_>], keywords: &[&str]) -> Vec<f64> {
    let shapes = limits.iter().chain([shape]);
    let found = shapes.flat_map(|shape| keywords.iter().flat_map(|it| shape.numbers(it)));
    found.collect()
}

/// A number as a value.
pub fn node(number: f64) -> Node {
    let is_exact = number.fract() == 0.0 && number.abs() < 9e15;
    Node::Number(match is_exact {
        true => Number::Int(number as i128),
        false => Number::Float(number),
    })
}

//! Objects that several alternatives admit together, but none of them alone.

use oascribe_codegen::read::Node;

use super::mode::Mode;
use super::objects::Object;
use super::prover::Prover;
use super::shape::{Shape, Tags};

/// The number of values of a property for which an object is split.
const MAX_SPLIT: usize = 64;

impl<'d> Prover<'d> {
    /// Splits an object by the values of a discriminator or of a required property.
    pub fn split(
        &mut self,
        sub: &Shape<'d>,
        sups: &[Shape<'d>],
        mode: Mode,
    ) -> Option<Vec<Shape<'d>>> {
        if let Some(tags) = sub.tags.as_ref().filter(|tags| tags.values.len() > 1) {
            let one = |value: &String| {
                let (property, values) = (tags.property.clone(), vec![value.clone()]);
                let tags = Some(Tags { property, values });
                Shape {
                    tags,
                    ..sub.clone()
                }
            };
            return Some(tags.values.iter().map(one).collect());
        }
        let object = Object::new(sub);
        let is_free = |name: &&&str| sub.fixed.iter().all(|(it, _)| it != **name);
        if sups.len() < 2 || !sub.fixed.is_empty() {
            return None;
        }
        for name in object.required.iter().filter(is_free) {
            let shapes = self.shapes(mode.sub, &object.property(name))?;
            let values: Option<Vec<_>> = shapes.iter().map(|shape| shape.values.clone()).collect();
            let values: Vec<_> = values.unwrap_or_default().into_iter().flatten().collect();
            if (2..=MAX_SPLIT).contains(&values.len()) {
                let one = |value: &'d Node| {
                    let mut part = sub.clone();
                    part.fixed.push(((*name).to_owned(), value));
                    part
                };
                return Some(values.into_iter().map(one).collect());
            }
        }
        None
    }
}

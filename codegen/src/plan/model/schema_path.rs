//! The JSONPath of the schema of a struct, from which decode errors make the correction of a document.

use crate::ir::{self, Api, Presence, TypeId};
use crate::source::json_path;

/// The JSONPath of the schema that declares and requires the properties of a struct. Returns `None` if there are several
/// such schemas, if no property of a response is required, or if an overlay can't reach the schema.
pub(super) fn schema_path(api: &Api, id: TypeId, object: &ir::Struct) -> Option<String> {
    let ty = api.ty(id);
    let fields = object.fields.iter();
    let mut required = fields.filter(|field| field.presence == Presence::Required);
    let is_own = |field: &ir::Field| {
        let properties = field.at.parent();
        properties.and_then(|at| at.parent()).as_ref() == Some(&ty.at)
    };
    let first = required.next()?;
    if !ty.usage.received || !is_own(first) || !required.all(is_own) || !ty.at.is_in_document() {
        return None;
    }
    let mut steps: Vec<_> = ty.at.segments().collect();
    // The path does not tell an index from a key.
    let is_index = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
    if steps.iter().any(|step| is_index(step)) {
        return None;
    }
    if api.is_swagger {
        // Only components are where they were before the conversion.
        match steps.as_slice() {
            [components, schemas, ..] if components == "components" && schemas == "schemas" => {
                steps.splice(..2, ["definitions".into()]);
            }
            _ => return None,
        }
    }
    let mut path = "$".to_owned();
    steps
        .iter()
        .for_each(|step| json_path::push_name(&mut path, step));
    Some(path)
}

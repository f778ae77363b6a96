//! The request body.

use super::{Parts, Target};
use crate::draft::{Body, Fact, Kind, Operation, Primitive, Property, Schema};
use crate::general::assemble::{object, with_samples};
use crate::general::fields::Row;
use crate::reporter::Reporter;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl Parts {
    pub(super) fn body(
        &mut self,
        rows: Vec<(Target, Row, Option<Fact>)>,
        operation: &mut Operation,
        reporter: &mut Reporter<'_>,
    ) {
        let at = rows.first().map_or(operation.at, |(_, row, _)| row.at);
        let form = !self.form.is_empty() || rows.iter().any(|(target, ..)| *target == Target::Form);
        let why = rows.iter().find_map(|(.., why)| why.clone());
        let rows: Vec<Row> = rows.into_iter().map(|(_, row, _)| row).collect();
        if rows.is_empty() && self.requests.is_empty() && self.form.is_empty() {
            return;
        }
        let described = !rows.is_empty();
        let mut schema = if described {
            object(rows, at, reporter)
        } else {
            Schema::any(at)
        };
        let samples = std::mem::take(&mut self.requests);
        let example = with_samples(&mut schema, &samples, "the sample of the request", reporter);
        self.sampled_form(&mut schema, described);
        let required = schema
            .properties()
            .is_some_and(|all| all.iter().any(|it| it.required));
        let media = media(&schema, form && samples.is_empty());
        let mut inferred: Vec<Fact> = why.into_iter().collect();
        if samples.is_empty() && !form {
            inferred.push(Fact::new(
                "content",
                "assumed: no sample shows the media type",
                at,
            ));
        }
        operation.body = Some(Body {
            media: media.to_owned(),
            required,
            schema,
            example,
            at,
            inferred,
        });
    }

    /// Fields of forms that only samples show.
    fn sampled_form(&mut self, schema: &mut Schema, described: bool) {
        let fields = std::mem::take(&mut self.form);
        if fields.is_empty() {
            return;
        }
        if let Kind::Any = schema.kind {
            schema.kind = Kind::Object(Vec::new());
        }
        let Kind::Object(properties) = &mut schema.kind else {
            return;
        };
        for (name, _, at) in fields {
            let bare = name.split('[').next().unwrap_or_default();
            if properties
                .iter()
                .any(|it| it.name == name || it.name == bare)
            {
                continue;
            }
            let mut schema = Schema::primitive(Primitive::String, at);
            schema.infer("type", "assumed: a form sends text");
            if described {
                schema.infer("property", "only in the sample of the request");
            }
            properties.push(Property {
                name,
                required: false,
                schema,
            });
        }
    }
}

fn media(schema: &Schema, form: bool) -> &'static str {
    let is_file = |schema: &Schema| schema.format.as_deref() == Some("binary");
    let has_file = schema
        .properties()
        .is_some_and(|all| all.iter().any(|it| is_file(&it.schema)));
    match (form, has_file) {
        (_, true) => MULTIPART,
        (true, false) => FORM,
        (false, false) => "application/json",
    }
}

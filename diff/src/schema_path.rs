//! The path from the usage of a schema to a nested schema.
//!
//! Building a path is cheap; it is formatted only for findings. A formatted path starts at the last named schema.

/// The path from a usage to a schema: a linked list on the stack.
#[derive(Clone, Copy, Default)]
pub enum SchemaPath<'w> {
    /// The schema that is used.
    #[default]
    Root,
    /// The name of the schema at this point. This is not a step.
    Named(&'w SchemaPath<'w>, &'w str),
    Property(&'w SchemaPath<'w>, &'w str),
    /// A step into `items` and the like, without property name.
    Inside(&'w SchemaPath<'w>, &'w str),
}

impl<'w> SchemaPath<'w> {
    pub fn is_root(&self) -> bool {
        self.steps().next().is_none()
    }

    /// The steps from the schema that is used.
    pub fn whole(&self) -> Vec<String> {
        in_order(self.steps().collect())
    }

    /// The innermost named schema that has steps after it, and these steps.
    pub fn after_name(&self) -> (Option<&'w str>, Vec<String>) {
        let mut steps = Vec::new();
        for path in self.ancestors() {
            match path {
                SchemaPath::Root => {}
                SchemaPath::Named(_, name) if !steps.is_empty() => {
                    return (Some(name), in_order(steps));
                }
                SchemaPath::Named(..) => {}
                SchemaPath::Property(_, step) | SchemaPath::Inside(_, step) => steps.push(step),
            }
        }
        (None, in_order(steps))
    }

    /// The steps, last one first.
    fn steps(&self) -> impl Iterator<Item = &'w str> {
        self.ancestors().filter_map(|path| match path {
            SchemaPath::Property(_, step) | SchemaPath::Inside(_, step) => Some(step),
            SchemaPath::Root | SchemaPath::Named(..) => None,
        })
    }

    /// The path itself, then without its last step, and so on.
    fn ancestors(&self) -> impl Iterator<Item = SchemaPath<'w>> {
        std::iter::successors(Some(*self), |path| match path {
            SchemaPath::Root => None,
            SchemaPath::Named(before, _)
            | SchemaPath::Property(before, _)
            | SchemaPath::Inside(before, _) => Some(**before),
        })
    }
}

fn in_order(steps: Vec<&str>) -> Vec<String> {
    steps.into_iter().rev().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_at_the_innermost_named_schema() {
        let body = SchemaPath::Named(&SchemaPath::Root, "Page");
        let data = SchemaPath::Property(&body, "data");
        let items = SchemaPath::Inside(&data, "items");
        let item = SchemaPath::Named(&items, "Pet");
        let named = |path: SchemaPath<'_>| {
            let (name, steps) = path.after_name();
            format!("{} {}", name.unwrap_or("-"), steps.join("/"))
        };
        assert_eq!((named(body).as_str(), body.is_root()), ("- ", true));
        assert_eq!(named(item), "Page data/items");
        let home = SchemaPath::Property(&item, "home");
        let city = SchemaPath::Property(&home, "city");
        assert_eq!(named(city), "Pet home/city");
        assert_eq!(city.whole(), ["data", "items", "home", "city"]);
        assert_eq!(
            named(SchemaPath::Property(&SchemaPath::Root, "city")),
            "- city"
        );
    }
}

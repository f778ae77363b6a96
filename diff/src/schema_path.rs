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

    /// The steps from the last property on. Returns `None` if the path has no property.
    pub fn name(&self) -> Option<String> {
        match self {
            SchemaPath::Root => None,
            SchemaPath::Named(before, _) => before.name(),
            SchemaPath::Property(_, name) => Some((*name).to_owned()),
            SchemaPath::Inside(before, step) => Some(format!("{}/{step}", before.name()?)),
        }
    }

    pub fn text(&self) -> String {
        joined(self.steps().collect())
    }

    /// The path for messages, to be written between backticks: `city` of `Address`.
    pub fn display(&self) -> String {
        let mut steps = Vec::new();
        for path in self.ancestors() {
            match path {
                SchemaPath::Root => {}
                SchemaPath::Named(_, name) if !steps.is_empty() => {
                    return format!("{}` of `{name}", joined(steps));
                }
                SchemaPath::Named(..) => {}
                SchemaPath::Property(_, step) | SchemaPath::Inside(_, step) => steps.push(step),
            }
        }
        joined(steps)
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

fn joined(mut steps: Vec<&str>) -> String {
    steps.reverse();
    steps.join("/")
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
        assert_eq!((body.display().as_str(), body.is_root()), ("", true));
        assert_eq!(item.display(), "data/items` of `Page");
        assert_eq!(item.name().as_deref(), Some("data/items"));
        let home = SchemaPath::Property(&item, "home");
        let city = SchemaPath::Property(&home, "city");
        assert_eq!(city.display(), "home/city` of `Pet");
        assert_eq!(city.text(), "data/items/home/city");
        assert_eq!(
            SchemaPath::Property(&SchemaPath::Root, "city").display(),
            "city"
        );
    }
}

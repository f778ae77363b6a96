//! The way from the use of a schema down to a schema in it.
//!
//! In: the steps. Out: the way as it is told, and the name at its end, which is the same wherever the same is repeated.
//! Guaranteed: costs nothing before it is told, since most ways never are; where it leads through schemas that have
//! names, what is told begins at the last of them.

/// The way from the use down to a schema: a list on the stack.
#[derive(Clone, Copy, Default)]
pub enum Way<'w> {
    /// The use itself.
    #[default]
    Root,
    /// The schema that the way leads to is called so; this is no step.
    Named(&'w Way<'w>, &'w str),
    Property(&'w Way<'w>, &'w str),
    /// Into `items` and the like, which are no names.
    Inside(&'w Way<'w>, &'w str),
}

impl<'w> Way<'w> {
    pub fn is_root(&self) -> bool {
        self.steps().next().is_none()
    }

    /// The steps from the last property on; none where no property leads there.
    pub fn name(&self) -> Option<String> {
        match self {
            Way::Root => None,
            Way::Named(before, _) => before.name(),
            Way::Property(_, name) => Some((*name).to_owned()),
            Way::Inside(before, step) => Some(format!("{}/{step}", before.name()?)),
        }
    }

    pub fn text(&self) -> String {
        joined(self.steps().collect())
    }

    /// What stands between two backticks: `city` of `Address`, from wherever an address is reached.
    pub fn told(&self) -> String {
        let mut steps = Vec::new();
        for way in self.back() {
            match way {
                Way::Root => {}
                Way::Named(_, name) if !steps.is_empty() => {
                    return format!("{}` of `{name}", joined(steps));
                }
                Way::Named(..) => {}
                Way::Property(_, step) | Way::Inside(_, step) => steps.push(step),
            }
        }
        joined(steps)
    }

    /// The steps, the last one first.
    fn steps(&self) -> impl Iterator<Item = &'w str> {
        self.back().filter_map(|way| match way {
            Way::Property(_, step) | Way::Inside(_, step) => Some(step),
            Way::Root | Way::Named(..) => None,
        })
    }

    /// The way itself, without its last step, and so on.
    fn back(&self) -> impl Iterator<Item = Way<'w>> {
        std::iter::successors(Some(*self), |way| match way {
            Way::Root => None,
            Way::Named(before, _) | Way::Property(before, _) | Way::Inside(before, _) => {
                Some(**before)
            }
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
    fn a_way_begins_at_the_last_schema_that_has_a_name() {
        let body = Way::Named(&Way::Root, "Page");
        let data = Way::Property(&body, "data");
        let items = Way::Inside(&data, "items");
        let item = Way::Named(&items, "Pet");
        assert_eq!((body.told().as_str(), body.is_root()), ("", true));
        assert_eq!(item.told(), "data/items` of `Page");
        assert_eq!(item.name().as_deref(), Some("data/items"));
        let home = Way::Property(&item, "home");
        let city = Way::Property(&home, "city");
        assert_eq!(city.told(), "home/city` of `Pet");
        assert_eq!(city.text(), "data/items/home/city");
        assert_eq!(Way::Property(&Way::Root, "city").told(), "city");
    }
}

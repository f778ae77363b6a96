//! The way from the use of a schema down to a schema in it.
//!
//! In: the steps. Out: the way as it is told, and the name at its end, which is the same wherever the same is repeated.
//! Guaranteed: costs nothing before it is told; most ways never are.

/// The way from the use down to a schema: a list on the stack.
#[derive(Clone, Copy, Default)]
pub enum Way<'w> {
    /// The use itself.
    #[default]
    Root,
    Property(&'w Way<'w>, &'w str),
    /// Into `items` and the like, which are no names.
    Inside(&'w Way<'w>, &'w str),
}

impl<'w> Way<'w> {
    pub fn is_root(&self) -> bool {
        matches!(self, Way::Root)
    }

    /// The steps from the last property on; none where no property leads there.
    pub fn name(&self) -> Option<String> {
        match self {
            Way::Root => None,
            Way::Property(_, name) => Some((*name).to_owned()),
            Way::Inside(before, step) => Some(format!("{}/{step}", before.name()?)),
        }
    }

    pub fn text(&self) -> String {
        let mut steps: Vec<&str> = self.steps().collect();
        steps.reverse();
        steps.join("/")
    }

    /// The steps, the last one first.
    fn steps(&self) -> impl Iterator<Item = &'w str> {
        let mut way = *self;
        std::iter::from_fn(move || match way {
            Way::Root => None,
            Way::Property(before, step) | Way::Inside(before, step) => {
                way = *before;
                Some(step)
            }
        })
    }
}

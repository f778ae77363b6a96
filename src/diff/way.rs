//! The way from the use of a schema down to a schema in it.
//!
//! In: the steps. Out: the way as it is told, and the name at its end, which is the same wherever the same is repeated.

use std::rc::Rc;

/// The way from the use down to a schema.
#[derive(Clone, Default)]
pub struct Way {
    path: Vec<Rc<str>>,
    /// The steps from the last property on; none where no property leads there.
    pub name: Option<Rc<str>>,
}

impl Way {
    pub fn property(&self, name: &str) -> Self {
        self.with(name, Some(Rc::from(name)))
    }

    pub fn inside(&self, step: &str) -> Self {
        let name = self.name.as_ref().map(|name| format!("{name}/{step}"));
        self.with(step, name.map(Rc::from))
    }

    fn with(&self, step: &str, name: Option<Rc<str>>) -> Self {
        let mut path = self.path.clone();
        path.push(Rc::from(step));
        Self { path, name }
    }

    pub fn is_root(&self) -> bool {
        self.path.is_empty()
    }

    pub fn text(&self) -> String {
        self.path.join("/")
    }
}

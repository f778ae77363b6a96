//! Parameters and forms in the styles of OpenAPI.

use serde::Serialize;

use super::builder::{Dots, RequestBuilder, cookie_into};
use super::form::form_of;
use super::tree::Node;
use super::{Param, Style, Tree};

impl RequestBuilder {
    /// Sets path parameter `{name}` in the default style (`simple`): the items of a list are
    /// separated by commas.
    pub fn path(&mut self, name: &'static str, value: &dyn Param) {
        self.path_as(Style::SIMPLE, name, value);
    }

    /// Sets path parameter `{name}` in another style.
    pub fn path_as(&mut self, style: Style, name: &'static str, value: &dyn Param) {
        let Some(node) = self.node(name, value) else {
            return;
        };
        let text = style.in_path(name, &node);
        let dots = match style.is_label() {
            true => Dots::Allowed,
            false => Dots::Refused,
        };
        self.set_path(name, text, dots);
    }

    /// Adds a query parameter in the default style (exploded `form`): `name=value`, once for each
    /// item of a list.
    pub fn query(&mut self, name: &str, value: &dyn Param) {
        self.query_as(Style::FORM.exploded(), name, value);
    }

    /// Adds a query parameter in another style.
    pub fn query_as(&mut self, style: Style, name: &str, value: &dyn Param) {
        if let Some(node) = self.node(name, value) {
            style.in_query(&mut self.query, name, &node);
        }
    }

    /// Sets a header in the default style (`simple`): the items of a list are separated by commas.
    pub fn header(&mut self, name: &str, value: &dyn Param) {
        self.header_as(Style::SIMPLE, name, value);
    }

    /// Sets a header in another style.
    pub fn header_as(&mut self, style: Style, name: &str, value: &dyn Param) {
        let node = self.node(name, value);
        if let Some(text) = node.and_then(|node| style.in_header(&node)) {
            self.set_header(name, &text);
        }
    }

    /// Sets a cookie in the default style (exploded `form`): one cookie for each item of a list.
    pub fn cookie(&mut self, name: &str, value: &dyn Param) {
        self.cookie_as(Style::FORM.exploded(), name, value);
    }

    /// Sets a cookie in another style.
    pub fn cookie_as(&mut self, style: Style, name: &str, value: &dyn Param) {
        if let Some(node) = self.node(name, value) {
            for (name, value) in style.in_cookie(name, &node) {
                cookie_into(&mut self.cookies, &name, &value);
            }
        }
    }

    /// The value of a parameter. Returns `None` after an error, which is recorded.
    fn node(&mut self, name: &str, value: &dyn Param) -> Option<Node> {
        match Node::of(value) {
            Ok(node) => Some(node),
            Err(error) => {
                self.refuse(format!("`{name}` can't be serialized: {error}"));
                None
            }
        }
    }

    /// Sets the body: the fields of a value as a form (`application/x-www-form-urlencoded`). Lists
    /// repeat their name, objects are JSON.
    pub fn form<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.form_as(&[], value);
    }

    /// Sets the body: the fields of a value as a form, with the styles of some of them.
    pub fn form_as<T: Serialize + ?Sized>(&mut self, styles: &[(&str, Style)], value: &T) {
        if let Some(node) = self.node("body", &Tree::of(value)) {
            let form = form_of(&node, styles);
            self.set_body("application/x-www-form-urlencoded", form.into());
        }
    }
}

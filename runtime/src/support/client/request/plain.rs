//! Parameters in the default styles, which are scalars or lists of them.

use super::Param;
use super::builder::{Dots, RequestBuilder, cookie_into};
use super::percent_encoding::{encode_into, pair_into};

impl RequestBuilder {
    /// Sets path parameter `{name}` in the default style (`simple`): the items of a list are
    /// separated by commas.
    pub fn path(&mut self, name: &'static str, value: &dyn Param) {
        let mut items = Vec::new();
        value.each(&mut |text| items.push(encoded(text)));
        self.set_path(name, items.join(","), Dots::Refused);
    }

    /// Adds a query parameter in the default style (exploded `form`): `name=value`, once for each
    /// item of a list.
    pub fn query(&mut self, name: &str, value: &dyn Param) {
        value.each(&mut |text| pair_into(&mut self.query, name, text));
    }

    /// Sets a header in the default style (`simple`): the items of a list are separated by commas.
    pub fn header(&mut self, name: &str, value: &dyn Param) {
        let mut items = Vec::new();
        value.each(&mut |text| items.push(text.to_owned()));
        if !items.is_empty() {
            self.set_header(name, &items.join(","));
        }
    }

    /// Sets a cookie in the default style (exploded `form`): one cookie for each item of a list.
    pub fn cookie(&mut self, name: &str, value: &dyn Param) {
        value.each(&mut |text| cookie_into(&mut self.cookies, name, &encoded(text)));
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    encode_into(&mut out, text);
    out
}

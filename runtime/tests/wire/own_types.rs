//! Types of `[crate.types]`: with a module instead of serde's traits, without `Default`, and as maps.

use std::collections::HashMap;

use crate::runtime::wire;

/// A duration in seconds, which has neither `Default` nor serde's traits.
#[derive(Clone, Debug, PartialEq)]
pub struct Seconds(u64);

/// Its representation.
mod seconds {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Seconds;

    pub fn serialize<S: Serializer>(value: &Seconds, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}s", value.0))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Seconds, D::Error> {
        let text = String::deserialize(deserializer)?;
        let number = text.strip_suffix('s').and_then(|text| text.parse().ok());
        number
            .map(Seconds)
            .ok_or_else(|| serde::de::Error::custom("no seconds"))
    }
}

wire::foreign!(Seconds = Seconds(0), with seconds);
wire::foreign!(std::net::Ipv4Addr = std::net::Ipv4Addr::UNSPECIFIED);
wire::foreign_map!(std::collections::HashMap);

#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    pub address: std::net::Ipv4Addr,
    pub timeout: Seconds,
    pub retries: Option<Vec<Option<Seconds>>>,
    pub limits: Option<HashMap<String, Seconds>>,
    pub additional_properties: HashMap<String, wire::Value>,
}

wire::object! { Server {
    address: "address" => Required<Plain>,
    timeout: "timeout" => Required<Foreign>,
    retries: "retries" => Optional<List<Null<Foreign>>>,
    limits: "limits" => Optional<Map<Foreign>>,
    ..additional_properties => Rest<Plain>,
} }

#[test]
fn own_types_are_decoded_and_encoded() {
    let text = r#"{"address":"10.0.0.1","timeout":"5s","retries":["1s",null],"limits":{"a":"2s"},"more":1}"#;
    let server: Server = serde_json::from_str(text).expect("a server");
    assert_eq!(server.timeout, Seconds(5));
    assert_eq!(server.retries, Some(vec![Some(Seconds(1)), None]));
    assert_eq!(server.limits.as_ref().expect("limits")["a"], Seconds(2));
    assert_eq!(server.additional_properties["more"], 1);
    assert_eq!(serde_json::to_string(&server).expect("JSON"), text);
}

#[test]
fn errors_have_the_path_of_the_value() {
    let message = |text: &str| {
        let error = serde_json::from_str::<Server>(text).expect_err("an error");
        error.to_string()
    };
    let wrong = message(r#"{"address":"10.0.0.1","timeout":"5s","limits":{"a":"2"}}"#);
    assert!(wrong.starts_with("$.limits.a: no seconds"), "{wrong}");
    let missing = message(r#"{"timeout":"5s"}"#);
    assert!(missing.contains("`address`"), "{missing}");
}

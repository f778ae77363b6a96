//! Security schemes.

use super::{Map, Node};
use crate::read::pointer_pair::PointerPair;
use crate::source::Moves;

/// Converts a security scheme.
pub(super) fn convert(map: &mut Map, here: &PointerPair, moves: &mut Moves) {
    let kind = map.get("type").and_then(Node::as_str).unwrap_or_default();
    match kind {
        "basic" => {
            map.replace("type".to_owned(), Node::String("http".to_owned()));
            map.replace("scheme".to_owned(), Node::String("basic".to_owned()));
        }
        "oauth2" => {
            let flow = match map.take("flow").as_ref().and_then(Node::as_str) {
                Some("password") => "password",
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                _ => "implicit",
            };
            let keys = ["authorizationUrl", "tokenUrl", "scopes"];
            let inner = keys.map(|key| Some((key.to_owned(), map.take(key)?)));
            let inner = Node::Object(inner.into_iter().flatten().collect());
            let flows = Node::Object([(flow.to_owned(), inner)].into_iter().collect());
            map.replace("flows".to_owned(), flows);
            let now = here.now.child("flows");
            moves.made(now.child(flow), here.before.clone());
            moves.made(now, here.before.clone());
        }
        _ => {}
    }
}

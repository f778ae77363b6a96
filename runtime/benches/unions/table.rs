//! Nodes of a drawing with the tables of the runtime, as they are emitted.

use super::runtime::{self, wire};

pub enum Node {
    Frame(Frame),
    Text(Text),
    Unknown(serde_json::Value),
}

wire::tagged! { Node by "type" {
    Frame: "FRAME" required => Plain,
    Text: "TEXT" required => Plain,
} }

pub struct Frame {
    id: String,
    name: String,
    blend_mode: Option<BlendMode>,
    visible: Option<bool>,
    opacity: Option<f64>,
    area: Option<Area>,
    children: Vec<Node>,
}

wire::object! { Frame {
    id: "id" => Required<Plain>,
    name: "name" => Required<Plain>,
    blend_mode: "blendMode" => Optional<Plain>,
    visible: "visible" => Optional<Plain>,
    opacity: "opacity" => Optional<Plain>,
    area: "area" => Optional<Plain>,
    children: "children" => Required<List<Plain>>,
} }

pub struct Text {
    id: String,
    name: String,
    blend_mode: Option<BlendMode>,
    visible: Option<bool>,
    opacity: Option<f64>,
    area: Option<Area>,
    characters: String,
}

wire::object! { Text {
    id: "id" => Required<Plain>,
    name: "name" => Required<Plain>,
    blend_mode: "blendMode" => Optional<Plain>,
    visible: "visible" => Optional<Plain>,
    opacity: "opacity" => Optional<Plain>,
    area: "area" => Optional<Plain>,
    characters: "characters" => Required<Plain>,
} }

#[derive(Clone, PartialEq)]
enum BlendMode {
    Normal,
    Multiply,
    Unknown(runtime::UnknownValue),
}

wire::string_enum! { BlendMode {
    Normal: "NORMAL",
    Multiply: "MULTIPLY",
} }

struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

wire::object! { Area {
    x: "x" => Required<Plain>,
    y: "y" => Required<Plain>,
    width: "width" => Required<Plain>,
    height: "height" => Required<Plain>,
} }

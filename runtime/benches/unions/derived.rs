//! Nodes of a drawing, written by hand with serde's derive.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "UPPERCASE")]
pub enum Node {
    Frame(Frame),
    Text(Text),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Frame {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    blend_mode: Option<BlendMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    visible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opacity: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<Area>,
    children: Vec<Node>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Text {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    blend_mode: Option<BlendMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    visible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opacity: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<Area>,
    characters: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum BlendMode {
    Normal,
    Multiply,
}

#[derive(Serialize, Deserialize)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

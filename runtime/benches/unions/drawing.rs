//! Drawings with nested frames.

/// Where an object has its tag.
#[derive(Clone, Copy, Debug)]
pub enum TagAt {
    /// Before all other properties.
    Start,
    /// Between scalars and the nested nodes.
    Middle,
    /// After the nested nodes.
    End,
}

/// A drawing with frames inside of each other, each beside a text.
pub fn nested(depth: usize, tag_at: TagAt) -> String {
    let mut drawing = text(0, tag_at);
    for level in 1..=depth {
        let children = format!(r#""children":[{},{drawing}]"#, text(level, tag_at));
        drawing = object("FRAME", level, &children, tag_at);
    }
    drawing
}

fn text(level: usize, tag_at: TagAt) -> String {
    let characters = format!(r#""characters":"Text of the frame at level {level}""#);
    object("TEXT", level, &characters, tag_at)
}

fn object(tag: &str, level: usize, content: &str, tag_at: TagAt) -> String {
    let tag = format!(r#""type":"{tag}""#);
    let own = format!(r#""id":"1:{level}","name":"Node {level}""#);
    let area = format!(
        r#""blendMode":"NORMAL","visible":true,"opacity":0.5,"area":{{"x":{level}.5,"y":2.25,"width":640.0,"height":480.0}}"#
    );
    match tag_at {
        TagAt::Start => format!("{{{tag},{own},{area},{content}}}"),
        TagAt::Middle => format!("{{{own},{tag},{area},{content}}}"),
        TagAt::End => format!("{{{own},{area},{content},{tag}}}"),
    }
}

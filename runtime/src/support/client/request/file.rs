//! Files in multipart bodies.

use bytes::Bytes;

use super::Body;

/// A file in a multipart body: bytes or a stream, with a name and a content type where the server cares.
#[derive(Clone, Debug)]
pub struct File {
    pub(crate) body: Body,
    pub(super) name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl File {
    /// A file with this content; it goes by the name of its part.
    pub fn new(body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// With a name of its own.
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// With a content type, instead of the one that the API declares.
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// With a header of its part, instead of one that goes with all files of the part.
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl From<Body> for File {
    fn from(body: Body) -> Self {
        Self::new(body)
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<String> for File {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&'static str> for File {
    fn from(text: &'static str) -> Self {
        Self::new(text)
    }
}

/// One file, some, or none.
pub trait Files {
    /// Gives each file to `visit`.
    fn each(&self, visit: &mut dyn FnMut(&File));
}

impl Files for File {
    fn each(&self, visit: &mut dyn FnMut(&File)) {
        visit(self);
    }
}

impl<T: Files> Files for Option<T> {
    fn each(&self, visit: &mut dyn FnMut(&File)) {
        if let Some(files) = self {
            files.each(visit);
        }
    }
}

impl<T: Files> Files for Vec<T> {
    fn each(&self, visit: &mut dyn FnMut(&File)) {
        self.iter().for_each(|files| files.each(visit));
    }
}

//! Files in multipart bodies.

use bytes::Bytes;

use super::Body;

/// A file in a multipart body: its content, with an optional file name, content type and headers.
#[derive(Clone, Debug)]
pub struct File {
    pub(crate) body: Body,
    pub(super) name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl File {
    /// Creates a file with this content. Its file name is the name of its part, unless you set one.
    pub fn new(body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// Sets the file name.
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the content type, instead of the one that the OpenAPI document declares.
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Sets a header of the part, instead of the one for all files of the part.
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

/// Zero or more files.
pub trait Files {
    /// Calls `visit` with each file.
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

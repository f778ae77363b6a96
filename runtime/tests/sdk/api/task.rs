//! Long-running operations, and the operation that gets their state.

use std::collections::BTreeMap;

use super::{Problem, TASKS};
use crate::runtime::{
    self, DecodeError, Meta, Method, Operation, Pending, Received, RequestBuilder, wire,
};

/// A long-running operation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Task {
    pub id: Option<String>,
    pub done: Option<bool>,
    pub error: Option<Problem>,
    pub response: Option<BTreeMap<String, serde_json::Value>>,
}

wire::object! { Task {
    id: "id" => Optional<Plain>,
    done: "done" => Optional<Plain>,
    error: "error" => Optional<Plain>,
    response: "response" => Optional<Map<Plain>>,
} }

impl Pending for Task {
    type Poll = TaskGet;
    fn poll(&self) -> Option<TaskGet> {
        self.id.clone().map(TaskGet::new)
    }
    fn is_done(&self) -> bool {
        self.done.unwrap_or(false)
    }
    fn failure(&self) -> Option<String> {
        self.error.as_ref().map(runtime::json_string)
    }
}

/// Gets a task. Accepts any credentials, or none.
#[derive(Clone)]
#[non_exhaustive]
pub struct TaskGet {
    pub id: String,
}

impl TaskGet {
    #[inline]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

runtime::failures! { {
    NotFound(super::Problem) = 404,
} for
    TaskGetFailure,
}

impl Operation for TaskGet {
    type Output = Task;
    type Failure = TaskGetFailure;
    const META: Meta = Meta {
        name: "TaskGet",
        method: Method::Get,
        path: "/tasks/{id}",
        server: Some(&TASKS),
        security: &[&[], &["login", "key"], &["queryKey"], &["session"]],
    };
    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        request.path("id", &self.id);
    }
    #[inline]
    fn decode(response: &Received) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

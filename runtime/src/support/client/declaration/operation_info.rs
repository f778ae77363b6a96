//! What transports know about a request.

use super::method::Method;

/// The operation that a request belongs to. Transports and layers find it in the extensions of the
/// request: `request.extensions().get::<OperationInfo>()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The name of the operation.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its placeholders, for metrics: `/clusters/{clusterId}`.
    pub template: &'static str,
    /// The number of the attempt. The first one is 0.
    pub attempt: u32,
}

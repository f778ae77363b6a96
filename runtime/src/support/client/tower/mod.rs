//! Adapters for services and layers of tower.

use super::mutex::lock;
use super::{Body, BoxFuture, Transport, TransportError};

mod http_body;
mod service;
mod transport;

pub use service::TransportService;
pub use transport::TowerTransport;

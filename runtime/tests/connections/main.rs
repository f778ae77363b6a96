//! Faults of connections, between the default transports and real servers on loopback: TLS, proxies, HTTP/2, compressed
//! bodies without end, redirects, repeated requests, and a server that is down.

mod bombs;
mod call_limit;
mod certificates;
mod downloads;
mod http2;
mod idempotency;
mod operations;
mod outage;
mod proxies;
mod redirects;
mod server;
mod tls;
mod tower;

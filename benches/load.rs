//! Many small calls: errors, and memory that must not grow.
//!
//! `cargo bench --bench load` (Linux)
//!
//! In: a server on loopback in a process of its own, which answers with an empty object. 1,000,000 calls of the async client, 64 of
//! them in flight. Out: the calls that failed, and the resident memory after 100,000 calls and after each further 100,000. The
//! program fails if a call fails, or if the memory at the end is more than 1.05 times that after 100,000 calls.

#[path = "support/backups.rs"]
mod backups;
#[path = "support/loopback.rs"]
mod loopback;
mod support;

use std::error::Error;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

type Failed = Box<dyn Error>;

const CALLS: usize = 1_000_000;
const STEP: usize = 100_000;
const IN_FLIGHT: usize = 64;
const GROWTH: f64 = 1.05;

fn main() -> Result<(), Failed> {
    if loopback::is_server() {
        return loopback::serve();
    }
    if !support::asked("load") {
        return Ok(());
    }
    let server = loopback::Process::start()?;
    let client = generated::Client::builder().base_url(&server.url);
    let client = client.bearer_token("t").build()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let start = Instant::now();
    let mut memory = Vec::new();
    for step in 1..=CALLS / STEP {
        let failed = runtime.block_on(calls(&client))?;
        let resident = resident()?;
        let time = start.elapsed().as_secs_f64();
        println!(
            "{:>9} calls, {failed} failed, {resident} kB, {time:.1} s",
            step * STEP
        );
        if failed > 0 {
            return Err(format!("{failed} calls failed").into());
        }
        memory.push(resident);
    }
    let ratio = match (memory.first(), memory.last()) {
        (Some(first), Some(last)) => *last as f64 / *first as f64,
        _ => return Err("nothing was measured".into()),
    };
    println!("memory at the end: {ratio:.3} of that after {STEP} calls");
    match ratio > GROWTH {
        true => Err(format!("it may be at most {GROWTH}").into()),
        false => Ok(()),
    }
}

/// A step. Each of the tasks begins its next call when the last one has ended.
async fn calls(client: &generated::Client) -> Result<usize, Failed> {
    let left = Arc::new(AtomicUsize::new(STEP));
    let tasks: Vec<_> = (0..IN_FLIGHT)
        .map(|_| tokio::spawn(task(client.clone(), left.clone())))
        .collect();
    let mut failed = 0;
    for task in tasks {
        failed += task.await?;
    }
    Ok(failed)
}

/// The calls of a task that failed.
async fn task(client: generated::Client, left: Arc<AtomicUsize>) -> usize {
    let mut failed = 0;
    let take = |left: usize| left.checked_sub(1);
    while left.fetch_update(Relaxed, Relaxed, take).is_ok() {
        let call = client.backup().list("empty").with_retries(0);
        failed += usize::from(call.await.is_err());
    }
    failed
}

/// The resident memory of this process, in kB.
fn resident() -> Result<u64, Failed> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("no resident memory")?.parse()?)
}

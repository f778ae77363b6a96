//! The CPU time of calls, compared with the same calls written by hand.
//!
//! `cargo bench --bench calls` (Unix)
//!
//! In: a server on loopback in a process of its own, which answers with a page of 25 backups or with an empty object. Out: the
//! CPU time of a call of the clients, and of the same call with reqwest or ureq and serde's derive; medians of alternated
//! rounds, so a busy machine slows both. The CPU time is that of the process, with all its threads.

#[path = "support/backups.rs"]
mod backups;
#[path = "support/derived.rs"]
mod derived;
#[path = "support/loopback.rs"]
mod loopback;
mod support;

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

type Failed = Box<dyn Error>;
/// A round: so many calls, one after the other.
type Round<'a> = &'a mut dyn FnMut(usize) -> Result<(), Failed>;

const ROUNDS: usize = 21;
const CALLS: usize = 1_000;
/// Folders, of which the server returns the page and the empty object.
const FOLDERS: [(&str, &str); 2] = [("25 items", "full"), ("empty object", "empty")];

fn main() -> Result<(), Failed> {
    if loopback::is_server() {
        return loopback::serve();
    }
    if !support::asked("calls") {
        return Ok(());
    }
    let server = loopback::Process::start()?;
    println!("{:<40}{:>9}{:>9}{:>8}", "", "client", "by hand", "ratio");
    for (what, folder) in FOLDERS {
        let target = format!(
            "{}/managed-mongodb/v1/backups?folderId={folder}",
            server.url
        );
        compare_async(&format!("async, {what}"), &server.url, folder, &target)?;
        for (by, limit) in [
            ("ureq", None),
            ("ureq with a limit", Some(Duration::from_secs(60))),
        ] {
            let config = ureq::Agent::config_builder().timeout_global(limit);
            let agent = ureq::Agent::new_with_config(config.build());
            let name = format!("blocking, {what}, by hand: {by}");
            compare_blocking(&name, &server.url, folder, (&agent, &target))?;
        }
    }
    Ok(())
}

/// The async client, and reqwest with serde's derive.
fn compare_async(name: &str, url: &str, folder: &str, target: &str) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let client = generated::Client::builder();
    let client = client.base_url(url).bearer_token("t").build()?;
    let plain = reqwest::Client::new();
    let mut call = |calls| {
        runtime.block_on(async {
            for _ in 0..calls {
                black_box(client.backup().list(folder).await?);
            }
            Ok(())
        })
    };
    let mut by_hand = |calls| {
        runtime.block_on(async {
            for _ in 0..calls {
                let request = plain.get(target).bearer_auth("t");
                let response = request.send().await?.error_for_status()?;
                let body = response.bytes().await?;
                black_box(serde_json::from_slice::<derived::ListBackupsResponse>(
                    &body,
                )?);
            }
            Ok(())
        })
    };
    compare(name, &mut call, &mut by_hand)
}

/// The blocking client, and ureq with serde's derive.
fn compare_blocking(
    name: &str,
    url: &str,
    folder: &str,
    (agent, target): (&ureq::Agent, &str),
) -> Result<(), Failed> {
    let client = generated::blocking::Client::builder();
    let client = client.base_url(url).bearer_token("t").build()?;
    let mut call = |calls| {
        for _ in 0..calls {
            black_box(client.backup().list(folder).send()?);
        }
        Ok(())
    };
    let mut by_hand = |calls| {
        for _ in 0..calls {
            let mut response = agent
                .get(target)
                .header("authorization", "Bearer t")
                .call()?;
            let body = response.body_mut().read_to_vec()?;
            black_box(serde_json::from_slice::<derived::ListBackupsResponse>(
                &body,
            )?);
        }
        Ok(())
    };
    compare(name, &mut call, &mut by_hand)
}

/// Prints the medians of both and their ratio.
fn compare<'a>(name: &str, call: Round<'a>, by_hand: Round<'a>) -> Result<(), Failed> {
    let mut times = [const { Vec::new() }; 2];
    for round in 0..=ROUNDS {
        for (of, times) in [&mut *call, &mut *by_hand].into_iter().zip(&mut times) {
            let start = cpu_time()?;
            of(CALLS)?;
            // The first round opens connections.
            if round > 0 {
                times.push(cpu_time()?.saturating_sub(start));
            }
        }
    }
    let [client, by_hand] = times.map(|times| support::median(times).as_secs_f64());
    let micros = 1e6 / CALLS as f64;
    println!(
        "{name:<40}{:>6.1} µs{:>6.1} µs{:>8.2}",
        client * micros,
        by_hand * micros,
        client / by_hand
    );
    Ok(())
}

/// The CPU time of this process so far.
fn cpu_time() -> Result<Duration, Failed> {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Ok(Duration::new(
        time.tv_sec.try_into()?,
        time.tv_nsec.try_into()?,
    ))
}

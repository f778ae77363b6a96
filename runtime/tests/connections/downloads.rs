//! Downloads that continue, and the progress of transfers.

use std::io::{self, ErrorKind, Read as _, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oascribe_runtime::{Call, Client, Error, Progress, RetryPolicy, blocking};

use super::operations::{Charge, Read};
use super::server::{Request, Server, write_head};

const SIZE: usize = 300_000;

fn file(version: u8) -> Vec<u8> {
    (0..SIZE)
        .map(|index| (index % 251) as u8 ^ version)
        .collect()
}

/// What a server does with a download.
#[derive(Clone, Copy)]
struct Behavior {
    headers: &'static str,
    /// The bytes of each response before the connection ends.
    part: usize,
    /// Whether the file changes after the first response.
    changes: bool,
    /// Whether the connection stays open without data instead.
    stalls: bool,
}

const GOOD: Behavior = Behavior {
    headers: "accept-ranges: bytes\r\netag: \"1\"\r\n",
    part: 100_000,
    changes: false,
    stalls: false,
};

fn serve(behavior: Behavior) -> Server {
    let count = std::sync::atomic::AtomicUsize::new(0);
    Server::start(move |request: &Request, out: &mut dyn Write| {
        let first = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        let version = u8::from(behavior.changes && !first);
        let headers = behavior
            .headers
            .replace("\"1\"", &format!("\"{}\"", version + 1));
        let file = file(version);
        let header = |name: &str| {
            let line = request.lines().find_map(|line| line.strip_prefix(name));
            line.map(str::to_owned)
        };
        let is_same =
            header("if-range: ").is_none_or(|tag| headers.to_ascii_lowercase().contains(&tag));
        let range = header("range: bytes=").filter(|_| is_same);
        let start = range.and_then(|range| range.trim_end_matches('-').parse::<usize>().ok());
        let rest = &file[start.unwrap_or(0)..];
        let length = rest.len();
        match start {
            Some(start) => write!(
                out,
                "HTTP/1.1 206 Partial Content\r\ncontent-range: bytes {start}-{}/{SIZE}\r\n",
                SIZE - 1
            )?,
            None => write!(out, "HTTP/1.1 200 OK\r\n")?,
        }
        write!(out, "{headers}content-length: {length}\r\n\r\n")?;
        out.write_all(&rest[..length.min(behavior.part)])?;
        if length <= behavior.part {
            return Ok(());
        }
        out.flush()?;
        if behavior.stalls {
            std::thread::sleep(Duration::from_secs(2));
        }
        Err(io::Error::from(ErrorKind::ConnectionAborted))
    })
}

fn policy() -> RetryPolicy {
    RetryPolicy::new(1).base_delay(Duration::from_millis(1))
}

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).retries(policy());
    builder
        .idle_timeout(Duration::from_millis(300))
        .build()
        .unwrap()
}

fn blocking_client(server: &Server) -> blocking::Client {
    let builder = blocking::Client::builder()
        .base_url(server.url())
        .retries(policy());
    builder
        .idle_timeout(Duration::from_millis(300))
        .build()
        .unwrap()
}

async fn download(server: &Server) -> Result<Vec<u8>, Error> {
    let call = Call::new(&client(server), Read).with_resumption();
    let stream = call.stream().await?.into_inner();
    stream.collect(SIZE).await.map(|bytes| bytes.to_vec())
}

fn download_blocking(server: &Server) -> Result<Vec<u8>, io::Error> {
    let call = Call::new(&blocking_client(server), Read).with_resumption();
    let mut bytes = Vec::new();
    call.stream()
        .map_err(io::Error::other)?
        .into_inner()
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[tokio::test]
async fn broken_downloads_continue() {
    let dated = Behavior {
        headers: "accept-ranges: bytes\r\nlast-modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n",
        ..GOOD
    };
    for behavior in [
        GOOD,
        dated,
        Behavior {
            stalls: true,
            ..GOOD
        },
    ] {
        let server = serve(behavior);
        assert!(download(&server).await.unwrap() == file(0));
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        assert!(
            requests[0].contains("accept-encoding: identity\r\n"),
            "{}",
            requests[0]
        );
        assert!(
            requests[2].contains("range: bytes=200000-\r\n"),
            "{}",
            requests[2]
        );
        assert!(requests[2].contains("if-range: "), "{}", requests[2]);

        let server = serve(behavior);
        assert!(download_blocking(&server).unwrap() == file(0));
        assert_eq!(server.requests().len(), 3);
    }
}

#[tokio::test]
async fn a_file_that_changed_is_an_error() {
    let changing = Behavior {
        changes: true,
        ..GOOD
    };
    let error = download(&serve(changing)).await.unwrap_err();
    let message = "Read: the download broke after 100000 bytes and can't continue: the file has changed, \
                   or the server sent another part of it";
    assert_eq!(error.to_string(), message);
    let error = download_blocking(&serve(changing)).unwrap_err();
    assert!(
        error.to_string().contains("the file has changed"),
        "{error}"
    );
}

#[tokio::test]
async fn servers_without_ranges_or_strong_validators() {
    for headers in [
        "etag: \"1\"\r\n",
        "accept-ranges: none\r\netag: \"1\"\r\n",
        "accept-ranges: bytes\r\n",
        "accept-ranges: bytes\r\netag: W/\"1\"\r\n",
    ] {
        let server = serve(Behavior { headers, ..GOOD });
        let error = download(&server).await.unwrap_err();
        assert!(error.is_transport(), "{error}");
        download_blocking(&server).unwrap_err();
        assert_eq!(server.requests().len(), 2, "{headers}");
    }
}

/// Without progress, the retries of the policy end; a part of the file begins them again.
#[tokio::test]
async fn continuations_end() {
    let server = serve(Behavior { part: 0, ..GOOD });
    assert!(download(&server).await.unwrap_err().is_transport());
    assert_eq!(server.requests().len(), 2);
    let server = serve(Behavior { part: 0, ..GOOD });
    download_blocking(&server).unwrap_err();
    assert_eq!(server.requests().len(), 2);

    let server = serve(Behavior {
        part: 30_000,
        ..GOOD
    });
    let builder = Client::builder().base_url(server.url()).retries(policy());
    let client = builder.retry_budget(4).build().unwrap();
    let stream = Call::new(&client, Read).with_resumption().stream().await;
    stream
        .unwrap()
        .into_inner()
        .collect(SIZE)
        .await
        .unwrap_err();
    assert_eq!(
        server.requests().len(),
        5,
        "the budget of the client is gone"
    );
}

#[tokio::test]
async fn downloads_without_resumption_fail() {
    let server = serve(GOOD);
    let stream = Call::new(&client(&server), Read).stream().await.unwrap();
    stream.into_inner().collect(SIZE).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

type Reports = Arc<Mutex<Vec<Progress>>>;

fn recorder() -> (Reports, impl Fn(Progress) + Send + Sync + 'static) {
    let reports = Reports::default();
    let all = reports.clone();
    (reports, move |progress| all.lock().unwrap().push(progress))
}

/// Progress grows to the total, also over continuations.
fn assert_complete(reports: &Reports, total: usize) {
    let reports = reports.lock().unwrap();
    assert!(
        reports.is_sorted_by(|one, next| one.bytes < next.bytes),
        "{reports:?}"
    );
    assert!(
        reports
            .iter()
            .all(|report| report.total == Some(total as u64)),
        "{reports:?}"
    );
    assert_eq!(
        reports.last().map(|report| report.bytes),
        Some(total as u64)
    );
}

#[tokio::test]
async fn progress_of_downloads() {
    let server = serve(GOOD);
    let (reports, report) = recorder();
    let call = Call::new(&client(&server), Read)
        .with_resumption()
        .on_download(report);
    call.stream()
        .await
        .unwrap()
        .into_inner()
        .collect(SIZE)
        .await
        .unwrap();
    assert_complete(&reports, SIZE);

    let complete = serve(Behavior { part: SIZE, ..GOOD });
    let (reports, report) = recorder();
    let call = Call::new(&client(&complete), Read).on_download(report);
    call.send_bytes().await.unwrap();
    assert_complete(&reports, SIZE);

    let (reports, report) = recorder();
    let call = Call::new(&blocking_client(&complete), Read).on_download(report);
    call.send_bytes().unwrap();
    assert_complete(&reports, SIZE);
}

/// The size stays that of the body, and a retry begins again.
#[tokio::test]
async fn progress_of_uploads() {
    let count = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |_, out| {
        match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 => write_head(out, "503 Service Unavailable", ""),
            _ => write_head(out, "204 No Content", ""),
        }
    });
    let (reports, report) = recorder();
    Call::new(&client(&server), Charge)
        .on_upload(report)
        .await
        .unwrap();
    let once = |reports: &Reports| {
        let reports = reports.lock().unwrap();
        reports
            .iter()
            .map(|report| (report.bytes, report.total))
            .collect::<Vec<_>>()
    };
    assert_eq!(once(&reports), [(6, Some(6)), (6, Some(6))]);
    let (reports, report) = recorder();
    Call::new(&blocking_client(&server), Charge)
        .on_upload(report)
        .send()
        .unwrap();
    assert_eq!(once(&reports), [(6, Some(6))]);
    for request in server.requests() {
        assert!(request.contains("content-length: 6\r\n"), "{request}");
        assert!(request.ends_with("10 EUR"), "{request}");
    }
}

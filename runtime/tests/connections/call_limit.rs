//! Limits of concurrent calls.

use std::io::{Read as _, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use oascribe_runtime::{Call, Client, blocking};

use super::operations::Read;
use super::server::{Server, write_text};

/// A slow server that records how many requests it had at the same time.
fn slow(milliseconds: u64) -> (Server, Arc<AtomicUsize>) {
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let max = most.clone();
    let server = Server::start(move |_, out: &mut dyn Write| {
        let count = now.fetch_add(1, Ordering::SeqCst) + 1;
        max.fetch_max(count, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(milliseconds));
        now.fetch_sub(1, Ordering::SeqCst);
        write_text(out, "text")
    });
    (server, most)
}

fn client(server: &Server, calls: usize) -> Client {
    let builder = Client::builder().base_url(server.url()).retries(0);
    builder.max_concurrent_calls(calls).build().unwrap()
}

#[tokio::test]
async fn others_wait_for_their_turn() {
    let (server, most) = slow(20);
    let client = client(&server, 3);
    let calls: Vec<_> = (0..15).map(|_| tokio::spawn(client.send(Read))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(most.load(Ordering::SeqCst), 3);
    assert_eq!(server.requests().len(), 15);
}

#[test]
fn blocking_calls_wait_for_their_turn() {
    let (server, most) = slow(20);
    let builder = blocking::Client::builder().base_url(server.url());
    let client = builder.max_concurrent_calls(2).build().unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send(Read).unwrap());
        }
    });
    assert_eq!(most.load(Ordering::SeqCst), 2);
    assert_eq!(server.requests().len(), 8);
}

#[tokio::test]
async fn the_wait_counts_against_the_time_limit() {
    let (server, _) = slow(400);
    let client = client(&server, 1);
    let first = tokio::spawn(client.send(Read));
    tokio::time::sleep(Duration::from_millis(50)).await;
    let began = Instant::now();
    let call = Call::new(&client, Read).with_timeout(Duration::from_millis(100));
    let error = call.await.unwrap_err();
    assert!(
        error.is_timeout() && began.elapsed() < Duration::from_millis(300),
        "{error}"
    );
    assert_eq!(
        error.to_string(),
        "Read: waited 100ms for its turn: `max_concurrent_calls` other calls are in flight"
    );
    first.await.unwrap().unwrap();
    assert_eq!(server.requests().len(), 1, "the other one was not sent");

    let blocking = blocking::Client::builder().base_url(server.url());
    let blocking = blocking.max_concurrent_calls(1).build().unwrap();
    let held = Call::new(&blocking, Read).stream().unwrap();
    let call = Call::new(&blocking, Read).with_timeout(Duration::from_millis(50));
    assert!(call.send().unwrap_err().is_timeout());
    drop(held);
}

/// Cancelled calls leave the queue, whether they wait or are the next.
#[tokio::test]
async fn cancelled_calls_leave_the_queue() {
    let (server, most) = slow(20);
    let client = client(&server, 1);
    let calls: Vec<_> = (0..10).map(|_| tokio::spawn(client.send(Read))).collect();
    tokio::time::sleep(Duration::from_millis(10)).await;
    for call in calls.iter().step_by(2) {
        call.abort();
    }
    for call in calls.into_iter().skip(1).step_by(2) {
        call.await.unwrap().unwrap();
    }
    client.send(Read).await.unwrap();
    assert!(
        most.load(Ordering::SeqCst) <= 2,
        "the server goes on with a cancelled one"
    );
}

#[tokio::test]
async fn streams_belong_to_their_call_until_they_are_read_or_dropped() {
    let (server, _) = slow(1);
    let client = client(&server, 1);
    let blocked = || Call::new(&client, Read).with_timeout(Duration::from_millis(60));
    let stream = Call::new(&client, Read).stream().await.unwrap();
    assert!(blocked().await.unwrap_err().is_timeout());
    drop(stream);
    client.send(Read).await.unwrap();

    let mut stream = Call::new(&client, Read)
        .stream()
        .await
        .unwrap()
        .into_inner();
    while stream.try_next().await.unwrap().is_some() {}
    client.send(Read).await.unwrap();

    let blocking = blocking::Client::builder().base_url(server.url());
    let blocking = blocking.max_concurrent_calls(1).build().unwrap();
    let mut text = String::new();
    let mut stream = Call::new(&blocking, Read).stream().unwrap().into_inner();
    stream.read_to_string(&mut text).unwrap();
    assert_eq!(*blocking.send(Read).unwrap(), text);
}

#[test]
fn no_call_at_all_is_an_error() {
    let builder = Client::builder().base_url("http://localhost");
    let error = builder.max_concurrent_calls(0).build().unwrap_err();
    assert!(error.is_configuration(), "{error}");
}

//! Bodies as readers of tokio.

use tokio::io::{AsyncBufReadExt, AsyncReadExt};

use crate::runtime::{Body, ByteStream, Client};

use crate::streams::{End, script, upload};
use crate::support::{builder, transport};

async fn stream(chunks: &[&'static str], end: End) -> ByteStream {
    let transport = transport(&[]);
    transport.push(200, script(chunks, end));
    let client = builder(&transport).build().unwrap();
    let call = client.cluster().list_backups("c").stream();
    call.await.unwrap().into_inner()
}

#[tokio::test]
async fn responses_are_readers() {
    let mut all = Vec::new();
    let mut body = stream(&["one\ntw", "", "o\nthree"], End::Clean).await;
    let count = tokio::io::copy(&mut body, &mut all).await.unwrap();
    assert_eq!((count, &*all), (13, &b"one\ntwo\nthree"[..]));

    let body = stream(&["one\ntw", "o\nthree"], End::Clean).await;
    let mut lines = body.lines();
    let mut read = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        read.push(line);
    }
    assert_eq!(read, ["one", "two", "three"]);
}

#[tokio::test]
async fn chunks_after_a_part_was_read() {
    let mut body = stream(&["abcdef", "gh"], End::Clean).await;
    let mut start = [0; 2];
    body.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"ab");
    assert_eq!(body.try_next().await.unwrap().unwrap(), "cdef");
    assert_eq!(body.try_next().await.unwrap().unwrap(), "gh");
    assert!(body.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn broken_bodies_are_errors() {
    let mut body = stream(&["abc"], End::Broken).await;
    let mut all = Vec::new();
    let error = body.read_to_end(&mut all).await.unwrap_err();
    assert!(error.to_string().contains("reset"), "{error}");
    assert_eq!(all, b"abc");
}

#[tokio::test]
async fn readers_are_bodies_of_requests() {
    let transport = transport(&[(200, "")]);
    let client = builder(&transport).build().unwrap();
    let data: Vec<u8> = (0..200_000_u32)
        .map(|number| (number % 251) as u8)
        .collect();
    let reader = std::io::Cursor::new(data.clone());
    let body = Body::from_async_read(reader).with_size(200_000);
    upload(&client, body).await.unwrap();
    assert_eq!(transport.last_request().unwrap().body()[..], data);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn both_directions_over_a_socket() {
    use crate::server::{Answer, Server};

    let server = Server::start(&[Answer::Raw(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n\
         3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
    )]);
    let client = Client::builder().bearer_token("t").base_url(&server.url);
    let client = client.build().unwrap();
    let body = Body::from_async_read(&b"sent by a reader"[..]).with_size(16);
    let mut body = upload(&client, body).stream().await.unwrap().into_inner();
    let mut text = String::new();
    body.read_to_string(&mut text).await.unwrap();
    assert_eq!(text, "abcde");
    let request = server.request();
    assert!(
        request.ends_with("content-length: 16\r\n\r\nsent by a reader"),
        "{request}"
    );
}

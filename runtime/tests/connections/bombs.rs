//! Compressed bodies that inflate without end.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use oascribe_runtime::{Client, blocking};

use super::operations::Read;
use super::server::Server;

/// The head of a member of gzip, and a block that begins with two zeros. Bits of Huffman codes of RFC 1951, section
/// 3.2.6: not the last block, fixed codes; the literal 0; and 258 bytes that are those one before.
fn gzip_head() -> Vec<u8> {
    let head = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3];
    [&head[..], &bytes(&["0", "10", "00110000", ZEROS])].concat()
}

/// 258 zeros.
const ZEROS: &str = "1100010100000";

/// 2,064 zeros.
fn gzip_part() -> Vec<u8> {
    bytes(&[ZEROS; 8])
}

/// Bits, the first one is the lowest of the first byte.
fn bytes(bits: &[&str]) -> Vec<u8> {
    let bits = bits.concat();
    let byte = |bits: &[u8]| {
        bits.iter()
            .rev()
            .fold(0, |byte, bit| byte << 1 | (bit - b'0'))
    };
    bits.as_bytes().chunks(8).map(byte).collect()
}

/// The head of a frame of zstd with a window of 128 KiB and no size.
const ZSTD_HEAD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd, 0, 0x38];

/// A block of 128 KiB of zeros, in run-length encoding.
const ZSTD_BLOCK: &[u8] = &[0x02, 0, 0x10, 0];

/// A server that sends the part until the client closes the connection, and counts the bytes.
fn bomb(encoding: &'static str, head: Vec<u8>, part: Vec<u8>) -> (Server, Arc<AtomicUsize>) {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = sent.clone();
    let server = Server::start(move |_, out: &mut dyn Write| -> io::Result<()> {
        write!(
            out,
            "HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\n\r\n"
        )?;
        out.write_all(&head)?;
        let many = part.repeat(100);
        loop {
            out.write_all(&many)?;
            count.fetch_add(many.len(), Ordering::SeqCst);
        }
    });
    (server, sent)
}

const LIMIT: usize = 1024 * 1024;

/// The size of all buffers between server and client.
const BUFFERS: usize = 32 * 1024 * 1024;

#[tokio::test]
async fn bombs_end_at_the_limit() {
    let bombs = [
        ("gzip", gzip_head(), gzip_part()),
        ("zstd", ZSTD_HEAD.to_vec(), ZSTD_BLOCK.to_vec()),
    ];
    for (encoding, head, part) in bombs {
        let (server, sent) = bomb(encoding, head, part);
        let client = Client::builder()
            .base_url(server.url())
            .max_response_bytes(LIMIT);
        let error = client.build().unwrap().send(Read).await.unwrap_err();
        assert!(error.is_too_large(), "{encoding}: {error:?}");
        assert!(sent.load(Ordering::SeqCst) < BUFFERS, "{encoding}");
        assert_eq!(server.requests().len(), 1, "it is not retried");
    }
}

/// ureq knows no zstd.
#[test]
fn bombs_end_at_the_limit_of_the_blocking_client() {
    let (server, sent) = bomb("gzip", gzip_head(), gzip_part());
    let client = blocking::Client::builder().base_url(server.url());
    let client = client.max_response_bytes(LIMIT).build().unwrap();
    let error = client.send(Read).unwrap_err();
    assert!(error.is_too_large(), "{error:?}");
    assert!(sent.load(Ordering::SeqCst) < BUFFERS);
    assert_eq!(server.requests().len(), 1, "it is not retried");
}

/// Streams inflate only what is asked for.
#[tokio::test]
async fn streams_inflate_on_demand() {
    let (server, sent) = bomb("zstd", ZSTD_HEAD.to_vec(), ZSTD_BLOCK.to_vec());
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let call = oascribe_runtime::Call::new(&client, Read);
    let mut stream = call.stream().await.unwrap().into_inner();
    let chunk = stream.try_next().await.unwrap().unwrap();
    assert!(chunk.len() < LIMIT && chunk.iter().all(|byte| *byte == 0));
    let error = stream.collect(LIMIT).await.unwrap_err();
    assert!(error.is_too_large(), "{error:?}");
    assert!(sent.load(Ordering::SeqCst) < BUFFERS);
}

//! `oascribe fetch`: downloads the documents of oascribe.toml that have a URL.
//!
//! In: oascribe.toml. Out: the files, and their digests in oascribe.toml; or (`--check`) whether the URLs have other
//! documents now. Generating does not use the network: it only compares the file with the digest.

use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::{Config, CrateConfig, Download};
use oascribe_codegen::diag::{Diagnostics, Severity};
use oascribe_codegen::read;
use oascribe_codegen::source::{Sources, read_file};
use oascribe_codegen::write::Stage;
use sha2::{Digest, Sha256};

use super::report::{self, print_line};
use super::{Exit, Failure, document, fetch, project};

/// Download the documents of oascribe.toml that have a URL, and record their digests
///
/// An entry with `spec = { file = "api.yaml", url = "https://…" }` gets the file and `sha256`. `oascribe generate` never uses the
/// network: it fails if the file is not the one that was downloaded.
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// Write nothing; exit with code 1 if a URL has another document than the file
    #[arg(long)]
    check: bool,
    /// A header to send, such as a token; may be repeated
    #[arg(long = "header", value_name = "NAME=VALUE", value_parser = header)]
    headers: Vec<(String, String)>,
    /// The configuration [default: oascribe.toml in this folder or the nearest parent folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let path = match &args.config {
        Some(config) => config.clone(),
        None => project::find()?,
    };
    let mut sources = Sources::new();
    let file = document::read(&path, &mut sources)?;
    let mut diags = Diagnostics::new();
    let Some(config) = Config::parse(&sources, file, &mut diags) else {
        report::print_diagnostics(&diags, &sources);
        return Ok(Exit::Findings);
    };
    let downloads = downloads(&config, &path)?;
    let mut stage = Stage::new(path.parent().unwrap_or(Path::new("")))?;
    let mut exit = Exit::Fine;
    let mut edits = Vec::new();
    let mut known: Vec<(&Path, &str, String)> = Vec::new();
    for (entry, download) in downloads {
        // Entries may share a file, such as a client and the models of one document.
        let shared = known.iter().find(|(file, ..)| *file == entry.spec);
        if let Some((_, url, digest)) = shared {
            if *url != download.url {
                return Err(two_urls(&entry.spec, [url, &download.url]));
            }
            edits.push((download, digest.clone()));
            continue;
        }
        let text = fetch::download(&download.url, &args.headers)
            .map_err(|error| failure(&download.url, &error))?;
        check_document(&download.url, &text)?;
        let is_same = fs::read(&entry.spec).is_ok_and(|old| old == text.as_bytes());
        let name = entry.spec.display();
        print_line(&match (is_same, args.check) {
            (true, _) => format!("{name}: unchanged"),
            (false, true) => format!("{name}: {} has another document", download.url),
            (false, false) => format!("{name}: downloaded from {}", download.url),
        });
        if !is_same && args.check {
            exit = Exit::Findings;
        }
        if !is_same {
            stage.text(&entry.spec, &text)?;
        }
        let digest = digest(text.as_bytes());
        known.push((&entry.spec, &download.url, digest.clone()));
        edits.push((download, digest));
    }
    if !args.check {
        let text = edited(sources.text(file), &edits);
        if text != sources.text(file) {
            check_edited(&path, &text, &edits)?;
            stage.text(&path, &text)?;
        }
        stage.commit()?;
    }
    Ok(exit)
}

/// The entries with a URL; at least one.
fn downloads<'c>(
    config: &'c Config,
    path: &Path,
) -> Result<Vec<(&'c CrateConfig, &'c Download)>, Failure> {
    let entries = config.crates.iter();
    let downloads = entries.filter_map(|entry| Some((entry, entry.download.as_ref()?)));
    let downloads: Vec<_> = downloads.collect();
    match downloads.is_empty() {
        false => Ok(downloads),
        true => Err(Failure::new(
            format!("no entry of {} has a URL", path.display()),
            "write `spec = { file = \"openapi.yaml\", url = \"https://…\" }`",
        )),
    }
}

/// Fails if a server answers with something else than an OpenAPI document, such as a page of its login.
fn check_document(url: &str, text: &str) -> Result<(), Failure> {
    let mut sources = Sources::new();
    let file = sources.add(url, text.to_owned());
    let mut diags = Diagnostics::new();
    if read::read(&mut sources, file, &mut diags).is_some() {
        return Ok(());
    }
    let reason = diags.iter().find(|found| found.severity == Severity::Error);
    let reason = reason.map_or("it can't be read", |found| found.message.as_str());
    Err(Failure::new(
        format!("{url} is no OpenAPI document: {reason}; nothing was written"),
        "open the URL in a browser; `--header` sends a token",
    ))
}

fn two_urls(file: &Path, urls: [&str; 2]) -> Failure {
    let [one, other] = urls;
    Failure::new(
        format!(
            "{} has two URLs, {one} and {other}; nothing was written",
            file.display()
        ),
        "give each document a file of its own",
    )
}

fn failure(url: &str, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot download {url}: {error}"),
        "open the URL in a browser; `--header` sends a token",
    )
}

/// The text of oascribe.toml with these digests.
fn edited(text: &str, edits: &[(&Download, String)]) -> String {
    let mut text = text.to_owned();
    let mut edits: Vec<_> = edits.iter().collect();
    // From the end, so that earlier positions stay valid.
    edits.sort_by_key(|(download, _)| std::cmp::Reverse(download.url_at.start));
    for (download, digest) in edits {
        match &download.sha256_at {
            Some(at) => text.replace_range(at.clone(), &format!("\"{digest}\"")),
            None => {
                let end = download.url_at.end;
                let is_inline = text[end..].trim_start_matches(' ').starts_with([',', '}']);
                let separator = if is_inline { ", " } else { "\n" };
                text.insert_str(end, &format!("{separator}sha256 = \"{digest}\""));
            }
        }
    }
    text
}

/// Fails if the digests can't be read from the edited text: TOML has more notations than `edited` knows.
fn check_edited(path: &Path, text: &str, edits: &[(&Download, String)]) -> Result<(), Failure> {
    let mut sources = Sources::new();
    let file = sources.add(path.display().to_string(), text.to_owned());
    let config = Config::parse(&sources, file, &mut Diagnostics::new());
    let downloads = config.iter().flat_map(|config| &config.crates);
    let downloads = downloads.filter_map(|entry| entry.download.as_ref());
    let found = downloads.map(|download| (download.url.as_str(), download.sha256.as_deref()));
    let expected = edits.iter();
    if found.eq(expected.map(|(download, digest)| (download.url.as_str(), Some(digest.as_str())))) {
        return Ok(());
    }
    let lines = edits.iter();
    let lines = lines.map(|(download, digest)| format!("{}: sha256 = \"{digest}\"", download.url));
    Err(Failure::new(
        format!(
            "cannot write the digests into {}; nothing was written",
            path.display()
        ),
        format!(
            "write them yourself: {}",
            lines.collect::<Vec<_>>().join(", ")
        ),
    ))
}

/// Fails if the document of an entry is not the file that was downloaded.
pub fn verify(entry: &CrateConfig) -> Result<(), Failure> {
    let declared = entry.download.as_ref().and_then(|it| it.sha256.as_ref());
    let Some(declared) = declared else {
        return Ok(());
    };
    // A file that can't be read is reported when it is read as a document.
    let Ok(bytes) = read_file(&entry.spec) else {
        return Ok(());
    };
    if digest(&bytes).eq_ignore_ascii_case(declared) {
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "{} is not the file that was downloaded",
            entry.spec.display()
        ),
        "run `oascribe fetch`; write corrections into an overlay",
    ))
}

/// The SHA-256 of a file, in hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! Verifies the signatures of webhooks.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::signature::{Algorithm, Encoding};
use super::template::{self, Part};
use super::{Base64, VerifyError};

/// Verifies the signatures of webhooks, as an API defines them: an HMAC of the body, and maybe of an ID and a timestamp.
///
/// [`standard`](Self::standard) is the scheme of Standard Webhooks. [`hmac`](Self::hmac) starts with a hexadecimal
/// HMAC-SHA-256 of the body; the other methods change that. Signatures are compared in constant time.
#[derive(Clone)]
#[must_use = "nothing is verified until `verify` is called"]
pub struct Verifier {
    secrets: Vec<Vec<u8>>,
    algorithm: Algorithm,
    encoding: Encoding,
    header: String,
    separator: Option<char>,
    label: String,
    content: Vec<Part>,
    id_header: Option<String>,
    timestamp: Option<TimestampSource>,
    tolerance: Duration,
}

#[derive(Clone)]
enum TimestampSource {
    Header(String),
    /// A labelled entry in the header of the signature.
    Label(String),
}

/// What is known about a webhook whose signature is right.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// The ID of the webhook, if the scheme has one. A repeated webhook has the same ID.
    pub id: Option<String>,
    /// The time at which the webhook was signed, if the scheme has one.
    pub timestamp: Option<SystemTime>,
}

impl Verifier {
    /// The scheme of Standard Webhooks (version `v1`). The secret is `whsec_…`, with or without this prefix.
    ///
    /// # Errors
    ///
    /// If the secret is not base64.
    pub fn standard(secret: &str) -> Result<Self, VerifyError> {
        let this = Self::hmac("webhook-signature", standard_secret(secret)?)
            .encoding(Encoding::Base64)
            .separator(' ')
            .label("v1,")
            .id_header("webhook-id")
            .timestamp_header("webhook-timestamp");
        Ok(this.content("{id}.{timestamp}.{body}"))
    }

    /// A hexadecimal HMAC-SHA-256 of the body in this header.
    pub fn hmac(header: &str, secret: impl AsRef<[u8]>) -> Self {
        Self {
            secrets: vec![secret.as_ref().to_vec()],
            algorithm: Algorithm::Sha256,
            encoding: Encoding::Hex,
            header: header.to_owned(),
            separator: None,
            label: String::new(),
            content: vec![Part::Body],
            id_header: None,
            timestamp: None,
            tolerance: Duration::from_secs(300),
        }
    }

    /// Also accepts another secret, while secrets are replaced.
    pub fn or_secret(mut self, secret: impl AsRef<[u8]>) -> Self {
        self.secrets.push(secret.as_ref().to_vec());
        self
    }

    /// Also accepts another secret of Standard Webhooks, while secrets are replaced.
    ///
    /// # Errors
    ///
    /// If the secret is not base64.
    pub fn or_standard_secret(self, secret: &str) -> Result<Self, VerifyError> {
        Ok(self.or_secret(standard_secret(secret)?))
    }

    /// Sets the hash function.
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = algorithm;
        self
    }

    /// Sets how the signature is written.
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// The header contains several entries with this separator. One right signature is enough.
    pub fn separator(mut self, separator: char) -> Self {
        self.separator = Some(separator);
        self
    }

    /// Signatures start with this label, such as `sha256=`. Other entries are ignored.
    pub fn label(mut self, label: &str) -> Self {
        label.clone_into(&mut self.label);
        self
    }

    /// What is signed: text with the placeholders `{id}`, `{timestamp}` and `{body}`.
    pub fn content(mut self, template: &str) -> Self {
        self.content = template::parse(template);
        self
    }

    /// The header with the ID of the webhook.
    pub fn id_header(mut self, name: &str) -> Self {
        self.id_header = Some(name.to_owned());
        self
    }

    /// The header with the timestamp, in seconds since 1970. It must be a part of the signed content.
    pub fn timestamp_header(mut self, name: &str) -> Self {
        self.timestamp = Some(TimestampSource::Header(name.to_owned()));
        self
    }

    /// The timestamp, in seconds since 1970, is an entry in the header of the signature, with this label. It must be a part
    /// of the signed content.
    pub fn timestamp_label(mut self, label: &str) -> Self {
        self.timestamp = Some(TimestampSource::Label(label.to_owned()));
        self
    }

    /// How much the timestamp may differ from the time of `verify`, in both directions. Default: five minutes.
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies a webhook that was received now.
    ///
    /// # Errors
    ///
    /// If a header is missing, the timestamp is out of tolerance, or no signature is right.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<Verified, VerifyError> {
        self.verify_at(headers, body, SystemTime::now())
    }

    /// Verifies a webhook that was received at this time.
    ///
    /// # Errors
    ///
    /// Like `verify`.
    pub fn verify_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<Verified, VerifyError> {
        self.check_settings()?;
        let signatures = only(headers, &self.header)?;
        let id = match &self.id_header {
            Some(name) => Some(only(headers, name)?),
            None => None,
        };
        let seconds = match &self.timestamp {
            Some(TimestampSource::Header(name)) => Some(only(headers, name)?),
            Some(TimestampSource::Label(label)) => {
                let mut labelled = self.entries(signatures, label);
                Some(labelled.next().ok_or(VerifyError::InvalidTimestamp)?)
            }
            None => None,
        };
        let parts: Vec<&[u8]> = self
            .content
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_bytes(),
                Part::Id => id.unwrap_or_default().as_bytes(),
                Part::Timestamp => seconds.unwrap_or_default().as_bytes(),
                Part::Body => body,
            })
            .collect();
        let is_right = |signature: &[u8]| {
            let check = |secret: &Vec<u8>| self.algorithm.verify(secret, &parts, signature);
            self.secrets.iter().any(check)
        };
        let mut received = self.entries(signatures, &self.label);
        let decoded = received.find_map(|text| {
            let signature = self.encoding.decode(text)?;
            is_right(&signature).then_some(())
        });
        decoded.ok_or(VerifyError::WrongSignature)?;
        let timestamp = seconds.map(|seconds| self.in_tolerance(seconds, now));
        Ok(Verified {
            id: id.map(str::to_owned),
            timestamp: timestamp.transpose()?,
        })
    }

    /// Without the body, nothing is verified; and what is not signed could be anything.
    fn check_settings(&self) -> Result<(), VerifyError> {
        let has = |part| self.content.contains(&part);
        if self.secrets.iter().any(Vec::is_empty) {
            return Err(VerifyError::InvalidSecret);
        }
        let invalid = if !has(Part::Body) {
            "the content has no `{body}`"
        } else if has(Part::Id) != self.id_header.is_some() {
            "`{id}` in the content and `id_header` belong together"
        } else if has(Part::Timestamp) != self.timestamp.is_some() {
            "`{timestamp}` in the content and `timestamp_header` or `timestamp_label` belong together"
        } else {
            return Ok(());
        };
        Err(VerifyError::InvalidSettings(invalid))
    }

    /// The entries of the signature's header that have a label, without it.
    fn entries<'a>(
        &self,
        header: &'a str,
        label: &'a str,
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        let separator = self.separator;
        let entries = header.split(move |c| Some(c) == separator);
        entries.filter_map(move |entry| entry.trim().strip_prefix(label))
    }

    fn in_tolerance(&self, seconds: &str, now: SystemTime) -> Result<SystemTime, VerifyError> {
        let seconds: u64 = seconds.parse().map_err(|_| VerifyError::InvalidTimestamp)?;
        let signed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        let signed = signed.ok_or(VerifyError::InvalidTimestamp)?;
        let difference = now
            .duration_since(signed)
            .unwrap_or_else(|error| error.duration());
        match difference <= self.tolerance {
            true => Ok(signed),
            false => Err(VerifyError::OutOfTolerance),
        }
    }
}

/// The value of a header that must be there once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, VerifyError> {
    let invalid = || VerifyError::InvalidHeader(name.to_owned());
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().map_err(|_| invalid()),
        _ => Err(invalid()),
    }
}

fn standard_secret(secret: &str) -> Result<Vec<u8>, VerifyError> {
    let encoded = secret.strip_prefix("whsec_").unwrap_or(secret);
    match Base64::from_encoded(encoded).decode() {
        Ok(secret) if !secret.is_empty() => Ok(secret),
        _ => Err(VerifyError::InvalidSecret),
    }
}

/// Prints only the header, since the rest is secret.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("header", &self.header)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

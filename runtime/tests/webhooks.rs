//! Signatures of webhooks. The first two are the examples of their documentations; the others were computed with Python.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue};
use oascribe_runtime::webhooks::{Algorithm, Encoding, Verifier, VerifyError, verify};

const STANDARD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const STANDARD_BODY: &[u8] = br#"{"test": 2432232314}"#;
const STANDARD_SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const BODY: &[u8] = br#"{"id":"evt_1"}"#;
const TIME: u64 = 1_700_000_000;

fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
    let pair = |(name, value): &(&str, &str)| {
        let name: HeaderName = name.parse().unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    };
    let mut headers = HeaderMap::new();
    for (name, value) in pairs.iter().map(pair) {
        headers.append(name, value);
    }
    headers
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn standard_headers(signature: &str) -> HeaderMap {
    headers(&[
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", "1614265330"),
        ("webhook-signature", signature),
    ])
}

#[test]
fn standard_webhooks() {
    let verifier = Verifier::standard(STANDARD).unwrap();
    let now = at(1_614_265_330);
    let check =
        |signature: &str, body: &[u8]| verifier.verify_at(&standard_headers(signature), body, now);
    let verified = check(STANDARD_SIGNATURE, STANDARD_BODY).unwrap();
    assert_eq!(verified.id.as_deref(), Some("msg_p5jXN8AQM9LWM0D4loKWxJek"));
    assert_eq!(verified.timestamp, Some(now));
    let several = format!("v1a,AAAA v1,AAAA {STANDARD_SIGNATURE}");
    check(&several, STANDARD_BODY).unwrap();

    let wrong = Err(VerifyError::WrongSignature);
    assert_eq!(check(STANDARD_SIGNATURE, b"{}"), wrong);
    assert_eq!(check("v1,AAAA", STANDARD_BODY), wrong);
    assert_eq!(check("", STANDARD_BODY), wrong);
    let other_version = STANDARD_SIGNATURE.replace("v1,", "v2,");
    assert_eq!(check(&other_version, STANDARD_BODY), wrong);
    let without_label = STANDARD_SIGNATURE.replace("v1,", "");
    assert_eq!(check(&without_label, STANDARD_BODY), wrong);
    let cut = STANDARD_SIGNATURE.get(..20).unwrap();
    assert_eq!(check(cut, STANDARD_BODY), wrong);
}

#[test]
fn timestamps_have_a_tolerance() {
    let verifier = Verifier::standard(STANDARD).unwrap();
    let all = standard_headers(STANDARD_SIGNATURE);
    let check = |now| verifier.verify_at(&all, STANDARD_BODY, at(now)).map(drop);
    assert_eq!(check(1_614_265_330 + 300), Ok(()));
    assert_eq!(check(1_614_265_330 + 301), Err(VerifyError::OutOfTolerance));
    assert_eq!(check(1_614_265_330 - 300), Ok(()));
    assert_eq!(check(1_614_265_330 - 301), Err(VerifyError::OutOfTolerance));
    let strict = verifier.clone().tolerance(Duration::from_secs(1));
    let late = strict.verify_at(&all, STANDARD_BODY, at(1_614_265_332));
    assert_eq!(late, Err(VerifyError::OutOfTolerance));
    let now = verify(STANDARD, &all, STANDARD_BODY);
    assert_eq!(now, Err(VerifyError::OutOfTolerance));
}

#[test]
fn headers_must_be_there_once() {
    let verifier = Verifier::standard(STANDARD).unwrap();
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let error = Err(VerifyError::InvalidHeader(name.to_owned()));
        let mut missing = standard_headers(STANDARD_SIGNATURE);
        missing.remove(name);
        let check = |headers: &HeaderMap| verifier.verify_at(headers, STANDARD_BODY, at(TIME));
        assert_eq!(check(&missing), error);
        let mut repeated = standard_headers(STANDARD_SIGNATURE);
        repeated.append(HeaderName::from_static(name), HeaderValue::from_static("1"));
        assert_eq!(check(&repeated), error);
    }
}

#[test]
fn secrets_can_be_replaced() {
    let now = at(1_614_265_330);
    let all = standard_headers(STANDARD_SIGNATURE);
    let other = Verifier::standard("whsec_AAAA").unwrap();
    let wrong = other.verify_at(&all, STANDARD_BODY, now);
    assert_eq!(wrong, Err(VerifyError::WrongSignature));
    let both = other.or_standard_secret(STANDARD).unwrap();
    both.verify_at(&all, STANDARD_BODY, now).unwrap();
    for secret in ["", "whsec_", "whsec_!"] {
        let error = Verifier::standard(secret).unwrap_err();
        assert_eq!(error, VerifyError::InvalidSecret, "{secret}");
    }
}

#[test]
fn hmac_of_the_body() {
    let verifier = Verifier::hmac("X-Hub-Signature-256", "It's a Secret to Everybody");
    let verifier = verifier.label("sha256=");
    let digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let signed = |value: &str| {
        let headers = headers(&[("x-hub-signature-256", value)]);
        verifier
            .verify_at(&headers, b"Hello, World!", at(TIME))
            .map(drop)
    };
    assert_eq!(signed(&format!("sha256={digest}")), Ok(()));
    assert_eq!(signed(&format!("sha256={}", digest.to_uppercase())), Ok(()));
    let wrong = Err(VerifyError::WrongSignature);
    assert_eq!(signed(digest), wrong);
    assert_eq!(signed(&format!("sha256={digest}0")), wrong);
    assert_eq!(signed(&format!("sha256=+{}", &digest[1..])), wrong);
    assert!(signed(&format!("sha256=\u{e9}{}", &digest[2..])).is_err());
}

#[test]
fn timestamp_beside_the_signature() {
    let verifier = Verifier::hmac("stripe-signature", "whsec_plain")
        .separator(',')
        .label("v1=")
        .timestamp_label("t=")
        .content("{timestamp}.{body}");
    let check = |value: &str| {
        let headers = headers(&[("stripe-signature", value)]);
        verifier
            .verify_at(&headers, BODY, at(TIME))
            .map(|it| it.timestamp)
    };
    let digest = "1519f2b139480eab1595cebec1662349e6a13f54eb3362c809ed9ff3c589e855";
    assert_eq!(
        check(&format!("t={TIME},v1={digest},v0=00")),
        Ok(Some(at(TIME)))
    );
    assert_eq!(
        check(&format!("t={TIME}, v1=00, v1={digest}")),
        Ok(Some(at(TIME)))
    );
    assert_eq!(
        check(&format!("v1={digest}")),
        Err(VerifyError::InvalidTimestamp)
    );
    assert_eq!(
        check(&format!("t=1,v1={digest}")),
        Err(VerifyError::WrongSignature)
    );
}

#[test]
fn text_around_the_content() {
    let verifier = Verifier::hmac("x-slack-signature", "sl4ck")
        .label("v0=")
        .timestamp_header("x-slack-request-timestamp")
        .content("v0:{timestamp}:{body}");
    let headers = headers(&[
        (
            "x-slack-signature",
            "v0=19d006f8402ff129fa36c18aac6e5b3a842a0870eaa826d00560675ae317c710",
        ),
        ("x-slack-request-timestamp", "1700000000"),
    ]);
    verifier.verify_at(&headers, BODY, at(TIME)).unwrap();
}

#[test]
fn sha_512_in_base64() {
    let verifier = Verifier::hmac("x-signature", "key")
        .algorithm(Algorithm::Sha512)
        .encoding(Encoding::Base64);
    let signature =
        "7bz+tpV56KVCnd6nN2iXofkKCiW5FRUTAgHt3WtV/Y+gR3eN3ZwwRBYQUiO42oR/HbtlHOdOUTbc6ri9VFzRiw==";
    let signed = headers(&[("x-signature", signature)]);
    verifier.verify_at(&signed, BODY, at(TIME)).unwrap();
    let sha_256 = verifier.algorithm(Algorithm::Sha256);
    let wrong = sha_256.verify_at(&signed, BODY, at(TIME));
    assert_eq!(wrong, Err(VerifyError::WrongSignature));
}

#[test]
fn settings_that_verify_nothing_are_errors() {
    let base = || Verifier::hmac("s", "secret");
    for verifier in [
        base().content("{timestamp}"),
        base().content("{timestamp}.{body}"),
        base().timestamp_header("t"),
        base().id_header("i"),
        base().content("{id}.{body}"),
    ] {
        let error = verifier.verify_at(&HeaderMap::new(), BODY, at(TIME));
        assert!(
            matches!(error, Err(VerifyError::InvalidSettings(_))),
            "{error:?}"
        );
    }
    let error = Verifier::hmac("s", "").verify_at(&HeaderMap::new(), BODY, at(TIME));
    assert_eq!(error, Err(VerifyError::InvalidSecret));
    assert!(!format!("{:?}", Verifier::hmac("s", "h1dden")).contains("h1dden"));
}

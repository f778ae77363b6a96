//! The HTML report in a real browser. Skipped where Chromium is not installed.

use serde_json::{Value, json};

use super::devtools::Browser;
use super::page;

/// The number of cards that are shown.
const SHOWN: &str = "document.querySelectorAll('.finding:not([hidden])').length";

/// Sets a control as a user does.
fn set(browser: &mut Browser, id: &str, value: &str) {
    browser.value(&format!(
        "(() => {{ const it = document.getElementById('{id}'); it.value = '{value}'; \
         it.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
    ));
}

fn shown(browser: &mut Browser) -> u64 {
    browser.value(SHOWN).as_u64().expect("a number")
}

/// Clicks on an element with the mouse.
fn click(browser: &mut Browser, selector: &str) {
    let place = browser.value(&format!(
        "(() => {{ const it = document.querySelector('{selector}'); it.scrollIntoView({{ block: 'center' }}); \
         const box = it.getBoundingClientRect(); return [box.left + 5, box.top + 8]; }})()"
    ));
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
        browser.call("Input.dispatchMouseEvent", event);
    }
}

/// The id of the first card of a level.
fn first(browser: &mut Browser, level: &str) -> String {
    let id = browser.value(&format!("document.querySelector('.finding.{level}').id"));
    id.as_str().expect("an id").to_owned()
}

/// Whether an element is visible, with all that folds around it.
fn is_visible(browser: &mut Browser, id: &str) -> Value {
    browser.value(&format!(
        "document.querySelector('#{id} > :not(summary)').checkVisibility({{ contentVisibilityAuto: true }})"
    ))
}

#[test]
fn findings_are_filtered_by_each_control() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    browser.open(&page("schemas", 1), "");
    let all = shown(&mut browser);
    assert!(all > 10, "{all} findings");
    let text =
        |browser: &mut Browser| browser.value("document.getElementById('count').textContent");
    assert_eq!(text(&mut browser), format!("{all} of {all} findings"));
    for (id, attribute) in [
        ("level", "level"),
        ("rule", "rule"),
        ("operation", "operations"),
    ] {
        let value = browser.value(&format!(
            "document.querySelector('.finding').dataset.{attribute}.split(' ')[0]"
        ));
        let value = value.as_str().expect("a value").to_owned();
        set(&mut browser, id, &value);
        let count = shown(&mut browser);
        let others = browser.value(&format!(
            "Array.from(document.querySelectorAll('.finding:not([hidden])'))\
             .filter((it) => !it.dataset.{attribute}.split(' ').includes('{value}')).length"
        ));
        assert_eq!(others, json!(0), "{id}");
        assert!(count > 0 && count <= all, "{id}: {count} of {all}");
        set(&mut browser, id, "");
        assert_eq!(shown(&mut browser), all, "{id}");
    }
    set(&mut browser, "search", "NOTHING HAS THIS TEXT");
    assert_eq!(shown(&mut browser), 0);
    // Groups without a finding are not shown either.
    let groups = "document.querySelectorAll('.group:not([hidden])').length";
    assert_eq!(browser.value(groups), json!(0));
    set(&mut browser, "search", "");
    assert_eq!(shown(&mut browser), all);
    assert_eq!(browser.console(), Vec::<&Value>::new());
}

#[test]
fn groups_and_findings_fold() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    browser.open(&page("schemas", 1), "");
    for (level, is_open) in [("error", true), ("info", false)] {
        let id = first(&mut browser, level);
        assert_eq!(is_visible(&mut browser, &id), json!(is_open), "{level}");
    }
    let id = first(&mut browser, "error");
    click(&mut browser, &format!("#{id} > summary"));
    assert_eq!(is_visible(&mut browser, &id), json!(false));
    // The key `/` leads to the search.
    browser.value("document.activeElement.blur()");
    let key = json!({ "type": "keyDown", "key": "/", "text": "/" });
    browser.call("Input.dispatchKeyEvent", key);
    assert_eq!(browser.value("document.activeElement.id"), json!("search"));
    assert_eq!(browser.value("document.activeElement.value"), json!(""));
}

#[test]
fn a_link_to_a_finding_opens_it() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let page = page("schemas", 1);
    browser.open(&page, "");
    let id = first(&mut browser, "info");
    assert_eq!(is_visible(&mut browser, &id), json!(false));
    browser.open(&page, &format!("#{id}"));
    assert_eq!(is_visible(&mut browser, &id), json!(true));
    let top = browser.value(&format!(
        "document.getElementById('{id}').getBoundingClientRect().top"
    ));
    let height = browser.value("window.innerHeight");
    assert!(
        top.as_f64() >= Some(0.0) && top.as_f64() < height.as_f64(),
        "{top} of {height}"
    );
    // The controls do not cover it.
    let bottom = browser.value("document.getElementById('filters').getBoundingClientRect().bottom");
    assert!(top.as_f64() >= bottom.as_f64(), "{top} is above {bottom}");
}

#[test]
fn the_page_requests_nothing_and_reports_no_errors() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    for (pair, crates) in [("schemas", 1), ("unions", 2), ("security", 1)] {
        browser.open(&page(pair, crates), "");
        set(&mut browser, "search", "a");
        let requests = browser.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        assert!(requests[0].starts_with("file://"), "{requests:?}");
        assert_eq!(browser.console(), Vec::<&Value>::new(), "{pair}");
    }
}

#[test]
fn the_page_works_without_the_script() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    browser.call(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    browser.open(&page("schemas", 1), "");
    let controls = browser.value("getComputedStyle(document.getElementById('filters')).display");
    assert_eq!(controls, json!("none"));
    let id = first(&mut browser, "error");
    assert_eq!(is_visible(&mut browser, &id), json!(true));
    let id = first(&mut browser, "info");
    click(&mut browser, ".group:not([open]) > summary");
    click(&mut browser, &format!("#{id} > summary"));
    assert_eq!(is_visible(&mut browser, &id), json!(true));
}

#[test]
fn dark_and_light_pages_have_contrast() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    for scheme in ["light", "dark"] {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        browser.call(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
        browser.open(&page("schemas", 1), "");
        let colours = browser.value(
            "['body', 'b.error', 'b.warning', 'b.info', 'code', 'mark', 'summary a']\
             .map((selector) => document.querySelector(selector)).filter((it) => it).map((it) => {\
               let back = it;\
               while (getComputedStyle(back).backgroundColor === 'rgba(0, 0, 0, 0)') back = back.parentElement;\
               return [getComputedStyle(it).color, getComputedStyle(back).backgroundColor];\
             })",
        );
        for pair in colours.as_array().expect("a list") {
            let [one, other] =
                [&pair[0], &pair[1]].map(|it| luminance(it.as_str().expect("a colour")));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(
                contrast >= 4.5,
                "{scheme}: {pair} has a contrast of {contrast}"
            );
        }
    }
}

/// The relative luminance of `rgb(1, 2, 3)`, by the Web Content Accessibility Guidelines.
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches("rgb(").trim_end_matches(')');
    let channels = digits
        .split(", ")
        .map(|it| it.parse::<f64>().expect("a number") / 255.0);
    let linear = channels.map(|it| match it <= 0.04045 {
        true => it / 12.92,
        false => ((it + 0.055) / 1.055).powf(2.4),
    });
    let weights = [0.2126, 0.7152, 0.0722];
    linear
        .zip(weights)
        .map(|(channel, weight)| channel * weight)
        .sum()
}

//! Bodies of responses.

use std::fmt::Write;

/// A page as the service sends it, with its properties in the order of the document.
pub fn page(backups: usize) -> Result<String, std::fmt::Error> {
    let mut body = String::from(r#"{"backups":["#);
    for number in 0..backups {
        let comma = if number == 0 { "" } else { "," };
        let (hour, minute) = (number / 60 % 24, number % 60);
        let size = 1_000_003 * (number + 1);
        let kind = if number % 7 == 0 {
            "MANUAL"
        } else {
            "AUTOMATED"
        };
        write!(
            body,
            concat!(
                r#"{comma}{{"id":"c9qlk4v13uq79r9c{number:04}:54fs3b9","folderId":"b1gqs1teo2q2a4vnmi2t","#,
                r#""createdAt":"2024-02-29T{hour:02}:{minute:02}:30.123456789Z","#,
                r#""sourceClusterId":"c9qlk4v13uq79r9cgcku","startedAt":"2024-02-29T{hour:02}:{minute:02}:00Z","#,
                r#""sourceShardNames":["rs01","rs{number:02}"],"size":"{size}","type":"{kind}"}}"#,
            ),
            comma = comma,
            number = number,
            hour = hour,
            minute = minute,
            size = size,
            kind = kind,
        )?;
    }
    body.push_str(r#"],"nextPageToken":"MTAwMA"}"#);
    Ok(body)
}

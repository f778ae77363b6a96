//! Names of schemas, made from the names of fields, methods, resources and anchors.

/// `listBackups` → `ListBackups`, `user_spec` → `UserSpec`.
pub fn pascal_case(name: &str) -> String {
    let parts = name.split(|char: char| !char.is_alphanumeric());
    parts
        .map(|part| {
            let mut chars = part.chars();
            let first = chars
                .next()
                .map(|first| first.to_uppercase().collect::<String>());
            first.unwrap_or_default() + chars.as_str()
        })
        .collect()
}

/// `policies` → `policy`, `users` → `user`.
pub fn singular(name: &str) -> String {
    let ends = |end: &str| name.to_lowercase().ends_with(end);
    if ends("ies") && name.len() > 4 {
        return format!("{}y", &name[..name.len() - 3]);
    }
    if ["sses", "xes", "ches", "shes", "zzes"]
        .iter()
        .any(|end| ends(end))
    {
        return name[..name.len() - 2].to_owned();
    }
    match ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        true => name[..name.len() - 1].to_owned(),
        false => name.to_owned(),
    }
}

/// `policy` → `policies`, `user` → `users`.
pub fn plural(name: &str) -> String {
    let ends = |end: &str| name.ends_with(end);
    let vowel = ["ay", "ey", "iy", "oy", "uy"];
    if ends("y") && !vowel.iter().any(|end| ends(end)) {
        return format!("{}ies", &name[..name.len() - 1]);
    }
    match ["s", "x", "ch", "sh"].iter().any(|end| ends(end)) {
        true => format!("{name}es"),
        false => format!("{name}s"),
    }
}

/// The name of a request or response: `list` of `Backup` → `ListBackups…`, `listBackups` of `Cluster` →
/// `ListClusterBackups…`, `create` of `User` → `CreateUser…`.
pub fn message_name(resource: &str, method: &str, suffix: &str) -> String {
    let (http_method, rest) = match method.find(|char: char| char.is_uppercase()) {
        Some(at) => method.split_at(at),
        None => (method, ""),
    };
    let resource = match (http_method, rest) {
        ("list", "") => plural(resource),
        _ => resource.to_owned(),
    };
    format!("{}{resource}{rest}{suffix}", pascal_case(http_method))
}

/// The short form of a full name, and the qualifier that disambiguates it: `a.iam.v1.Payload.Entry` → `PayloadEntry` and
/// `Iam`.
pub fn short_name(anchor: &str) -> (String, String) {
    let segments: Vec<&str> = anchor.split('.').collect();
    let small = |segment: &&str| segment.starts_with(|char: char| char.is_lowercase());
    let count = segments.iter().take_while(|segment| small(segment)).count();
    let (package, name) = segments.split_at(count);
    let version = |segment: &&&str| {
        let digits = segment.trim_start_matches('v');
        digits.len() < segment.len() && digits.starts_with(|char: char| char.is_ascii_digit())
    };
    let package = package.iter().rev().find(|segment| !version(segment));
    let name: String = name.iter().map(|segment| pascal_case(segment)).collect();
    let name = match name.is_empty() {
        true => pascal_case(segments.last().unwrap_or(&"")),
        false => name,
    };
    (
        name,
        package
            .map(|segment| pascal_case(segment))
            .unwrap_or_default(),
    )
}

/// Whether a name is one word: `Type`, but not `BackupType`.
pub fn is_one_word(name: &str) -> bool {
    name.chars().filter(|char| char.is_uppercase()).count() < 2
}

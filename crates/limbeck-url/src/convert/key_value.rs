//! libpq's `key=value` string.

use super::draft::Draft;
use crate::host::Host;

/// Writes the place first, then the parameters.
pub(super) fn write(draft: &mut Draft<'_>) -> String {
    let url = draft.url;
    let mut pairs: Vec<(String, String)> = Vec::new();
    if !url.hosts.is_empty() {
        let names: Vec<String> = url.hosts.iter().map(name).collect();
        pairs.push(("host".to_owned(), names.join(",")));
        if url.hosts.iter().any(|host| host.port().is_some()) {
            let ports: Vec<String> = url
                .hosts
                .iter()
                .map(|host| host.port().map(|port| port.to_string()).unwrap_or_default())
                .collect();
            pairs.push(("port".to_owned(), ports.join(",")));
        }
    }
    if let Some(user) = &url.username {
        pairs.push(("user".to_owned(), user.clone()));
    }
    if let Some(password) = &url.password {
        pairs.push(("password".to_owned(), password.expose().clone()));
    }
    if let Some(database) = &url.database {
        if database.contains('=') || database.contains("://") {
            draft.missing("database", Some("libpq reads such a name as another connection string"));
        }
        pairs.push(("dbname".to_owned(), database.clone()));
    }
    draft.query.sort();
    if pairs.is_empty() && draft.query.is_empty() {
        // An empty string would do for libpq; this one can be seen.
        pairs.push(("host".to_owned(), String::new()));
    }
    pairs.append(&mut draft.query);
    pairs.iter().map(|(key, value)| format!("{key}={}", quote(value))).collect::<Vec<_>>().join(" ")
}

fn name(host: &Host) -> String {
    match host {
        Host::Tcp { name, .. } => name.clone(),
        Host::Socket { path, .. } => path.to_string_lossy().into_owned(),
    }
}

/// In single quotes unless it is a plain word.
fn quote(value: &str) -> String {
    let plain =
        !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_./,:*%@+".contains(c));
    if plain { value.to_owned() } else { format!("'{}'", value.replace('\\', "\\\\").replace('\'', "\\'")) }
}

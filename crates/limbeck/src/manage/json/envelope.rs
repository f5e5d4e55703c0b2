//! What every object begins with.

use serde::Serialize;

/// One object: what all have, then what `data` says. `data` must be a map or a struct.
pub(in crate::manage) fn envelope<T: Serialize>(command: &str, data: &T) -> String {
    #[derive(Serialize)]
    struct Head<'a> {
        limbeck: &'a str,
        format: u32,
        command: &'a str,
    }
    let head = Head { limbeck: env!("CARGO_PKG_VERSION"), format: 1, command };
    // No `flatten`: the two objects are joined as texts.
    let text = |value: Result<String, serde_json::Error>| value.unwrap_or_else(|_| "{}".to_owned());
    let (mut all, rest) = (text(serde_json::to_string(&head)), text(serde_json::to_string(data)));
    let rest = rest.strip_prefix('{').unwrap_or("}");
    all.pop();
    if rest != "}" {
        all.push(',');
    }
    all.push_str(rest);
    all
}

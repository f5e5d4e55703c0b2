//! `.pgpass` (PostgreSQL manual, "The Password File").

use std::path::Path;

use limbeck_url::Secret;

/// What a line of the file is looked up by.
pub(super) struct Wanted<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// What the file says.
pub(super) enum Found {
    /// There is no file, or no line for this connection.
    Nothing,
    /// The password.
    Password(Secret<String>),
    /// The file may be read by others, so it is not used.
    TooOpen,
}

/// Looks a password up.
pub(super) fn look_up(path: &Path, wanted: &Wanted<'_>) -> Found {
    let Ok(text) = fs_err::read_to_string(path) else { return Found::Nothing };
    if others_may_read(path) {
        return Found::TooOpen;
    }
    password(&text, wanted).map_or(Found::Nothing, |password| Found::Password(Secret::new(password)))
}

/// Whether group or others have any permission on a file.
#[cfg(unix)]
pub(super) fn others_may_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs_err::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
pub(super) fn others_may_read(_: &Path) -> bool {
    false
}

fn password(text: &str, wanted: &Wanted<'_>) -> Option<String> {
    let port = wanted.port.to_string();
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let fields = fields(line);
        let [host, its_port, database, user, password, ..] = &fields[..] else { return None };
        let is = |field: &str, value: &str| field == "*" || field == value;
        let all = is(host, wanted.host)
            && is(its_port, &port)
            && is(database, wanted.database)
            && is(user, wanted.user);
        all.then(|| password.clone())
    })
}

/// Fields are separated by `:`; a backslash takes the meaning from the character behind it. As in libpq, what comes after
/// the password's end is not looked at.
fn fields(line: &str) -> Vec<String> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => field.extend(characters.next()),
            ':' => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    fields.push(field);
    fields
}

#[cfg(test)]
mod tests {
    use super::{Wanted, password};

    const FILE: &str = "# a comment\nlocalhost:5432:app:ann:p\\:w\\\\d\ndb.example.com:*:*:ann:all of it: but not this\n*:*:*:*:\n";

    fn of(host: &str, port: u16, database: &str, user: &str) -> Option<String> {
        password(FILE, &Wanted { host, port, database, user })
    }

    #[test]
    fn the_first_line_that_fits_holds() {
        assert_eq!(of("localhost", 5432, "app", "ann").as_deref(), Some("p:w\\d"));
        assert_eq!(of("db.example.com", 1, "x", "ann").as_deref(), Some("all of it"));
        assert_eq!(of("other", 1, "x", "bob").as_deref(), Some(""));
        assert_eq!(
            password(
                "localhost:5432:app:ann",
                &Wanted { host: "localhost", port: 5432, database: "app", user: "ann" }
            ),
            None
        );
    }
}

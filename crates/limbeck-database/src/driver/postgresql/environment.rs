//! What libpq takes from the process: `PG*` variables, the home folder, the name of the user.
//!
//! Source: PostgreSQL manual, "Environment Variables".

use std::path::PathBuf;

type Lookup = dyn Fn(&str) -> Option<String>;

/// The variables of a process, or of a test.
pub(super) struct Environment(Box<Lookup>);

impl Environment {
    /// This process's.
    pub(super) fn process() -> Self {
        Self(Box::new(|name| std::env::var(name).ok()))
    }

    #[cfg(test)]
    pub(super) fn of(pairs: &'static [(&'static str, &'static str)]) -> Self {
        Self(Box::new(|wanted| {
            pairs.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
        }))
    }

    /// The value of a variable; an empty one counts as not set.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// The name this user has on the system, which is libpq's default for the user of the database.
    pub(super) fn system_user(&self) -> Option<String> {
        ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| self.get(name))
    }

    /// A file in libpq's own folder, `~/.postgresql`.
    pub(super) fn own_file(&self, name: &str) -> Option<PathBuf> {
        if cfg!(windows) {
            return Some(PathBuf::from(self.get("APPDATA")?).join("postgresql").join(name));
        }
        Some(PathBuf::from(self.get("HOME")?).join(".postgresql").join(name))
    }

    /// The password file.
    pub(super) fn pass_file(&self) -> Option<PathBuf> {
        if let Some(path) = self.get("PGPASSFILE") {
            return Some(path.into());
        }
        if cfg!(windows) {
            return self.own_file("pgpass.conf");
        }
        Some(PathBuf::from(self.get("HOME")?).join(".pgpass"))
    }
}

use limbeck_url::DialectName;

/// What a session's settings change about where tokens end.
///
/// [`LexMode::default`] is what each server does out of the box; a connection that has asked its server fills it in. Settings of
/// other dialects than the one at hand are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LexMode {
    /// MySQL, MariaDB: `sql_mode` has `ANSI_QUOTES`, so `"x"` is a name and not a string.
    pub ansi_quotes: bool,
    /// MySQL, MariaDB: `sql_mode` has `NO_BACKSLASH_ESCAPES`, so `'\'` is a whole string.
    pub no_backslash_escapes: bool,
    /// PostgreSQL: `standard_conforming_strings`. When off, `\'` does not end a plain string.
    pub standard_conforming_strings: bool,
    /// MySQL, MariaDB: the server's version as executable comments write it (`80042`, `101103`). `/*!` comments of a later version are
    /// comments then; without it all of them are taken for code, which is where their statements end either way.
    pub server_version: Option<u32>,
}

impl Default for LexMode {
    fn default() -> Self {
        Self {
            ansi_quotes: false,
            no_backslash_escapes: false,
            standard_conforming_strings: true,
            server_version: None,
        }
    }
}

/// No server has a version as high as this. mariadb-dump begins its files with `/*M!999999\- enable the sandbox mode */`, which every
/// server must skip.
const BEYOND_ALL_VERSIONS: u32 = 200_000;

impl LexMode {
    /// Whether a plain `'…'` may hold backslash escapes.
    pub(crate) fn backslash_escapes(self, dialect: DialectName) -> bool {
        match dialect {
            DialectName::PostgreSql => !self.standard_conforming_strings,
            DialectName::MySql | DialectName::MariaDb => !self.no_backslash_escapes,
            DialectName::Sqlite => false,
        }
    }

    /// Whether the server at hand runs what stands in `/*!version … */`.
    ///
    /// MariaDB skips MySQL's versions 50700 to 99999, because MySQL 5.7 and later have what MariaDB has not (MariaDB manual, "Comment
    /// Syntax"); `mariadb_only` is `/*M!`, a mere comment to MySQL.
    pub(crate) fn executes_comment(
        self,
        dialect: DialectName,
        mariadb_only: bool,
        version: Option<u32>,
    ) -> bool {
        if mariadb_only && dialect != DialectName::MariaDb {
            return false;
        }
        let Some(version) = version else { return true };
        if dialect == DialectName::MariaDb && !mariadb_only && (50_700..=99_999).contains(&version) {
            return false;
        }
        version <= self.server_version.unwrap_or(BEYOND_ALL_VERSIONS)
    }
}

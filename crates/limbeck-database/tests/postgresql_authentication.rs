//! Who one is to PostgreSQL, and how that is proved: passwords, the password file, the `PG*` variables, sockets, on real servers.
//!
//! Members of `limbeck_needs_password`, `limbeck_needs_tls` and `limbeck_refuses_tls` are not trusted by the servers that `cargo xtask` starts.
#![cfg(all(feature = "postgres", feature = "tls"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be, and a child process says what it has found"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use limbeck_database::{ConnectOptions, DatabaseError, connect};
use limbeck_testing::{Authorities, TestDatabase, TestServer};
use limbeck_url::DatabaseUrl;

/// A role that goes with the value.
struct Role<'d> {
    database: &'d TestDatabase,
    name: String,
}

impl<'d> Role<'d> {
    /// A member of `group`. `None` where the server has no rule for that: it was not started by `cargo xtask`.
    fn new(database: &'d TestDatabase, tail: &str, group: &str, password: &str) -> Option<Self> {
        let rules = format!("SELECT count(*) FROM pg_hba_file_rules WHERE '+{group}' = ANY (user_name)");
        if database.rows(&rules) == ["0"] {
            println!("not run: pg_hba.conf has no line for members of {group}");
            return None;
        }
        // Another test may be making the group.
        database.execute(&format!(
            "DO $$ BEGIN CREATE ROLE {group}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        ));
        let name = format!("{}{tail}", database.name);
        let (quoted, literal) = (name.replace('"', "\"\""), password.replace('\'', "''"));
        database.execute(&format!("CREATE ROLE \"{quoted}\" LOGIN IN ROLE {group} PASSWORD '{literal}'"));
        Some(Self { database, name })
    }

    fn url(&self, password: Option<&str>, parameters: &str) -> DatabaseUrl {
        let text = self.database.url_text();
        let place = text.rsplit_once('@').unwrap().1;
        let password = password.map(|text| format!(":{}", encoded(text))).unwrap_or_default();
        DatabaseUrl::parse(&format!("postgresql://{}{password}@{place}?{parameters}", encoded(&self.name)))
            .unwrap()
    }

    fn enters(&self, password: Option<&str>, parameters: &str) -> Result<bool, DatabaseError> {
        let mut connection = connect(&self.url(password, parameters), &ConnectOptions::default())?;
        let rows = connection
            .query("SELECT current_user, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            .unwrap()
            .rows;
        assert_eq!(rows[0][0].as_deref(), Some(&*self.name));
        Ok(rows[0][1].as_deref() == Some("t"))
    }
}

impl Drop for Role<'_> {
    fn drop(&mut self) {
        self.database.execute(&format!("DROP ROLE \"{}\"", self.name.replace('"', "\"\"")));
    }
}

/// Every byte, as it may be written in a URL.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Where the server's socket is, and its port.
fn socket(database: &TestDatabase) -> (String, u16) {
    let folder = database.rows("SHOW unix_socket_directories").concat();
    (folder, database.url().hosts()[0].port().unwrap())
}

fn passwords_of_any_characters(server: TestServer) {
    let Some(database) = server.database() else { return };
    let long = "0123456789".repeat(80);
    let passwords = [
        r##" !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ "##,
        "größe 密 \u{1f511}",
        // What SASLprep (RFC 4013) changes: a ligature, a space of another kind, a hyphen that is not there.
        "\u{fb01}\u{a0}a\u{ad}b\u{2168}",
        // What it does not allow, which both sides then take as it is.
        "a\u{7}b",
        "%41%",
        &long,
    ];
    for (number, password) in passwords.into_iter().enumerate() {
        let tail = format!(r#"_{number} @:/?#%"ä'"#);
        let Some(role) = Role::new(&database, &tail, "limbeck_needs_password", password) else { return };
        let stored = "SELECT count(*) FROM pg_authid WHERE rolname LIKE current_database() || '\\_%' AND rolpassword LIKE 'SCRAM-SHA-256%'";
        assert_eq!(database.rows(stored), ["1"]);
        assert!(!role.enters(Some(password), "sslmode=disable").unwrap(), "{password}");
        role.enters(Some(password), "").unwrap();
        let refused = role.enters(Some(&format!("{password}!")), "").unwrap_err().to_string();
        assert!(refused.contains("password authentication failed"), "{refused}");
        assert!(!refused.contains(password), "{refused}");
    }
}

fn a_password_that_is_missing_is_asked_for(server: TestServer) {
    let Some(database) = server.database() else { return };
    let Some(role) = Role::new(&database, "_missing", "limbeck_needs_password", "x") else { return };
    let error = role.enters(None, "passfile=/nowhere").unwrap_err().to_string();
    assert!(error.contains("asks for a password") && error.contains("PGPASSWORD"), "{error}");
}

/// The proof of the password is bound to the server's certificate (RFC 5929, `tls-server-end-point`).
fn scram_is_bound_to_the_channel(server: TestServer) {
    let (Some(database), Some(_)) = (server.database(), Authorities::find()) else { return };
    let Some(role) = Role::new(&database, "_bound", "limbeck_needs_password", "x") else { return };
    assert!(role.enters(Some("x"), "sslmode=require&channel_binding=require").unwrap());
    assert!(role.enters(Some("x"), "sslmode=require&channel_binding=disable").unwrap());
    let error = role.enters(Some("x"), "sslmode=disable&channel_binding=require").unwrap_err().to_string();
    assert!(error.contains("channel binding"), "{error}");
}

/// `allow` begins without TLS, `prefer` with it; what the server refuses is tried the other way.
fn allow_and_prefer_take_the_other_way(server: TestServer) {
    let (Some(database), Some(_)) = (server.database(), Authorities::find()) else { return };
    let Some(needs) = Role::new(&database, "_needs", "limbeck_needs_tls", "x") else { return };
    assert!(needs.enters(None, "sslmode=disable").is_err());
    for mode in ["allow", "prefer", "require"] {
        assert!(needs.enters(None, &format!("sslmode={mode}")).unwrap(), "{mode}");
    }
    let Some(refuses) = Role::new(&database, "_refuses", "limbeck_refuses_tls", "x") else { return };
    assert!(refuses.enters(None, "sslmode=require").is_err());
    for mode in ["disable", "allow", "prefer"] {
        assert!(!refuses.enters(None, &format!("sslmode={mode}")).unwrap(), "{mode}");
    }
}

fn a_socket_is_a_host(server: TestServer) {
    let Some(database) = server.database() else { return };
    let Some(role) = Role::new(&database, "_socket", "limbeck_needs_password", "p@:/") else { return };
    let (folder, port) = socket(&database);
    let (user, password, name) = (&role.name, encoded("p@:/"), &database.name);
    // A socket never has TLS, which is nothing to it.
    for text in [
        format!("postgresql://{user}:{password}@{}:{port}/{name}", encoded(&folder)),
        format!("postgresql://{user}:{password}@/{name}?host={folder}&port={port}&sslmode=require"),
    ] {
        let url = DatabaseUrl::parse(&text).unwrap();
        let mut connection = connect(&url, &ConnectOptions::default()).unwrap();
        let rows = connection.query("SELECT inet_server_addr() IS NULL").unwrap();
        assert_eq!(rows.scalar(), Some("t"), "{text}");
    }
}

/// The URL that a child process connects to.
const URL: &str = "LIMBECK_TEST_DATABASE";

#[test]
#[ignore = "the tests below run it as a child process"]
fn child() {
    let url = DatabaseUrl::parse(&std::env::var(URL).unwrap()).unwrap();
    let sql = "SELECT current_user, current_database(), current_setting('application_name'), ssl, inet_server_addr() IS NOT NULL \
               FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    match connect(&url, &ConnectOptions::default()).and_then(|mut connection| connection.query(sql)) {
        Ok(found) => {
            let values: Vec<String> = found.rows[0].iter().map(|value| value.clone().unwrap()).collect();
            println!("\nanswer: {}", values.join("|"));
        }
        Err(error) => println!("\nanswer: {error}"),
    }
}

/// What a process finds with these variables and no others: user, database, application, TLS, a network; or the error.
fn found_with(url: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["child", "--exact", "--ignored", "--nocapture"]).env_clear().env(URL, url);
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("answer: "));
    line.unwrap_or_else(|| panic!("{text}{}", String::from_utf8_lossy(&output.stderr))).to_owned()
}

fn the_variables_of_libpq(server: TestServer) {
    let Some(database) = server.database() else { return };
    let Some(role) = Role::new(&database, "_pg", "limbeck_needs_password", "p:@/ %") else { return };
    let port = database.url().hosts()[0].port().unwrap().to_string();
    let (user, name) = (&*role.name, &*database.name);
    let all = [
        ("PGHOST", "127.0.0.1"),
        ("PGPORT", &*port),
        ("PGUSER", user),
        ("PGPASSWORD", "p:@/ %"),
        ("PGDATABASE", name),
        ("PGAPPNAME", "of the environment"),
        ("PGSSLMODE", "disable"),
    ];
    assert_eq!(found_with("postgresql://", &all), format!("{user}|{name}|of the environment|f|t"));
    let with = |variable: (&'static str, &'static str)| {
        let kept = all.into_iter().filter(move |(name, _)| *name != variable.0);
        kept.chain([variable]).collect::<Vec<_>>()
    };
    assert!(
        found_with("postgresql://", &with(("PGPASSWORD", "no"))).contains("password authentication failed")
    );
    // The URL wins.
    let found =
        found_with("postgresql://postgres@/postgres?application_name=its", &with(("PGPASSWORD", "no")));
    assert_eq!(found, "postgres|postgres|its|f|t");
    // The first of two hosts has nobody who answers.
    let ports = format!("1,{port}");
    let two = [&with(("PGHOST", "127.0.0.1,localhost"))[..], &[("PGPORT", &ports)]].concat();
    assert!(found_with("postgresql://", &two).starts_with(user), "{}", found_with("postgresql://", &two));
    // An address alone is enough.
    let address = with(("PGHOSTADDR", "127.0.0.1"));
    let address: Vec<_> = address.into_iter().filter(|(name, _)| *name != "PGHOST").collect();
    assert_eq!(found_with("postgresql://", &address), format!("{user}|{name}|of the environment|f|t"));
    // What would make a connection another one is not passed over.
    for (variable, value) in
        [("PGREQUIREAUTH", "scram-sha-256"), ("PGREQUIREPEER", "postgres"), ("PGSSLCRL", "/x")]
    {
        assert!(found_with("postgresql://", &with((variable, value))).contains(variable), "{variable}");
    }
    let Some(authorities) = Authorities::find() else { return };
    let secure = |file: &Path| {
        let file = file.display().to_string();
        found_with(
            "postgresql://",
            &[&with(("PGSSLMODE", "verify-full"))[..], &[("PGSSLROOTCERT", &file)]].concat(),
        )
    };
    assert_eq!(secure(&authorities.right), format!("{user}|{name}|of the environment|t|t"));
    assert!(secure(&authorities.wrong).to_lowercase().contains("certificate"));
}

/// libpq's own file of authorities is looked for in the home folder.
fn the_authority_of_the_home_folder(server: TestServer) {
    let (Some(url), Some(authorities)) = (server.url(), Authorities::find()) else { return };
    let text = url.reveal().expose().clone();
    for (authority, is_right) in [(&authorities.right, true), (&authorities.wrong, false)] {
        let home = tempfile::tempdir().unwrap();
        fs_err::create_dir(home.path().join(".postgresql")).unwrap();
        fs_err::copy(authority, home.path().join(".postgresql/root.crt")).unwrap();
        for mode in ["require", "verify-ca", "verify-full"] {
            let home = home.path().display().to_string();
            let found = found_with(&format!("{text}?sslmode={mode}"), &[("HOME", &home)]);
            assert_eq!(found.ends_with("|t|t"), is_right, "{mode}: {found}");
            assert!(is_right || found.to_lowercase().contains("certificate"), "{mode}: {found}");
        }
    }
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str, mode: u32) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    fs_err::write(path, text).unwrap();
    fs_err::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    path.to_owned()
}

#[cfg(unix)]
fn the_password_file(server: TestServer) {
    let Some(database) = server.database() else { return };
    let password = r"p:a\s@ #%";
    let Some(role) = Role::new(&database, "_file", "limbeck_needs_password", password) else { return };
    let (folder, port) = socket(&database);
    let (user, name) = (&role.name, &database.name);
    let home = tempfile::tempdir().unwrap();
    let escaped = password.replace('\\', r"\\").replace(':', r"\:");
    let line = |host: &str, password: &str| {
        format!("# of a test\n{host}:{port}:{name}:{user}:{password}\n*:*:*:*:wrong\n")
    };
    let url = format!("postgresql://{user}@127.0.0.1:{port}/{name}");
    let answer = |url: &str, variables: &[(&str, &Path)]| {
        let variables: Vec<_> =
            variables.iter().map(|(name, path)| (*name, path.to_str().unwrap())).collect();
        found_with(url, &variables)
    };
    let is_let_in = |found: &str| assert!(found.starts_with(&**user), "{found}");

    let file = write_private(&home.path().join(".pgpass"), &line("127.0.0.1", &escaped), 0o600);
    is_let_in(&answer(&url, &[("HOME", home.path())]));
    is_let_in(&answer(&url, &[("PGPASSFILE", &file)]));
    is_let_in(&answer(&format!("{url}?passfile={}", file.display()), &[]));
    let found = answer(&url.replace("127.0.0.1", "localhost"), &[("PGPASSFILE", &file)]);
    assert!(found.contains("password authentication failed"), "another host: {found}");
    let found = answer(&url, &[]);
    assert!(found.contains("asks for a password"), "no file: {found}");

    write_private(&file, &line("127.0.0.1", &escaped), 0o640);
    let found = answer(&url, &[("PGPASSFILE", &file)]);
    assert!(found.contains("chmod 0600"), "others may read it: {found}");

    // As in libpq, a colon that is not escaped ends the password.
    write_private(&file, &line("127.0.0.1", &format!("{escaped}:more")), 0o600);
    is_let_in(&answer(&url, &[("PGPASSFILE", &file)]));

    // A socket is known by its folder.
    write_private(&file, &line(&folder, &escaped), 0o600);
    let by_socket = format!("postgresql://{user}@/{name}?host={folder}&port={port}");
    is_let_in(&answer(&by_socket, &[("PGPASSFILE", &file)]));
}

macro_rules! on_both {
    ($($(#[$attribute:meta])* $test:ident),* $(,)?) => { $(
        $(#[$attribute])*
        mod $test {
            use limbeck_testing::TestServer;

            #[test]
            fn postgresql() {
                super::$test(TestServer::PostgreSql);
            }

            #[test]
            fn postgresql_18() {
                super::$test(TestServer::PostgreSql18);
            }
        }
    )* };
}

on_both!(
    passwords_of_any_characters,
    a_password_that_is_missing_is_asked_for,
    scram_is_bound_to_the_channel,
    allow_and_prefer_take_the_other_way,
    #[cfg(unix)]
    a_socket_is_a_host,
    the_variables_of_libpq,
    the_authority_of_the_home_folder,
    #[cfg(unix)]
    the_password_file,
);

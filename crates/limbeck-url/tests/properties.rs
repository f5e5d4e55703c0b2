//! What holds for every URL: no panic, no password in any output, and no change of meaning from driver to driver.

use limbeck_url::{DatabaseUrl, DialectName, Driver, Host, SslMode};
use proptest::prelude::*;

/// Sixteen and more characters, every special one among them.
fn password() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            4 => proptest::char::range('!', '~'),
            4 => proptest::char::ranges(vec!['a'..='z', 'A'..='Z', '0'..='9'].into()),
            1 => prop_oneof![Just(' '), Just('ä'), Just('€'), Just('%'), Just('@'), Just('/'), Just(':'), Just('\'')],
        ],
        16..40,
    )
    .prop_map(|characters| characters.into_iter().collect::<String>())
    // Blanks at the ends are not part of a `key=value` string's last value.
    .prop_filter("blank ends", |text| text.trim() == text && !text.contains("***"))
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// Every form in which a password could leak.
fn forms(password: &str) -> Vec<String> {
    let path = |keep: &str| {
        password
            .bytes()
            .map(|b| {
                let c = char::from(b);
                if b.is_ascii_alphanumeric() || keep.contains(c) {
                    c.to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect::<String>()
    };
    vec![
        password.to_owned(),
        encode(password),
        encode(password).to_lowercase(),
        path("-._~"),
        path("-._~/:,"),
        password.replace('\\', "\\\\").replace('\'', "\\'"),
        format!("{password:?}").trim_matches('"').to_owned(),
    ]
}

fn assert_clean(output: &str, password: &str) {
    for form in forms(password) {
        assert!(!output.contains(&form), "{output}\nholds {form}");
    }
}

fn assert_url_is_clean(url: &DatabaseUrl, password: &str) {
    assert_clean(url.canonical().as_str(), password);
    assert_clean(&format!("{url:?} {url:#?} {:?} {:?}", url.canonical(), url.password()), password);
    for driver in Driver::ALL {
        match url.for_driver(driver) {
            Ok(text) => assert_clean(&format!("{text} {text:?}"), password),
            Err(refused) => assert_clean(&format!("{refused} {refused:?}"), password),
        }
        if let Ok(masked) = url.for_driver_masked(driver) {
            assert_clean(&format!("{masked} {masked:?}"), password);
        }
    }
}

/// Every spelling that has a place for a password, the password encoded as that spelling has it.
fn spellings(password: &str) -> Vec<String> {
    let encoded = encode(password);
    let quoted = password.replace('\\', "\\\\").replace('\'', "\\'");
    vec![
        format!(
            "postgresql://u:{encoded}@h:5432/db?sslmode=verify-full&application_name=x&connect_timeout=3"
        ),
        format!("postgresql+asyncpg://u:{encoded}@h1:1,h2:2/db?ssl=require"),
        format!("postgresql://u:{encoded}@%2Frun/db?options=-ca%3Db&sslcert=c"),
        format!("postgresql:///db?user=u&password={encoded}"),
        format!("mysql+aiomysql://u:{encoded}@h/db?ssl_ca=/ca.pem&charset=latin1"),
        format!("mariadb://u:{encoded}@localhost/db?unix_socket=/run/m.sock&sslmode=prefer"),
        format!("jdbc:postgresql://h/db?user=u&password={encoded}&ssl=true"),
        format!("jdbc:mysql://h/db?user=u&password={encoded}"),
        format!("host=h user=u password='{quoted}' dbname=db"),
    ]
}

/// The same, the password as it is: most of these do not parse.
fn raw_spellings(password: &str) -> Vec<String> {
    vec![
        format!("postgresql://u:{password}@h:5432/db"),
        format!("postgresql://u:{password}"),
        format!("postgresql://u:{password}/db?sslmode=require"),
        format!("postgresql+asyncpg://{password}:{password}@h/db?x=y"),
        format!("mysql://u:{password}@h/db?nonsense=1"),
        format!("sqlite+pysqlcipher://:{password}@/app.db"),
        format!("sqlite://u:{password}@h/app.db"),
        format!("jdbc:mysql://u:{password}@h/db"),
        format!("jdbc:postgresql:u:{password}@h/db"),
        format!("host=h user=u password={password}"),
        format!("host=h password={password} dbname=db"),
        format!("host=h password='{password}' nonsense=1"),
        format!("u:{password}@h/db"),
        format!("postgresql:u:{password}@h/db"),
        format!("postgres//u:{password}@h/db"),
        format!("mongodb://u:{password}@h/db"),
        format!("postgresql+nonsense://u:{password}@h/db"),
        format!("postgresql://u@h/db?sslmode={password}"),
        format!("postgresql://u@h:{password}/db"),
        format!("postgresql://u@[{password}]/db"),
        format!("postgresql://u@h/db?connect_timeout={password}&ssl={password}"),
        format!("mysql+pyodbc://?odbc_connect=PWD%3D{password}"),
        format!("postgresql://u@h/db?sslpassword={password}"),
        format!("{password}://u@h/db"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,80}") {
        if let Ok(url) = DatabaseUrl::parse(&text) {
            for driver in Driver::ALL {
                let _ = url.for_driver(driver);
            }
            let canonical = url.reveal().into_exposed();
            let again = DatabaseUrl::parse(&canonical).map(|url| url.reveal().into_exposed());
            prop_assert_eq!(again.as_ref().ok(), Some(&canonical), "from {:?}", text);
        }
    }

    #[test]
    fn anything_behind_a_scheme_is_read_or_refused(
        scheme in prop::sample::select(vec![
            "postgresql://", "postgres:", "mysql+pymysql://", "mariadb://", "sqlite:", "sqlite://", "sqlite:///",
            "sqlite+aiosqlite:///", "file:", "jdbc:postgresql://", "jdbc:mysql:", "jdbc:sqlite:", "host=", "jdbc:", "",
        ]),
        rest in "([a-z0-9:/?#@%&=+,.' \\\\\\[\\]-]|%[0-9A-Fa-f]{2}|ä){0,40}",
    ) {
        let text = format!("{scheme}{rest}");
        if let Ok(url) = DatabaseUrl::parse(&text) {
            for driver in Driver::ALL {
                let _ = url.for_driver(driver);
            }
            let canonical = url.reveal().into_exposed();
            let again = DatabaseUrl::parse(&canonical).map(|url| url.reveal().into_exposed());
            prop_assert_eq!(again.as_ref().ok(), Some(&canonical), "from {:?}", text);
        }
    }

    #[test]
    fn no_output_holds_the_password(password in password()) {
        for text in spellings(&password) {
            let url = DatabaseUrl::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
            prop_assert_eq!(url.password().map(|secret| secret.expose().as_str()), Some(password.as_str()), "{}", text);
            assert_url_is_clean(&url, &password);
        }
    }

    #[test]
    fn no_refusal_holds_the_password(password in password()) {
        for text in raw_spellings(&password) {
            if let Err(error) = DatabaseUrl::parse(&text) {
                assert_clean(&format!("{error} {error:?}"), &password);
            }
        }
    }

    #[test]
    fn no_refusal_of_a_mutated_url_holds_the_password(
        password in "[A-Za-z0-9]{16,24}",
        which in 0..9usize,
        position in 0.0..1.0f64,
        mutation in 0..4usize,
        character in prop::sample::select("@/:?#&=%+ '\\x".chars().collect::<Vec<_>>()),
    ) {
        let text = spellings(&password).swap_remove(which);
        let mut characters: Vec<char> = text.chars().collect();
        let at = ((characters.len() as f64) * position) as usize;
        match mutation {
            0 => { characters.remove(at); }
            1 => characters.insert(at, character),
            2 => characters[at] = character,
            _ => characters.truncate(at),
        }
        let mutated: String = characters.into_iter().collect();
        match DatabaseUrl::parse(&mutated) {
            Err(error) => assert_clean(&format!("{error} {error:?}"), &password),
            Ok(url) => { let _ = url.for_driver(Driver::Sqlx); }
        }
    }
}

/// A parameter and a value it can have.
fn parameters(dialect: DialectName) -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let common: Vec<(&'static str, Vec<&'static str>)> = vec![
        ("sslmode", SslMode::ALL.iter().map(|mode| mode.as_str()).collect()),
        ("sslrootcert", vec!["/ca.pem", "c a.pem"]),
        ("sslcert", vec!["/c.pem"]),
        ("sslkey", vec!["/k.pem"]),
        ("connect_timeout", vec!["7"]),
        ("application_name", vec!["my app", "a+b&c=d%'\\"]),
        ("charset", vec!["utf8", "latin1"]),
        ("statement_cache_size", vec!["0"]),
    ];
    let own: Vec<(&'static str, Vec<&'static str>)> = match dialect {
        DialectName::PostgreSql => vec![
            ("options", vec!["-c search_path=a\\ b", "-cx=y"]),
            ("target_session_attrs", vec!["any", "read-write", "standby"]),
            ("channel_binding", vec!["require"]),
            ("load_balance_hosts", vec!["random"]),
            ("keepalives", vec!["0", "1"]),
            ("keepalives_count", vec!["3"]),
            ("tcp_user_timeout", vec!["5000", "1234"]),
            ("command_timeout", vec!["9"]),
        ],
        _ => vec![
            ("collation", vec!["utf8mb4_bin"]),
            ("local_infile", vec!["0", "1"]),
            ("timezone", vec!["+02:00"]),
            ("compress", vec!["true", "false", "fast", "1"]),
            ("init_command", vec!["SET a = 'b&c'"]),
            ("max_allowed_packet", vec!["65536"]),
            ("ssl_capath", vec!["/certs"]),
            ("odbc_driver", vec!["MySQL ODBC 9"]),
        ],
    };
    let all: Vec<(&'static str, Vec<&'static str>)> = common.into_iter().chain(own).collect();
    let count = all.len();
    (prop::sample::subsequence(all, 0..count.min(4)), any::<prop::sample::Index>()).prop_map(
        |(chosen, index)| {
            chosen.into_iter().map(|(name, values)| (name, (*index.get(&values)).to_owned())).collect()
        },
    )
}

fn hosts() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "h",
        "h:1",
        "10.0.0.1:2",
        "[::1]",
        "[2001:db8::1]:3",
        "[fe80::1%25eth0]:4",
        "h1,h2",
        "h1:1,h2",
        "h1:1,[::1]:2",
        "%2Frun%2Fs",
        "%2Frun%2Fs:5",
        "h1,%2Frun",
        ":6",
    ])
    .prop_map(str::to_owned)
}

fn server_url() -> impl Strategy<Value = String> {
    prop::sample::select(vec![DialectName::PostgreSql, DialectName::MySql, DialectName::MariaDb])
        .prop_flat_map(|dialect| {
            let name = prop_oneof![
                Just(String::new()),
                Just("a".to_owned()),
                Just("ä b/c".to_owned()),
                "[!-~]{1,12}"
            ];
            (name.clone(), prop_oneof![Just(String::new()), password()], hosts(), name, parameters(dialect))
                .prop_map(move |(user, password, hosts, database, parameters)| {
                    let query: Vec<String> =
                        parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
                    format!(
                        "{dialect}://{}:{}@{hosts}/{}?{}",
                        encode(&user),
                        encode(&password),
                        encode(&database),
                        query.join("&")
                    )
                })
        })
}

/// Hosts with what every driver takes for granted spelled out.
fn plain_hosts(url: &DatabaseUrl) -> Vec<Host> {
    let default = if url.dialect() == DialectName::PostgreSql { 5432 } else { 3306 };
    let hosts: Vec<Host> = url
        .hosts()
        .iter()
        .cloned()
        .map(|host| match host {
            Host::Tcp { name, port } => Host::Tcp { name, port: Some(port.unwrap_or(default)) },
            Host::Socket { path, port } => Host::Socket { path, port: Some(port.unwrap_or(default)) },
        })
        .collect();
    if hosts.is_empty() {
        vec![Host::Tcp { name: "localhost".to_owned(), port: Some(default) }]
    } else {
        hosts
    }
}

/// What may be absent afterwards: the driver does it anyway, or it means something to one driver only.
fn may_be_implied(name: &str, value: &str, before: &DatabaseUrl) -> bool {
    match name {
        "charset" => value == "utf8",
        "compress" => value == "false",
        "statement_cache_size" => true,
        "sslmode" => !before.parameters().sslmode.is_some_and(SslMode::requires_tls),
        "sslrootcert" | "sslcert" | "sslkey" | "ssl_capath" => {
            before.parameters().sslmode == Some(SslMode::Disable)
        }
        _ => false,
    }
}

fn assert_same_meaning(before: &DatabaseUrl, after: &DatabaseUrl, context: &str) {
    let dialects = (before.dialect(), after.dialect());
    assert!(dialects.0 == dialects.1 || dialects == (DialectName::MariaDb, DialectName::MySql), "{context}");
    assert_eq!(before.username(), after.username(), "{context}");
    assert_eq!(before.password(), after.password(), "{context}");
    assert_eq!(before.database(), after.database(), "{context}");
    assert_eq!(plain_hosts(before), plain_hosts(after), "{context}");
    let tls = (before.parameters().sslmode, after.parameters().sslmode);
    if let (Some(asked), got) = tls
        && asked.requires_tls()
    {
        // PyMySQL, and libpq too, verify under `require` when they have the authorities.
        assert!(
            got == Some(asked) || (asked, got) == (SslMode::Require, Some(SslMode::VerifyCa)),
            "{context}"
        );
    }
    assert!(tls.1 >= tls.0 || !tls.0.is_some_and(SslMode::requires_tls), "TLS is weaker: {context}");
    for (name, value) in before.parameters().iter() {
        match after.parameters().get(name) {
            Some(other) if name != "sslmode" => assert_eq!(value, other, "{name}: {context}"),
            Some(_) => {}
            None => assert!(may_be_implied(name, &value, before), "{name} is lost: {context}"),
        }
    }
    for (name, _) in after.parameters().iter() {
        assert!(before.parameters().get(name).is_some(), "{name} was not asked for: {context}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_url_for_a_driver_means_the_same(text in server_url()) {
        let url = DatabaseUrl::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        for driver in Driver::ALL {
            if let Ok(written) = url.for_driver(driver) {
                let written = written.into_exposed();
                let context = format!("{text}\nfor {driver}: {written}");
                let again = DatabaseUrl::parse(&written)
                    .map_err(|error| TestCaseError::fail(format!("{context}: {error}")))?;
                assert_same_meaning(&url, &again, &context);
            }
        }
    }

    #[test]
    fn a_sqlite_file_is_the_same_file_for_every_driver(
        root in prop::sample::select(vec!["", "/", "../", "./"]),
        path in "[!-.0-~ äé]{1,12}(/[!-.0-~ äé]{1,8})?",
        mode in prop::sample::select(vec!["", "?mode=ro", "?mode=rw", "?mode=rwc", "?cache=private&mode=ro"]),
    ) {
        prop_assume!(path != ":memory:");
        let text = format!("sqlite:{root}{}{mode}", path.split('/').map(encode).collect::<Vec<_>>().join("/"));
        let url = DatabaseUrl::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        let file = |url: &DatabaseUrl| match url.sqlite() {
            Some(limbeck_url::SqliteLocation::File(path)) => path.components().collect::<std::path::PathBuf>(),
            other => std::path::PathBuf::from(format!("{other:?}")),
        };
        let plain = |path: std::path::PathBuf| path.strip_prefix("./").map(ToOwned::to_owned).unwrap_or(path);
        for driver in Driver::ALL {
            if let Ok(written) = url.for_driver(driver) {
                let written = written.into_exposed();
                let again = DatabaseUrl::parse(&written)
                    .map_err(|error| TestCaseError::fail(format!("{text} for {driver}: {written}: {error}")))?;
                prop_assert_eq!(plain(file(&url)), plain(file(&again)), "{} for {}: {}", text, driver, written);
                let mode = url.sqlite_mode().filter(|mode| mode.as_str() != "rwc");
                let got = again.sqlite_mode().filter(|mode| mode.as_str() != "rwc");
                prop_assert_eq!(mode, got, "{} for {}: {}", text, driver, written);
            }
        }
    }
}

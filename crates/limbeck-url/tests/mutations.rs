//! Random and mutated URLs: none makes the reader panic, and no output holds a password. The numbers are made from a seed, so a fault comes back.
//!
//! `LIMBECK_URL_MUTATIONS` says how many are tried (`CONTRIBUTING.md`), `LIMBECK_URL_SEED` where the numbers begin.

use limbeck_url::{DatabaseUrl, Driver};

/// `SplitMix64`: a line of arithmetic, and good enough to choose by.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ (number >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or_default()
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

const SPECIAL: &[char] = &[
    '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', ':', ';', '<', '=', '>', '?',
    '@', '[', '\\', ']', '^', '_', '`', '{', '|', '}', '~', ' ', 'ä', '€',
];

/// Sixteen characters and more; one in three is special, so that each of them comes in every place.
fn password(numbers: &mut Numbers) -> String {
    let length = 16 + numbers.below(12);
    (0..length)
        .map(|at| {
            let special = numbers.of(SPECIAL);
            // Blanks at the ends of a text are trimmed by whoever reads it.
            let at_an_end = at == 0 || at + 1 == length;
            if numbers.below(3) == 0 && !(special == ' ' && at_an_end) {
                special
            } else {
                char::from(numbers.of(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
            }
        })
        .collect()
}

fn encoded(text: &str, keep: &str, lower: bool) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || keep.contains(c) {
            encoded.push(c);
        } else if lower {
            encoded.push_str(&format!("%{byte:02x}"));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// URLs with a place for a password.
const SHAPES: &[&str] = &[
    "postgresql://u:{}@h:5432/db?sslmode=verify-full&application_name=x&connect_timeout=3",
    "postgres://u:{}@h1:1,h2:2/db?target_session_attrs=any",
    "postgresql+asyncpg://u:{}@%2Frun/db?ssl=require",
    "postgresql+psycopg2://u:{}@[::1]:5432/db?options=-ca%3Db",
    "postgresql:///db?user=u&password={}",
    "mysql+aiomysql://u:{}@h/db?ssl_ca=/ca.pem&charset=latin1",
    "mysql+asyncmy://u:{}@h:3306/db",
    "mysql://u:{}@h/db?ssl-mode=VERIFY_CA&socket=/run/m.sock",
    "mariadb://u:{}@localhost/db?unix_socket=/run/m.sock&sslmode=prefer",
    "jdbc:postgresql://h/db?user=u&password={}&ssl=true",
    "jdbc:mysql://h/db?user=u&password={}",
    "jdbc:mariadb://h:3306/db?user=u&password={}",
    "host=h user=u password={} dbname=db",
    "host=h user=u password='{}' dbname=db sslmode=require",
    "postgresql://u:{}@h/db?sslpassword=x",
    "sqlite+pysqlcipher://:{}@/app.db",
    "u:{}@h/db",
    "mongodb://u:{}@h/db",
    "postgresql+nonsense://u:{}@h/db",
];

fn mutated(text: &str, numbers: &mut Numbers) -> String {
    const CHARACTERS: &[char] = &[
        '@', '/', ':', '?', '#', '&', '=', '%', '+', ' ', '\'', '\\', ',', ';', '[', ']', 'x', '7', '\0',
        '\n', 'ä',
    ];
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..numbers.below(4) {
        let at = numbers.below(characters.len());
        match numbers.below(7) {
            0 if !characters.is_empty() => drop(characters.remove(at)),
            1 => characters.insert(at, numbers.of(CHARACTERS)),
            2 if !characters.is_empty() => characters[at] = numbers.of(CHARACTERS),
            3 => characters.truncate(at),
            4 => drop(characters.drain(..at)),
            5 if !characters.is_empty() => {
                let other = numbers.below(characters.len());
                characters.swap(at, other);
            }
            _ => {
                let end = at + numbers.below(characters.len() - at + 1);
                let piece: Vec<char> = characters[at..end].to_vec();
                characters.splice(at..at, piece);
            }
        }
    }
    characters.into_iter().collect()
}

/// What is said of a text, to anybody: all outputs but those that are asked to reveal.
fn said(url: &DatabaseUrl, all_drivers: bool, numbers: &mut Numbers) -> String {
    let mut said = format!("{} {url:?} {:?}", url.canonical(), url.password());
    let mut for_driver = |driver: Driver| match (url.for_driver(driver), url.for_driver_masked(driver)) {
        (Ok(text), Ok(masked)) => said.push_str(&format!(" {text} {text:?} {masked} {masked:?}")),
        (Err(refused), _) | (_, Err(refused)) => said.push_str(&format!(" {refused} {refused:?}")),
    };
    if all_drivers {
        Driver::ALL.into_iter().for_each(&mut for_driver);
    } else {
        for_driver(numbers.of(&Driver::ALL));
    }
    said
}

fn holds(said: &str, password: &str) -> bool {
    said.contains(password)
        || said.contains(&encoded(password, "", false))
        || said.contains(&encoded(password, "", true))
        || said.contains(&encoded(password, "-._~", false))
}

/// A URL that means what it says.
fn whole(numbers: &mut Numbers) -> (String, String) {
    let password = password(numbers);
    let shape = numbers.of(SHAPES);
    let written = match numbers.below(4) {
        0 => password.clone(),
        1 => encoded(&password, "", true),
        2 => encoded(&password, "-._~", false),
        _ => encoded(&password, "", false),
    };
    (shape.replace("{}", &written), password)
}

fn number_of(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.replace('_', "").parse().ok()).unwrap_or(default)
}

#[test]
fn no_random_or_mutated_url_panics_or_tells_a_password() {
    let count = number_of("LIMBECK_URL_MUTATIONS", 5_000);
    let seed = number_of("LIMBECK_URL_SEED", 1);
    let (mut read, mut refused) = (0_u64, 0_u64);
    for turn in 0..count {
        let mut numbers = Numbers(seed.wrapping_add(turn.wrapping_mul(0x2545_F491_4F6C_DD1D)));
        let (text, password) = whole(&mut numbers);
        let mutated = if turn % 4 == 0 { text.clone() } else { mutated(&text, &mut numbers) };
        match DatabaseUrl::parse(&mutated) {
            Ok(url) => {
                read += 1;
                // A mutation may make a name of what was the password. What the reader takes for one is told nowhere.
                let taken =
                    url.password().map(|secret| secret.expose().clone()).filter(|text| text.len() >= 12);
                let said = said(&url, turn % 16 == 0, &mut numbers);
                if let Some(taken) = taken.filter(|taken| occurrences(&mutated, taken) <= 1) {
                    assert!(
                        !holds(&said, &taken),
                        "turn {turn} of seed {seed}: {mutated:?} tells {taken:?}: {said}"
                    );
                }
                if mutated == text && url.password().is_some() {
                    assert!(!holds(&said, &password), "turn {turn} of seed {seed}: {mutated:?}: {said}");
                }
            }
            Err(error) => {
                refused += 1;
                let said = format!("{error} {error:?}");
                assert!(!holds(&said, &password), "turn {turn} of seed {seed}: {mutated:?}: {said}");
            }
        }
    }
    assert!(read > count / 20 && refused > count / 20, "{read} read, {refused} refused: nothing is tried");
}

/// How often a text holds another, as it is or encoded: a piece that was doubled is a password in one place and a name in the other. A
/// backslash is no part of a value of libpq's strings.
fn occurrences(text: &str, piece: &str) -> usize {
    let (text, plain) = (text.replace('\\', ""), piece.replace('\\', ""));
    let forms = [plain, encoded(piece, "", false), encoded(piece, "", true), encoded(piece, "-._~", false)];
    forms.iter().map(|form| text.matches(form.as_str()).count()).max().unwrap_or_default()
}

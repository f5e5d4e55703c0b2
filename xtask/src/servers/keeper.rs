//! The keeper: the process that starts the servers and stops them when the pipe to it closes.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use super::authority::Authority;
use super::wanted::{self, Wanted};
use super::{installation, mysql, pgbouncer, postgresql, process};
use crate::files;

/// Starts the servers of these variables, says what came of it on stdout, and stops them when stdin closes.
pub(crate) fn keep(variables: &[String]) -> Result<(), String> {
    let folder = std::env::temp_dir().join(format!("limbeck-servers-{}", std::process::id()));
    let ours = folder.clone();
    std::thread::spawn(move || when_the_pipe_closes(&ours));
    files::create(&folder)?;
    let wants = |server: &Wanted| variables.iter().any(|name| name == server.variable);
    let authority = if wants(&wanted::AUTHORITY) { authority(&folder) } else { None };
    let started = Started::default();
    std::thread::scope(|scope| {
        for server in wanted::ALL.into_iter().filter(wants).filter(|server| *server != wanted::AUTHORITY) {
            let folder = folder.join(
                server.variable.trim_start_matches("LIMBECK_TEST_").trim_end_matches("_URL").to_lowercase(),
            );
            let (started, authority) = (&started, authority.as_ref());
            scope.spawn(move || attend(server, folder, started, authority));
        }
        // Nobody else says that it is there: the pooler need not wait for it.
        if !wants(&wanted::POSTGRESQL) {
            started.say(std::env::var(wanted::POSTGRESQL.variable).ok());
        }
    });
    say(&["ready"]);
    loop {
        std::thread::park();
    }
}

/// Where PostgreSQL is, for the pooler before it, once that is known; `None` if there is none.
#[derive(Default)]
struct Started(OnceLock<Option<String>>);

impl Started {
    fn say(&self, url: Option<String>) {
        let _ = self.0.set(url);
    }

    fn wait(&self) -> Result<&str, String> {
        self.0.wait().as_deref().ok_or_else(|| "there is no PostgreSQL for it".to_owned())
    }
}

/// Makes the authority that signs the servers' certificates, and says so; without one they have no TLS.
fn authority(folder: &Path) -> Option<Authority> {
    let made = Authority::new(folder.join("authority"));
    let variable = wanted::AUTHORITY.variable;
    match &made {
        Ok(authority) => say(&["url", variable, &authority.file().display().to_string()]),
        Err(why) => say(&["absent", variable, why]),
    }
    made.ok()
}

/// Starts one server.
fn attend(server: Wanted, folder: PathBuf, postgresql: &Started, authority: Option<&Authority>) {
    let begun = Instant::now();
    let started = match server {
        wanted::POSTGRESQL => {
            let started = postgresql::fifteen(folder, authority);
            postgresql.say(started.as_ref().ok().map(|ready| ready.url.clone()));
            started
        }
        wanted::PGBOUNCER => postgresql.wait().and_then(|url| pgbouncer::before(url, folder)),
        wanted::POSTGRESQL_18 => postgresql::eighteen(folder, authority),
        wanted::MARIADB => mysql::mariadb(folder, authority),
        _ => mysql::mysql(folder, authority),
    };
    match started {
        Ok(ready) => {
            let seconds = begun.elapsed().as_secs_f64();
            say(&["note", &format!("{} after {seconds:.1} s, from {}", ready.name, ready.origin)]);
            say(&["url", server.variable, &ready.url]);
        }
        Err(why) => say(&["absent", server.variable, &why]),
    }
}

/// Says one line; whoever listened may be gone, which the pipe tells as well.
fn say(words: &[&str]) {
    let words: Vec<String> =
        words.iter().map(|word| word.replace('\t', " ").replace('\n', "\u{1b}")).collect();
    let mut output = std::io::stdout().lock();
    let _ = writeln!(output, "{}", words.join("\t")).and_then(|()| output.flush());
}

fn when_the_pipe_closes(folder: &Path) {
    let mut byte = [0];
    while matches!(std::io::stdin().read(&mut byte), Ok(1)) {}
    for gone in process::end_all() {
        say(&["note", &gone]);
    }
    let _ = std::fs::remove_dir_all(folder);
    installation::forget_the_unfinished();
    #[expect(clippy::exit, reason = "the other threads wait for servers that are gone")]
    std::process::exit(0);
}

//! `doctor`: whether a set-up works, one line per check, with the fix.

use limbeck_database::{Applied, Connection, LockProof, may_create_tables, prove_lock};
use limbeck_models::Model;
use limbeck_url::Driver;

use super::session::{Access, is_missing_file, open};
use crate::autogenerate::{End, dump_schema};
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::on_own_thread;
use crate::source::Source;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingState {
    /// All is well.
    Ok,
    /// It is not.
    Failed,
    /// It could not be looked at, or there is nothing to look at.
    Skipped,
}

impl FindingState {
    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// One check of a set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub name: &'static str,
    /// How it came out.
    pub state: FindingState,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub fix: Option<String>,
}

/// Looks at a set-up: configuration, models, revisions, URL, server, lock, state tables. Nothing is changed, and no failure ends it.
#[must_use]
pub fn doctor(config: &Config, source: &Source, metadata: Option<&Model>) -> Vec<Finding> {
    let url = url(config);
    let has_url = url.state == FindingState::Ok;
    let mut findings =
        vec![configuration(config), models(config, source, metadata, has_url), revisions(source), url];
    if has_url {
        let database = on_own_thread(|| Ok(database(config, source)));
        findings.extend(database.unwrap_or_else(|error| vec![failed("server", &error)]));
    } else {
        // One cause is one failure.
        findings.extend(OF_DATABASE.map(|name| skipped(name, "there is no URL to open")));
    }
    findings
}

/// What [`doctor`] says when the configuration cannot be read: that, and that nothing else could be looked at.
#[must_use]
pub fn doctor_without_configuration(error: &Error) -> Vec<Finding> {
    let others = ["models", "revisions", "url"].into_iter().chain(OF_DATABASE);
    let unseen = others.map(|name| skipped(name, "the configuration is not understood"));
    std::iter::once(failed("configuration", error)).chain(unseen).collect()
}

/// The checks that need the database.
const OF_DATABASE: [&str; 4] = ["server", "writable", "lock", "state"];

fn ok(name: &'static str, message: impl Into<String>) -> Finding {
    Finding { name, state: FindingState::Ok, message: message.into(), fix: None }
}

fn skipped(name: &'static str, message: impl Into<String>) -> Finding {
    Finding { name, state: FindingState::Skipped, message: message.into(), fix: None }
}

fn failed(name: &'static str, error: &Error) -> Finding {
    let place = error
        .location()
        .map(|place| format!("{}:{}: ", place.file.display(), place.line))
        .unwrap_or_default();
    Finding {
        name,
        state: FindingState::Failed,
        message: format!("{place}{}", error.message()),
        fix: error.all_hints().first().map(|hint| (*hint).to_owned()),
    }
}

fn configuration(config: &Config) -> Finding {
    match &config.file {
        Some(file) => ok("configuration", format!("{} is understood", file.display())),
        None => skipped("configuration", "there is no limbeck.toml, so the defaults hold"),
    }
}

fn models(config: &Config, source: &Source, metadata: Option<&Model>, has_url: bool) -> Finding {
    let name = "models";
    if config.models.is_empty() && metadata.is_none() {
        return skipped(name, "no models are configured, so revisions are written by hand");
    }
    match dump_schema(config, source, &End::Models, &[], metadata) {
        Ok(catalog) => {
            let tables = count_tables(&catalog);
            ok(name, format!("{tables} {} in the metadata", if tables == 1 { "table" } else { "tables" }))
        }
        Err(error) if error.kind() == ErrorKind::Url && !has_url => {
            skipped(name, "without a URL nothing says for which database they are read")
        }
        Err(error) => failed(name, &error),
    }
}

/// The tables of a printed catalog.
fn count_tables(catalog: &str) -> usize {
    match limbeck_models::read_json(catalog) {
        Ok(limbeck_models::JsonCatalog::Portable(model)) => model.tables.len(),
        Ok(limbeck_models::JsonCatalog::Dialect(catalog)) => catalog.tables.len(),
        Err(_) => 0,
    }
}

fn revisions(source: &Source) -> Finding {
    let name = "revisions";
    let graph = match source.graph() {
        Ok(graph) => graph,
        Err(error) => return failed(name, &error),
    };
    // Bodies, too: a broken one would be found in the middle of a deployment.
    for id in graph.ids() {
        if let Err(error) = graph.file(id) {
            return failed(name, &error.into());
        }
    }
    let count = graph.len();
    match graph.heads().as_slice() {
        [] => skipped(name, "there is no revision yet"),
        [head] => ok(name, format!("{count} readable, one head: {head}")),
        heads => Finding {
            name,
            state: FindingState::Failed,
            message: format!(
                "{count} readable, but {} heads: {}",
                heads.len(),
                heads.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
            ),
            fix: Some("`limbeck merge heads` makes one of them".to_owned()),
        },
    }
}

fn url(config: &Config) -> Finding {
    let name = "url";
    match config.database_to_open() {
        Err(error) => failed(name, &error),
        Ok(resolved) => {
            let url = &resolved.url;
            // For the application: its own driver if the URL names it, else sqlx; for others there is `limbeck url --for`.
            let driver = url.driver().unwrap_or(Driver::Sqlx);
            let application = match url.for_driver_masked(driver) {
                Ok(text) => format!("; {driver}: {text}"),
                Err(error) => format!("; {error}"),
            };
            ok(name, format!("{} from {}{application}", url.canonical(), resolved.origin))
        }
    }
}

fn database(config: &Config, source: &Source) -> Vec<Finding> {
    // Opened as an upgrade opens it, so that what forbids writing shows; nothing is written.
    let (mut connection, _) = match open(config, Access::Write) {
        Ok(opened) => opened,
        Err(error) => {
            let server = if is_missing_file(&error) {
                skipped("server", "the SQLite file does not exist yet; `limbeck upgrade` creates it")
            } else {
                failed("server", &error)
            };
            let unseen = OF_DATABASE.map(|name| skipped(name, "the database was not opened"));
            return std::iter::once(server).chain(unseen.into_iter().skip(1)).collect();
        }
    };
    let server = connection.server().clone();
    let writable = writable(connection.as_mut()).unwrap_or_else(|error| failed("writable", &error));
    let lock = lock(config, connection.as_mut()).unwrap_or_else(|error| failed("lock", &error));
    let state = match state(config, source, connection.as_mut()) {
        Ok(finding) => finding,
        Err(error) => failed("state", &error),
    };
    vec![ok("server", format!("{} {}", server.dialect, server.version_text)), writable, lock, state]
}

fn writable(connection: &mut dyn Connection) -> Result<Finding> {
    let name = "writable";
    let no = |message: String, fix: &str| Finding {
        name,
        state: FindingState::Failed,
        message,
        fix: Some(fix.to_owned()),
    };
    if let Some(reason) = &connection.server().read_only {
        let fix = "use the URL of the primary, with a user that may write";
        return Ok(no(format!("nothing can be written: {reason}"), fix));
    }
    Ok(match may_create_tables(connection)? {
        Some(false) => no(
            "this user may not create tables here".to_owned(),
            "grant it CREATE on the schema or database, or give migrations a user of their own: `direct_url`, or LIMBECK_DATABASE_URL",
        ),
        Some(true) | None => ok(name, "nothing forbids writing"),
    })
}

fn lock(config: &Config, connection: &mut dyn Connection) -> Result<Finding> {
    let name = "lock";
    if !connection.server().capabilities.run_lock {
        return Ok(ok(name, "no lock is needed: every revision looks again at what is applied"));
    }
    Ok(match prove_lock(connection, &config.state, &config.namespace)? {
        LockProof::Real => ok(name, "the server keeps runners apart"),
        LockProof::Unknown(why) => skipped(name, format!("it could not be tried: {why}")),
        LockProof::NotReal(why) => {
            let (what, way_out) = why.split_once("; ").unwrap_or((&why, ""));
            Finding {
                name,
                state: FindingState::Failed,
                message: format!("the lock of a run keeps nobody out here: {what}"),
                fix: Some(way_out.to_owned()).filter(|text| !text.is_empty()),
            }
        }
    })
}

fn state(config: &Config, source: &Source, connection: &mut dyn Connection) -> Result<Finding> {
    let applied = Applied::read(connection, &config.state, &config.namespace)?;
    if !applied.initialized {
        return Ok(skipped("state", "nothing was ever applied to this database"));
    }
    if let Some(open) = applied.unfinished().first() {
        return Ok(Finding {
            name: "state",
            state: FindingState::Failed,
            message: format!("the {} of revision {} is half done", open.direction, open.revision),
            fix: Some(format!("`limbeck {}` goes on with it, `limbeck repair` settles it", open.direction)),
        });
    }
    let pending = source.graph().map(|graph| graph.pending(&applied.set()).len()).unwrap_or_default();
    Ok(ok("state", format!("{} applied, {pending} pending", applied.rows.len())))
}

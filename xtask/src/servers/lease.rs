//! The side of those who use the servers: it starts the keeper, learns the URLs, and lets go.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use super::wanted::{self, Wanted};
use crate::{files, shell};

/// Where a test that did not run adds a line: the variable that was missing, a tab, its name.
const NOT_RUN: &str = "LIMBECK_TEST_NOT_RUN";

/// The servers of a test run. They are stopped when this is dropped, and when this process ends in any other way.
pub(crate) struct Servers {
    keeper: Option<Keeper>,
    urls: Vec<(Wanted, String)>,
    absent: Vec<(Wanted, String)>,
    not_run: PathBuf,
}

struct Keeper {
    process: Child,
    // Closed by being dropped: that is what the keeper waits for.
    pipe: Option<ChildStdin>,
    said: BufReader<ChildStdout>,
}

impl Servers {
    /// Takes the servers whose variables are set, and none else.
    pub(crate) fn given() -> Self {
        let mut servers = Self::new();
        for server in wanted::ALL {
            match url_of(server) {
                Some(url) => servers.urls.push((server, url)),
                None => servers.absent.push((server, format!("{} is not set", server.variable))),
            }
        }
        servers
    }

    /// Takes the servers whose variables are set, starts the others, and fails if one that is required cannot be had.
    pub(crate) fn start() -> Result<Self, String> {
        let begun = Instant::now();
        let mut servers = Self::new();
        for server in wanted::ALL {
            if let Some(url) = url_of(server) {
                eprintln!("servers: {}: {} is set", server.title, server.variable);
                servers.urls.push((server, url));
            }
        }
        let missing = servers.missing();
        if !missing.is_empty() {
            servers.keeper = Some(Keeper::start(&missing)?);
            servers.listen()?;
        }
        // They come in the order in which they were done.
        servers.absent.sort_by_key(|(server, _)| server.place());
        servers.urls.sort_by_key(|(server, _)| server.place());
        for (server, why) in servers.absent.iter().filter(|(server, _)| !server.required) {
            let (title, way_out) = (server.title, server.way_out);
            eprintln!("servers: {title} cannot be had (needed: {way_out}), its tests will not run: {why}");
        }
        let required = servers.absent.iter().filter(|(server, _)| server.required);
        let faults: Vec<_> = required.map(|(server, why)| explain(*server, why)).collect();
        if !faults.is_empty() {
            return Err(faults.join("\n\n"));
        }
        eprintln!("servers: ready after {:.1} s", begun.elapsed().as_secs_f64());
        Ok(servers)
    }

    /// What is to be started. One authority is for all servers: where none is given, it is started with them; where all are given, it may be
    /// given with them; otherwise there is none.
    fn missing(&mut self) -> Vec<Wanted> {
        let given: Vec<_> = self.urls.iter().map(|(server, _)| *server).collect();
        let mut missing: Vec<_> = wanted::ALL.into_iter().filter(|server| !given.contains(server)).collect();
        let servers = wanted::WITH_TLS.iter().filter(|server| given.contains(server)).count();
        if servers == wanted::WITH_TLS.len() && given.contains(&wanted::AUTHORITY) {
            return missing;
        }
        self.urls.retain(|(server, _)| *server != wanted::AUTHORITY);
        missing.retain(|server| *server != wanted::AUTHORITY);
        if servers == 0 {
            missing.push(wanted::AUTHORITY);
        } else {
            let why = "servers are given that have not the certificate of those that are started".to_owned();
            self.absent.push((wanted::AUTHORITY, why));
        }
        missing
    }

    fn new() -> Self {
        let not_run = shell::target().join("servers").join(format!("not-run-{}", std::process::id()));
        Self { keeper: None, urls: Vec::new(), absent: Vec::new(), not_run }
    }

    /// Hears the keeper out, until all servers are there or known not to come.
    fn listen(&mut self) -> Result<(), String> {
        let Some(keeper) = &mut self.keeper else { return Ok(()) };
        while let Some(words) = keeper.hear() {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let server = |variable: &str| wanted::ALL.into_iter().find(|server| server.variable == variable);
            match words.as_slice() {
                ["ready"] => return Ok(()),
                ["note", text] => eprintln!("servers: {text}"),
                ["url", variable, url] => {
                    self.urls.extend(server(variable).map(|server| (server, (*url).to_owned())))
                }
                ["absent", variable, why] => {
                    self.absent.extend(server(variable).map(|server| (server, (*why).to_owned())))
                }
                _ => {
                    return Err(format!(
                        "the keeper of the servers said something unknown: {}",
                        words.join(" ")
                    ));
                }
            }
        }
        Err("the keeper of the servers ended before they were there".to_owned())
    }

    /// Tells a command where the servers are, and where to say what did not run.
    pub(crate) fn tell(&self, command: &mut Command) -> Result<(), String> {
        // What one command has not run still counts when the next one is told.
        if !self.not_run.exists() {
            files::write(&self.not_run, "")?;
        }
        command.env(NOT_RUN, &self.not_run);
        for server in wanted::ALL {
            command.env_remove(server.variable);
        }
        for (server, url) in &self.urls {
            command.env(server.variable, url);
        }
        // The clients of a server that was fetched serve the tests too; those of the system come first.
        let mut path: Vec<_> = std::env::var_os("PATH").iter().flat_map(std::env::split_paths).collect();
        path.push(shell::target().join("servers").join("bin"));
        if let Ok(path) = std::env::join_paths(path) {
            command.env("PATH", path);
        }
        Ok(())
    }

    /// Says which tests did not run, and why.
    pub(crate) fn report(&self) {
        let lines = files::read(&self.not_run).unwrap_or_default();
        for (server, why) in &self.absent {
            let tests = lines.lines().filter(|line| line.split('\t').next() == Some(server.variable)).count();
            let tests = match tests {
                0 => "the tests".to_owned(),
                1 => "1 test".to_owned(),
                more => format!("{more} tests"),
            };
            eprintln!("not run: {tests} on {}: {}", server.title, short(why));
        }
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        // It may never have been written.
        let _ = std::fs::remove_file(&self.not_run);
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.pipe.take());
            while let Some(words) = keeper.hear() {
                if let [kind, text] = words.as_slice()
                    && kind == "note"
                {
                    eprintln!("servers: {text}");
                }
            }
            let _ = keeper.process.wait();
        }
    }
}

impl Keeper {
    fn start(missing: &[Wanted]) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("the keeper of the servers cannot be started: {error}");
        let mut command = Command::new(std::env::current_exe().map_err(failed)?);
        command.arg("keep-servers").args(missing.iter().map(|server| server.variable));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Ctrl-C goes to the whole group of the terminal: the keeper must outlive it, to stop the servers.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = command.spawn().map_err(failed)?;
        let pipe = process.stdin.take();
        let said = process.stdout.take().ok_or("the keeper of the servers has no output")?;
        Ok(Self { process, pipe, said: BufReader::new(said) })
    }

    /// The next thing the keeper says; nothing when it has ended.
    fn hear(&mut self) -> Option<Vec<String>> {
        let mut line = String::new();
        let length = self.said.read_line(&mut line).ok()?;
        // One line each: `keeper::say` writes line breaks as an escape.
        let words =
            line.trim_end_matches('\n').split('\t').map(|word| word.replace('\u{1b}', "\n")).collect();
        (length > 0).then_some(words)
    }
}

fn url_of(server: Wanted) -> Option<String> {
    std::env::var(server.variable).ok().filter(|url| !url.is_empty())
}

/// A reason in one line: what failed, and the last thing it said. The whole has been shown when it happened.
fn short(why: &str) -> String {
    let mut lines = why.lines().map(str::trim);
    let first = lines.next().unwrap_or_default().trim_end_matches("; it said:");
    lines.next_back().map_or_else(|| first.to_owned(), |last| format!("{first}: {last}"))
}

fn explain(server: Wanted, why: &str) -> String {
    format!(
        "{} is needed for the tests and cannot be had: {why}\n\
         One of these helps:\n\
         - install it: {}\n\
         - set {} to the URL of a server on which databases may be created and dropped\n\
         - add `--without-servers`: the tests that need a server do not run, and say so",
        server.title, server.way_out, server.variable
    )
}

/// Starts the servers, prints what a shell needs to know, and waits until it is interrupted.
pub(crate) fn serve() -> Result<(), String> {
    let mut servers = Servers::start()?;
    let mut text = String::new();
    for (server, url) in &servers.urls {
        text.push_str(&format!("export {}='{url}'\n", server.variable));
    }
    let failed = |error: std::io::Error| format!("the variables cannot be printed: {error}");
    std::io::stdout().write_all(text.as_bytes()).map_err(failed)?;
    eprintln!("servers: Ctrl-C stops them");
    match &mut servers.keeper {
        // It says nothing more, unless it ends.
        Some(keeper) => {
            while keeper.hear().is_some() {}
            Err("the keeper of the servers has ended, and they with it".to_owned())
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_reason_in_one_line() {
        assert_eq!(short("no mirror"), "no mirror");
        assert_eq!(
            short("apt-get failed; it said:\n    Reading\n    E: no package"),
            "apt-get failed: E: no package"
        );
    }
}

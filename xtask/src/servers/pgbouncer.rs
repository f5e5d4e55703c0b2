//! PgBouncer in front of PostgreSQL, in the mode that changes sessions: where a lock of a session keeps nobody out.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::apt::{self, Suite};
use super::installation::{cached, folders_with, joined, library_folders};
use super::process::Ending;
use super::ready::Ready;
use super::run::{self, Run};
use crate::files;

/// Starts one in front of the server of a URL such as the tests have: a user, an address, a port.
pub(super) fn before(postgresql: &str, folder: PathBuf) -> Result<Ready, String> {
    let unclear = || format!("the URL of PostgreSQL is not one that PgBouncer is told of here: {postgresql}");
    let rest = postgresql.split_once("://").ok_or_else(unclear)?.1;
    let (user, server) = rest.split('/').next().and_then(|rest| rest.split_once('@')).ok_or_else(unclear)?;
    let (host, port) = server.rsplit_once(':').ok_or_else(unclear)?;
    let user = user.split(':').next().unwrap_or_default();

    let (program, libraries) = match folders_with("pgbouncer", &[PathBuf::from("/usr/sbin")]).first() {
        Some(folder) => (folder.join("pgbouncer"), Vec::new()),
        None => {
            let fill = |into: &Path| apt::unpack(Suite::Own, &["pgbouncer"], into, Duration::from_secs(300));
            let prefix = cached("pgbouncer", fill)?;
            (prefix.join("usr/sbin/pgbouncer"), library_folders(&prefix))
        }
    };
    let run = Run::new(folder, &["postgres", "nobody"])?;
    let program = run.readable(&program)?;
    let file = run.folder.join("pgbouncer.ini");
    let command = |own: u16| {
        let settings = format!(
            "[databases]\n* = host={host} port={port} user={user}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {own}\n\
             unix_socket_dir =\nauth_type = any\npool_mode = transaction\nmax_client_conn = 200\ndefault_pool_size = 20\n"
        );
        // A file that cannot be written is told of by the program that cannot read it.
        let _ = files::write(&file, &settings);
        let mut command = Command::new(&program);
        command.arg(&file);
        if !libraries.is_empty() {
            command.env("LD_LIBRARY_PATH", joined(&libraries));
        }
        command
    };
    let answers = |own: u16| std::net::TcpStream::connect(("127.0.0.1", own)).is_ok();
    let own = run::start("PgBouncer", &run, Ending::Kill, command, answers)?;
    Ok(Ready {
        name: "PgBouncer".to_owned(),
        url: format!("postgresql://{user}@127.0.0.1:{own}/postgres"),
        origin: program.display().to_string(),
    })
}

//! The servers that the tests run on: found on this machine or fetched into `target/servers`, started on free ports in a temporary folder, and
//! stopped on every path.
//!
//! Two processes share the work. The one that runs the tests (`lease`) starts a *keeper* (`keeper`), in a process group of its own, and holds a
//! pipe to it. The keeper starts the servers and says what came of it; when the pipe closes it stops them. A pipe closes when its holder
//! ends, however it ends: done, failed, panicked, interrupted, killed. So no signal needs to be handled.
//!
//! Nothing is installed into the system. What is missing is unpacked into a folder by the system's own package manager, which needs no rights.

mod lease;
mod wanted;

#[cfg(unix)]
mod apt;
#[cfg(unix)]
mod authority;
#[cfg(unix)]
mod installation;
#[cfg(unix)]
mod keeper;
#[cfg(unix)]
mod mysql;
#[cfg(unix)]
mod npm;
#[cfg(unix)]
mod pgbouncer;
#[cfg(unix)]
mod postgresql;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod ready;
#[cfg(unix)]
mod run;

pub(crate) use lease::{Servers, serve};

/// The keeper's side; `main` calls it in the process that `Servers::start` makes.
#[cfg(unix)]
pub(crate) use keeper::keep;
#[cfg(not(unix))]
pub(crate) fn keep(_: &[String]) -> Result<(), String> {
    Err("servers are started on Unix alone; set the LIMBECK_TEST_..._URL variables".to_owned())
}

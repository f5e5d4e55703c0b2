//! `ensure-version`: the state tables, and nothing else.

use limbeck_database::{ensure_state, state_exists};

use super::session::{Access, open_for};
use crate::config::Config;
use crate::error::Result;
use crate::run::{Control, Running, on_own_thread, spawn};

/// Creates the state tables (and an SQLite file) if they are not there; whether it had to.
///
/// # Errors
///
/// When the database cannot be opened or written.
pub fn ensure_version(config: &Config) -> Result<bool> {
    on_own_thread(|| run(config, &Control::default()))
}

/// [`ensure_version`] as a future for any runtime.
pub fn ensure_version_async(config: &Config) -> Running<bool> {
    let (config, control) = (config.clone(), Control::default());
    let inside = control.clone();
    spawn(&control, move || run(&config, &inside))
}

fn run(config: &Config, control: &Control) -> Result<bool> {
    let (mut connection, _, _cancellable) = open_for(config, Access::Create, control)?;
    if state_exists(connection.as_mut(), &config.state)? {
        return Ok(false);
    }
    ensure_state(connection.as_mut(), &config.state)?;
    Ok(true)
}

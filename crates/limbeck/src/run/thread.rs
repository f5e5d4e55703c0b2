//! The thread of the engine.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::Builder;

use crate::error::{Error, ErrorKind, Result};

/// The name of the thread, as debuggers and `ps` show it.
const NAME: &str = "limbeck-engine";

/// Runs `work` on a thread of its own and waits for it.
///
/// Some drivers block on a runtime of their own and panic on a thread that drives one already; no check can tell. On a thread of our own
/// they never are. A panic becomes an error: a migration that fails must not take the application with it.
pub(crate) fn on_own_thread<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let thread = Builder::new().name(NAME.to_owned()).spawn_scoped(scope, || guarded(work));
        match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| Err(panicked(panic.as_ref()))),
            Err(error) => Err(no_thread(error)),
        }
    })
}

/// Begins `work` on a thread of its own.
pub(super) fn begin(work: impl FnOnce() + Send + 'static) -> Result<()> {
    Builder::new().name(NAME.to_owned()).spawn(work).map(drop).map_err(no_thread)
}

pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    // What `work` has touched is its own, and is dropped with it.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(panicked(panic.as_ref())))
}

fn panicked(panic: &(dyn Any + Send)) -> Error {
    let words = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    Error::new(ErrorKind::Internal, format!("limbeck itself failed: {words}"))
        .with_hint("this is a fault of limbeck: please report it with the command and this message")
}

fn no_thread(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Internal, format!("cannot start the thread of the engine: {error}"))
        .with_source(error)
}

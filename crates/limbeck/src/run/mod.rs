//! Where the engine runs: on a thread of its own, whoever calls.

mod control;
mod future;
mod thread;

pub use control::Control;
pub use future::Running;

pub(crate) use future::spawn;
pub(crate) use thread::on_own_thread;

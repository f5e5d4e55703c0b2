//! Ctrl-C: the first ends the run between two statements, the second at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::output::{Output, write};
use super::progress::Progress;
use crate::run::Control;

static RUNNING: OnceLock<Mutex<Control>> = OnceLock::new();
static ASKED: AtomicBool = AtomicBool::new(false);

/// A control whose events are shown, and that Ctrl-C (and SIGTERM) cancels.
#[must_use]
pub fn control(output: &Output) -> Control {
    let progress = Progress::new(output);
    let control = Control::new().on_event(move |event| progress.tell(event));
    let cell = RUNNING.get_or_init(|| {
        // Without a handler Ctrl-C ends the process at once; the database copes with that, too.
        let _ = ctrlc::set_handler(interrupted);
        Mutex::new(control.clone())
    });
    *cell.lock().unwrap_or_else(PoisonError::into_inner) = control.clone();
    control
}

#[expect(clippy::exit, reason = "the second Ctrl-C asks for exactly this")]
fn interrupted() {
    if ASKED.swap(true, Ordering::SeqCst) {
        std::process::exit(130);
    }
    write(
        &mut anstream::stderr(),
        format_args!(
            "\nstopping: the running statement is cancelled, what is committed is recorded (again: at once)\n"
        ),
    );
    if let Some(control) = RUNNING.get() {
        control.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }
}

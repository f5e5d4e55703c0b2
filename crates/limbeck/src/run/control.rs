//! What a caller hears from an engine, and says to it, while it works.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use limbeck_database::{Cancel, Event};

type Listener = Arc<dyn Fn(&Event) + Send + Sync>;

/// A handle on a run: its events, and how to end it. Clones speak of the same run.
#[derive(Clone, Default)]
pub struct Control {
    stop: Arc<AtomicBool>,
    canceller: Arc<Mutex<Option<Box<dyn Cancel>>>>,
    listener: Option<Listener>,
}

impl Control {
    /// A handle that nobody listens to.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls `listener` for everything that happens, on the thread of the engine.
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.listener = Some(Arc::new(listener));
        self
    }

    /// Asks the engine to stop before its next statement. The running one ends and is recorded.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    /// [`Control::stop`], and the running statement is cancelled on the server.
    pub fn cancel(&self) {
        self.stop();
        let canceller = self.canceller.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(canceller) = canceller.as_ref() {
            canceller.cancel();
        }
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    pub(crate) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    pub(crate) fn tell(&self, event: &Event) {
        if let Some(listener) = &self.listener {
            listener(event);
        }
    }

    pub(crate) fn set_canceller(&self, canceller: Option<Box<dyn Cancel>>) {
        *self.canceller.lock().unwrap_or_else(PoisonError::into_inner) = canceller;
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control").field("stopped", &self.is_stopped()).finish_non_exhaustive()
    }
}

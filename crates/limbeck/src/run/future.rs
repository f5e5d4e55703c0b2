//! A run as a future: a thread and a waker, no runtime.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use super::control::Control;
use super::thread::{begin, guarded};
use crate::error::{Error, ErrorKind, Result};

/// A command that runs on a thread of its own; any runtime can await it.
///
/// It runs whether it is polled or not. Dropping it asks the engine to stop before its next statement: the running one ends and is
/// recorded, the lock is released. [`Running::control`] can cancel on the server, too.
#[must_use = "dropping it asks the engine to stop"]
#[derive(Debug)]
pub struct Running<T> {
    shared: Arc<Mutex<Shared<T>>>,
    control: Control,
}

#[derive(Debug)]
struct Shared<T> {
    outcome: Option<Result<T>>,
    waker: Option<Waker>,
    taken: bool,
}

impl<T> Running<T> {
    /// The handle of the run.
    #[must_use]
    pub fn control(&self) -> Control {
        self.control.clone()
    }
}

impl<T> Future for Running<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        match shared.outcome.take() {
            Some(outcome) => {
                shared.taken = true;
                Poll::Ready(outcome)
            }
            None if shared.taken => Poll::Ready(Err(Error::new(
                ErrorKind::Internal,
                "the result of this command has been taken before",
            ))),
            None => {
                shared.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Running<T> {
    fn drop(&mut self) {
        self.control.stop();
    }
}

/// Begins `work` on a thread of its own.
pub(crate) fn spawn<T: Send + 'static>(
    control: &Control,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Running<T> {
    let shared = Arc::new(Mutex::new(Shared { outcome: None, waker: None, taken: false }));
    let finish = |shared: &Mutex<Shared<T>>, outcome| {
        let waker = {
            let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.outcome = Some(outcome);
            shared.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    };
    let for_thread = Arc::clone(&shared);
    if let Err(error) = begin(move || finish(&for_thread, guarded(work))) {
        finish(&shared, Err(error));
    }
    Running { shared, control: control.clone() }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::task::Wake;
    use std::thread::Thread;

    use super::*;

    /// Enough of a runtime to await one future.
    fn block_on<T>(mut future: Running<T>) -> Result<T> {
        struct Unpark(Thread);
        impl Wake for Unpark {
            fn wake(self: Arc<Self>) {
                self.0.unpark();
            }
        }
        let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
        loop {
            match Pin::new(&mut future).poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(outcome) => return outcome,
                Poll::Pending => std::thread::park(),
            }
        }
    }

    #[test]
    fn a_result_arrives_late_or_early_and_a_panic_is_an_error() {
        let (send, receive) = mpsc::channel::<()>();
        let late = spawn(&Control::new(), move || {
            receive.recv().unwrap();
            Ok(std::thread::current().name().map(str::to_owned))
        });
        send.send(()).unwrap();
        assert_eq!(block_on(late).unwrap().as_deref(), Some("limbeck-engine"));
        let error =
            block_on(spawn(&Control::new(), || -> Result<()> { panic!("broken {}", 1) })).unwrap_err();
        assert!(error.message().contains("broken 1"), "{error}");
        assert_eq!(error.kind(), ErrorKind::Internal);
    }

    #[test]
    fn dropping_it_asks_the_engine_to_stop() {
        let control = Control::new();
        let seen = Arc::new(AtomicBool::new(false));
        let (send, receive) = mpsc::channel::<()>();
        let (inside, at_end) = (control.clone(), Arc::clone(&seen));
        let running = spawn(&control, move || {
            while !inside.is_stopped() {
                std::thread::yield_now();
            }
            at_end.store(true, Ordering::SeqCst);
            send.send(()).unwrap();
            Ok(())
        });
        drop(running);
        receive.recv().unwrap();
        assert!(seen.load(Ordering::SeqCst));
    }
}

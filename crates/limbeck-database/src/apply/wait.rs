//! Waiting for other runners, without missing that somebody asked to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A wait that grows a little longer each time, with jitter, so that many runners don't knock at the same moment.
pub(super) struct Wait {
    began: Instant,
    tries: u32,
    seed: u64,
}

impl Wait {
    /// The longest nap: whoever asks to stop does not wait longer than this.
    const LONGEST: Duration = Duration::from_millis(100);

    pub(super) fn new() -> Self {
        // Jitter only has to differ between runners: process and clock do.
        let clock = jiff::Timestamp::now().subsec_nanosecond().unsigned_abs();
        Self {
            began: Instant::now(),
            tries: 0,
            seed: u64::from(clock) << 20 | u64::from(std::process::id()) | 1,
        }
    }

    pub(super) fn waited(&self) -> Duration {
        self.began.elapsed()
    }

    pub(super) fn tries(&self) -> u32 {
        self.tries
    }

    /// Sleeps: 1, 2, 4 … milliseconds, never longer than [`Self::LONGEST`], each by chance down to the half of it.
    pub(super) fn nap(&mut self) {
        let full = Duration::from_millis(1 << self.tries.min(7)).min(Self::LONGEST);
        let part = self.part_of(full);
        std::thread::sleep(part);
    }

    /// Sleeps: 0.2, 0.4, 0.8 … seconds, each by chance down to the half of it; wakes up when somebody asks to stop.
    pub(super) fn back_off(&mut self, stop: &AtomicBool) {
        let full = Duration::from_millis(200 << self.tries.min(6));
        let end = Instant::now() + self.part_of(full);
        while !stop.load(Ordering::SeqCst) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(Self::LONGEST));
        }
    }

    fn part_of(&mut self, full: Duration) -> Duration {
        self.tries = self.tries.saturating_add(1);
        // xorshift
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        let percent = 50 + u32::try_from(self.seed % 51).unwrap_or(50);
        full * percent / 100
    }
}

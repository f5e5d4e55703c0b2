//! The same work on many things, in as many shares as the machine has processors.

use crate::error::Result;

/// Fewer than this are not worth a thread.
const SHARE: usize = 128;

/// What `work` makes of each, in their order; or the error of the first that has one.
pub(super) fn in_shares<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let share = things.len().div_ceil(threads).max(SHARE);
    if things.len() <= share {
        return things.iter().map(work).collect();
    }
    let work = &work;
    std::thread::scope(|scope| {
        let shares: Vec<_> = things
            .chunks(share)
            .map(|share| scope.spawn(move || share.iter().map(work).collect::<Result<Vec<R>>>()))
            .collect();
        let mut all = Vec::with_capacity(things.len());
        for share in shares {
            match share.join() {
                Ok(done) => all.append(&mut done?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(all)
    })
}

#[cfg(test)]
mod tests {
    use super::{SHARE, in_shares};
    use crate::error::{Error, ErrorKind};

    #[test]
    fn many_are_done_in_their_order_and_the_first_error_is_told_of() {
        let numbers: Vec<usize> = (0..SHARE * 5 + 1).collect();
        assert_eq!(
            in_shares(&numbers, |number| Ok(number + 1)).unwrap(),
            (1..SHARE * 5 + 2).collect::<Vec<_>>()
        );
        assert_eq!(in_shares(&numbers[..3], |number| Ok(*number)).unwrap(), [0, 1, 2]);
        let odd = |number: &usize| match number % 100 {
            7 => Err(Error::new(ErrorKind::Internal, number.to_string())),
            _ => Ok(()),
        };
        assert_eq!(in_shares(&numbers, odd).unwrap_err().to_string(), "7");
    }
}

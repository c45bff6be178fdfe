//! The same for each of many, on several threads, in their order.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many are taken at once: few enough that no thread waits long for the last.
const TAKEN: usize = 16;

/// What comes of each, in the order of the slice.
#[must_use]
pub fn map<T: Sync, R: Send>(all: &[T], threads: usize, of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if threads <= 1 || all.len() <= TAKEN {
        return all.iter().map(of).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let from = next.fetch_add(TAKEN, Ordering::Relaxed);
            let Some(some) = all.get(from..from.saturating_add(TAKEN).min(all.len())).filter(|some| !some.is_empty())
            else {
                return done;
            };
            done.push((from, some.iter().map(&of).collect::<Vec<R>>()));
        }
    };
    let mut parts: Vec<(usize, Vec<R>)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        own.into_iter()
            .chain(
                others.into_iter().flat_map(|other| other.join().unwrap_or_else(|why| std::panic::resume_unwind(why))),
            )
            .collect()
    });
    parts.sort_unstable_by_key(|(from, _)| *from);
    parts.into_iter().flat_map(|(_, some)| some).collect()
}

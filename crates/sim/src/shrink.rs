//! The smallest world of a seed that still fails.

use crate::{Failure, Fault, Trim, run_trimmed, wiring::Wiring};

/// Leaves out faults, and lets people do less, for as long as the same invariant breaks.
///
/// What comes back is the failure of the smallest world found, with what was left out; it is another course of events
/// than the first one, and the same every time.
pub fn shrink(failure: Box<Failure>, wiring: &dyn Wiring) -> Box<Failure> {
    let mut smallest = failure;
    let attempt = |trim: &Trim, than: &Failure| {
        let smaller = run_trimmed(than.seed, trim, wiring).err();
        smaller.filter(|smaller| smaller.broken.invariant == than.broken.invariant)
    };
    loop {
        let before = smallest.trim.clone();
        for at in 0..Fault::ALL.len() {
            let mut trim = smallest.trim.clone();
            if !trim.without.contains(&at) {
                trim.without.push(at);
                smallest = attempt(&trim, &smallest).unwrap_or(smallest);
            }
        }
        for acts in [2, 4, 8, 12, 16, 24, 32, 48, 64] {
            if smallest.trim.acts.is_some_and(|known| known <= acts) {
                break;
            }
            let trim = Trim { acts: Some(acts), ..smallest.trim.clone() };
            if let Some(smaller) = attempt(&trim, &smallest) {
                smallest = smaller;
                break;
            }
        }
        if smallest.trim == before {
            return smallest;
        }
    }
}

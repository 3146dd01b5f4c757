//! How long to wait after a failure.

/// The longest wait, in milliseconds.
pub const MAX_WAIT: u64 = 5 * 60_000;

/// The wait before the next try: doubling from 2 s to [`MAX_WAIT`], with the upper half drawn by
/// `dice` (0 to 65535), so that a thousand phones do not come back in the same moment.
pub fn wait(failures: u32, dice: u16) -> u64 {
    let full = (2_000_u64 << failures.saturating_sub(1).min(16)).min(MAX_WAIT);
    full / 2 + full / 2 * u64::from(dice) / 65_535
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_within_half_and_full() {
        assert_eq!((wait(1, 0), wait(1, u16::MAX)), (1_000, 2_000));
        assert_eq!((wait(3, 0), wait(3, u16::MAX)), (4_000, 8_000));
        assert_eq!(wait(99, u16::MAX), MAX_WAIT);
    }
}

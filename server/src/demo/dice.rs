//! Chance that repeats itself: the same seed throws the same numbers.

use uuid::Uuid;

/// SplitMix64.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `sides` − 1; 0 where there are no sides.
    pub fn below(&mut self, sides: usize) -> usize {
        (self.bits() % (sides.max(1) as u64)) as usize
    }

    /// An id of version 7, as it would have been made at a time in milliseconds since 1970.
    pub fn id(&mut self, at: u64) -> Uuid {
        let (high, low) = (self.bits().to_be_bytes(), self.bits().to_be_bytes());
        let mut random = [0; 10];
        random[..8].copy_from_slice(&high);
        random[8..].copy_from_slice(&low[..2]);
        uuid::Builder::from_unix_timestamp_millis(at, &random).into_uuid()
    }

    /// Takes up to `count` elements out of a list, in random order.
    pub fn draw<T: Copy>(&mut self, mut from: Vec<T>, count: usize) -> Vec<T> {
        (0..count.min(from.len())).map(|_| from.swap_remove(self.below(from.len()))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself_and_another_does_not() {
        let throw = |seed| (0..5).map(|_| Dice::new(seed).below(1_000)).collect::<Vec<_>>();
        assert_eq!(throw(1), throw(1));
        assert_ne!(Dice::new(1).bits(), Dice::new(2).bits());
    }

    #[test]
    fn ids_are_of_version_7_and_carry_their_time() {
        let id = Dice::new(1).id(1_780_000_000_000);
        assert_eq!((id.get_version_num(), (id.as_u128() >> 80) as u64), (7, 1_780_000_000_000));
    }
}

//! The only source of randomness: one seed, one stream of numbers, the same on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A seeded stream of numbers. Whole numbers, sums and products only, so that no platform rounds differently.
#[derive(Clone, Debug)]
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of `seed`; `purpose` separates streams that must not disturb each other.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(purpose);
        Self(generator)
    }

    /// A number from 0 to 1, exclusive.
    fn unit(&mut self) -> f64 {
        const STEPS: u64 = 1 << 53;
        (self.0.next_u64() % STEPS) as f64 / STEPS as f64
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number from `low` to `high`, inclusive, uniformly distributed.
    pub(crate) fn within(&mut self, low: u64, high: u64) -> u64 {
        low + self.0.next_u64() % (high.max(low) - low + 1)
    }

    /// A whole number from `low` to `high`, mostly near `low`: lengths of calls and visits.
    pub(crate) fn mostly_short(&mut self, low: u64, high: u64) -> u64 {
        let place = self.unit();
        low + ((high - low) as f64 * place * place * place) as u64
    }

    /// Returns how often something happens that happens `mean` times on average, at most 60 times.
    pub(crate) fn times(&mut self, mean: f64) -> u64 {
        const TRIES: u32 = 60;
        let hits = (0..TRIES).filter(|_| self.chance(mean / f64::from(TRIES))).count();
        hits as u64
    }

    /// One of several, uniformly distributed.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, several: &[&'a T]) -> &'a T {
        several[self.within(0, several.len() as u64 - 1) as usize]
    }

    /// This many random digits.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.within(0, 9) as u8)).collect()
    }
}

//! Numbers that are the same for the same seed, and ids made of numbers.
//! What is drawn is decided in the other files.

/// Random numbers (splitmix64).
pub(super) struct Random(u64);

impl Random {
    /// Returns the numbers of one record, the same whatever was drawn for others.
    pub(super) fn of(seed: u64, kind: u64, at: usize) -> Self {
        let mut start = Self(seed ^ (kind << 56) ^ at as u64);
        Self(start.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Returns a number of days from `least` on, below `end`.
    pub(super) fn days(&mut self, least: i64, end: i64) -> i64 {
        least + self.below((end - least).max(1) as usize) as i64
    }

    pub(super) fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// Returns the id of a number, no two alike for numbers below 2^40.
pub(super) fn id(prefix: &str, number: usize) -> String {
    const ODD: u64 = 0x9e_3779_b97f;
    let bits = (number as u64 + 1).wrapping_mul(ODD) & ((1 << 40) - 1);
    desk::records::Id::from_bits(prefix, bits)
        .as_str()
        .to_owned()
}

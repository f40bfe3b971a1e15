//! Choices that a seed decides: the same seed gives the same ones, in the same order.
//! What is chosen between is decided elsewhere.

use crate::records::Id;
use crate::records::SfdcId;

/// A row of numbers by the generator splitmix64.
pub(super) struct Chance(u64);

impl Chance {
    /// Returns the row that a seed begins.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns another row of the same seed; how much of one is taken says nothing of the other.
    pub(super) fn apart(&self) -> Self {
        Self(!self.0)
    }

    /// Returns a third row of the same seed, apart from both.
    pub(super) fn aside(&self) -> Self {
        Self(self.0.rotate_left(32) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number from 0 to below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }

    /// Returns an id with a kind's prefix.
    pub(super) fn id(&mut self, prefix: &str) -> Id {
        Id::from_bits(prefix, self.bits())
    }

    /// Returns a Salesforce id of 18 characters, of an object with a prefix of three.
    pub(super) fn sfdc_id(&mut self, prefix: &str) -> SfdcId {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let tail: String = (0..5)
            .map(|_| char::from(LETTERS[self.below(LETTERS.len() as u64) as usize]))
            .collect();
        SfdcId::of_fifteen(&format!("{prefix}4M00000{tail}")).expect("it has 15 letters and digits")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_row_of_its_generator() {
        // The first numbers of the reference implementation for seed 0.
        let mut chance = Chance::new(0);
        assert_eq!(chance.bits(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(chance.bits(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn salesforce_ids_are_whole() {
        let id = Chance::new(7).sfdc_id("006");
        assert_eq!(SfdcId::of_fifteen(&id.as_str()[..15]), Some(id));
    }
}

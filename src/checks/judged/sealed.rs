//! Bytes behind a digest of them, so that damaged ones are as good as none.

use twox_hash::XxHash3_64;

/// Bytes that the digest takes.
pub(super) const DIGEST: usize = 8;

/// Writes the digest of some bytes over the first of them, which were left for it.
pub(super) fn seal(bytes: &mut [u8]) {
    let (digest, rest) = bytes.split_at_mut(DIGEST);
    digest.copy_from_slice(&XxHash3_64::oneshot(rest).to_le_bytes());
}

/// Returns what stands behind the digest; `None` where that does not vouch for it.
pub(super) fn opened(bytes: &[u8]) -> Option<&[u8]> {
    let (digest, rest) = bytes.split_first_chunk()?;
    (XxHash3_64::oneshot(rest) == u64::from_le_bytes(*digest)).then_some(rest)
}

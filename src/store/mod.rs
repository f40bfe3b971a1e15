//! The disk and git: the only code that touches either.

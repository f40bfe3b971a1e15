//! What a record's text must be before it is read as data.

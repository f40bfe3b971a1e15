//! The questions asked of any lifecycle: what its states are and which may follow which.
//! The states of each kind of record live in `records`, with their exits.

/// A state of a lifecycle; a closed enum whose `next` is exhaustive, so a new state does not compile until its exits are said.
pub trait State: Copy + Eq + 'static {
    /// Every state, the start first.
    const ALL: &'static [Self];

    /// Returns the word used in records and on the command line, in kebab case.
    fn name(self) -> &'static str;

    /// Returns the states that may follow this one.
    fn next(self) -> &'static [Self];

    /// Returns whether `to` may follow a path of states; an empty path takes only the start.
    fn may_follow(path: &[Self], to: Self) -> bool {
        match path.last() {
            None => to == Self::ALL[0],
            Some(last) => last.next().contains(&to),
        }
    }
}

/// Returns the states that may follow a path, in the order of `ALL`.
pub fn exits<S: State>(path: &[S]) -> Vec<S> {
    S::ALL
        .iter()
        .copied()
        .filter(|to| S::may_follow(path, *to))
        .collect()
}

/// Returns the index of every state in a path that may not stand after those before it.
pub fn illegal_steps<S: State>(path: &[S]) -> Vec<usize> {
    (0..path.len())
        .filter(|at| !S::may_follow(&path[..*at], path[*at]))
        .collect()
}

/// Returns "open, triaged or doing" for a list of words; an empty list reads "nothing".
pub fn one_of(words: &[&str]) -> String {
    listed(words, "or")
}

/// Returns "sa, customer and sales" for a list of words; an empty list reads "nothing".
pub fn all_of(words: &[&str]) -> String {
    listed(words, "and")
}

fn listed(words: &[&str], conjunction: &str) -> String {
    match words {
        [] => "nothing".into(),
        [only] => (*only).into(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Door {
        Shut,
        Open,
        Bricked,
    }

    impl State for Door {
        const ALL: &'static [Self] = &[Self::Shut, Self::Open, Self::Bricked];

        fn name(self) -> &'static str {
            match self {
                Self::Shut => "shut",
                Self::Open => "open",
                Self::Bricked => "bricked",
            }
        }

        fn next(self) -> &'static [Self] {
            match self {
                Self::Shut => &[Self::Open, Self::Bricked],
                Self::Open => &[Self::Shut],
                Self::Bricked => &[],
            }
        }
    }

    #[test]
    fn a_path_begins_at_the_start_and_follows_the_exits() {
        use Door::{Bricked, Open, Shut};
        assert!(illegal_steps(&[Shut, Open, Shut, Bricked]).is_empty());
        assert_eq!(illegal_steps(&[Open, Shut]), [0]);
        assert_eq!(illegal_steps(&[Shut, Bricked, Open]), [2]);
        assert_eq!(exits::<Door>(&[]), [Shut]);
        assert_eq!(exits(&[Shut]), [Open, Bricked]);
    }

    #[test]
    fn words_read_as_a_list() {
        assert_eq!(one_of(&["a", "b", "c"]), "a, b or c");
        assert_eq!(all_of(&["a", "b"]), "a and b");
        assert_eq!(one_of(&["a"]), "a");
        assert_eq!(one_of(&[]), "nothing");
    }
}

//! Whom a text calls by name: people by their name and by their handle.

use std::collections::BTreeMap;

use super::relied::{On, relying};
use super::{One, Records};
use crate::records::{Person, person};

/// The handles of people, by what they are called.
pub(super) type People = BTreeMap<String, String>;

impl Records {
    /// Returns the person of a name or of a handle, whatever its case and spaces: a handle goes before a name, and of
    /// several with one name the first by handle.
    pub fn called(&self, name: &str) -> Option<One<'_, Person>> {
        let name = plain(name);
        On::Called(&name).note();
        // Whoever looks for one person does not rely on what the others are called.
        let people = self.people.get_or_init(|| relying(|| self.people()).0);
        self.get(&person::KIND, people.get(&name)?)
    }

    fn people(&self) -> People {
        let all: Vec<One<'_, Person>> = self.all(&person::KIND).collect();
        let mut people = People::new();
        for person in &all {
            let called = people.entry(plain(&person.name));
            called.or_insert_with(|| person.id().to_owned());
        }
        let handles = all.iter().map(|person| person.id());
        people.extend(handles.map(|handle| (plain(handle), handle.to_owned())));
        people
    }
}

/// Returns a name as it is compared: in lower case, with one space between words.
pub fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

//! The forms a request comes in: the templates, the items each must bring, and how items are typed.

mod item;
mod template;
mod words;

pub use item::{Item, Row, Takes};
pub use template::Template;
pub use words::{ContentSort, PartnerRegion, RfxKind, SmeArea, Subscription, Tells};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_and_items_read_back_from_their_words() {
        for (template, name, _) in Template::ALL {
            assert_eq!(Template::named(name), Some(*template));
            assert_eq!(serde_yaml::from_str::<Template>(name).ok(), Some(*template));
        }
        for row in Item::ALL {
            assert_eq!(Item::keyed(row.key), Some(row.item));
        }
    }

    #[test]
    fn no_two_items_have_one_key_or_one_flag() {
        for of in [|row: &Row| row.key, |row: &Row| row.flag] {
            let mut all: Vec<&str> = Item::ALL.iter().map(of).collect();
            all.sort_unstable();
            let count = all.len();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }

    #[test]
    fn what_a_template_cannot_do_without_is_among_what_it_asks_for() {
        for (template, name, _) in Template::ALL {
            assert!(!template.least().is_empty(), "{name}");
            for item in template.least() {
                assert!(template.required().contains(item), "{name}: {}", item.key());
            }
            for item in template.required() {
                assert!(template.asks(*item), "{name}: {}", item.key());
            }
        }
    }
}

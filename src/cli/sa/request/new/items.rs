//! One flag an item of the forms, made from the table of items.

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use crate::cli::completion;
use crate::records::request::Item;
use crate::records::request::form::{Row, Takes};

/// What the flags say of items, in the order of the form.
#[derive(Debug)]
pub(super) struct Items(pub(super) Vec<(Item, String)>);

impl Args for Items {
    fn augment_args(command: Command) -> Command {
        command.args(Item::ALL.iter().map(flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Items {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let said = |row: &Row| Some((row.item, matches.get_one::<String>(row.flag)?.clone()));
        Ok(Self(Item::ALL.iter().filter_map(said).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn flag(row: &Row) -> Arg {
    let arg = Arg::new(row.flag)
        .long(row.flag)
        .value_name(value_name(row.item))
        .help(format!("{}: {}", row.title, row.hint))
        .help_heading(heading(row.key));
    match row.item.takes() {
        Takes::Person => arg.add(clap_complete::ArgValueCompleter::new(completion::people)),
        _ => arg,
    }
}

fn value_name(item: Item) -> &'static str {
    match (item, item.takes()) {
        (_, Takes::Moment) => "TIME",
        (_, Takes::Day) => "DATE",
        (_, Takes::Person) => "HANDLE",
        (Item::Account, _) => "SLUG",
        (Item::Opportunity | Item::Follows, _) => "ID",
        (Item::CommandPlanLink | Item::SalesforceLink | Item::ProductGathered, _) => "URL",
        (Item::SecurityDocument, _) => "URL",
        (Item::MeetingDuration, _) => "MINUTES",
        _ => "TEXT",
    }
}

/// Returns under which heading of the help an item stands, by the group of its key.
fn heading(key: &str) -> &'static str {
    match key.split_once('.').map(|(group, _)| group) {
        Some("sme") => "For sme",
        Some("event") => "For event",
        Some("product") => "For product-support",
        Some("demo") => "For demo-workshop and demo-specific",
        Some("rfx") => "For rfx",
        Some("security") => "For security-assurance",
        Some("partner") => "For ecosystem, channel and alliance",
        Some("secondary") => "For secondary-sa",
        Some("ride_along") => "For ride-along",
        Some("strategic") => "For strategic-help",
        Some("content") => "For content",
        _ => "What it tells",
    }
}

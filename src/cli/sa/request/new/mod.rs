//! `sa request new`.

mod asking;
mod blank;
mod given;
mod items;
mod taking_in;

use clap::Args;

use crate::cli::sa::request::typed::Typist;
use crate::cli::{Context, Exit, Failure, Output, Writing};
use crate::store::read_given;

use asking::by_questions;
use given::Given;
use items::Items;
use taking_in::{in_editor, must_have, take_in};

/// Take a request in
///
/// From a form as it was pasted, from YAML, from flags, or by questions on a terminal. It may be taken in incomplete:
/// what is missing is named wherever the request is listed, and an SA can claim it once it is there.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa request new --from mail.md
  pbpaste | sa request new --from -
  sa request new --template follow-up --follows REQ-4T9K --customer \"Northwind Freight\" \\
      --dates \"2026-12-01 15:00 CET\" --asks \"send the sizing sheet\"
  sa request new --template sme --opportunity OPP-7H3J --area ci-cd --engagement \"a call\" \\
      --meeting-at \"2026-12-01 15:00\" --duration 60 --asks \"size the runners\"")]
pub(super) struct New {
    /// Template of the triage board
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(given::templates()))]
    template: Option<String>,
    /// Take it from a file: YAML, or Markdown of the board's form; `-` is standard input
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    /// Open it in your editor before it is taken in
    #[arg(long)]
    edit: bool,
    /// Take it in although something is missing
    #[arg(long)]
    incomplete: bool,
    /// Handle of who asks; the owner of the opportunity, or you, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    requester: Option<String>,
    /// Region whose triage board it stands on
    #[arg(long)]
    region: Option<String>,
    /// Mark it (can be repeated)
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(given::flags()))]
    flag: Vec<String>,
    #[command(flatten)]
    items: Items,
    #[command(flatten)]
    writing: Writing,
}

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[])?;
        let mut given = self.read(context)?;
        let (edit, incomplete, writing) = (
            self.edit,
            self.incomplete || self.from.is_some(),
            self.writing,
        );
        self.lay_over(&mut given);
        let me = scene.person(&desk.identity()?)?.id().to_owned();
        let typist = Typist {
            scene: &scene,
            me: &me,
            now: context.now,
        };
        given::complete(&mut given, &typist)?;
        let id = context.new_id("REQ", &scene.records)?;
        if edit {
            return in_editor(context, &desk, &given, &id, writing);
        }
        if context.may_ask() {
            return by_questions(context, &desk, &typist, given, &id, writing);
        }
        must_have(&given, &scene, &id, incomplete)?;
        take_in(context, &desk, &given, &id, writing)
    }

    fn read(&self, context: &Context) -> Result<Given, Failure> {
        let Some(name) = &self.from else {
            return Ok(Given::default());
        };
        let text = match name.as_str() {
            "-" => context.standard_input()?,
            path => {
                let bytes = read_given(&context.here().join(path))?;
                String::from_utf8(bytes).map_err(|_| {
                    Failure::new(
                        Exit::Refused,
                        format!("{path} is not text in UTF-8"),
                        "save it as UTF-8",
                    )
                })?
            }
        };
        match given::is_yaml(name, &text) {
            true => given::from_yaml(name, &text),
            false => Ok(given::from_form(&text)),
        }
    }

    /// Flags count more than what a file says.
    fn lay_over(self, given: &mut Given) {
        let named = [
            ("template", self.template),
            ("requester", self.requester),
            ("region", self.region),
        ];
        for (key, text) in named {
            text.into_iter().for_each(|text| given.set(key, text));
        }
        for (item, text) in self.items.0 {
            given.set(item.key(), text);
        }
        if !self.flag.is_empty() {
            let mut flags: Vec<String> = given
                .get("flags")
                .map(|flags| flags.split(',').map(str::to_owned).collect())
                .unwrap_or_default();
            flags.extend(self.flag);
            flags.dedup();
            given.set("flags", flags.join(","));
        }
    }
}

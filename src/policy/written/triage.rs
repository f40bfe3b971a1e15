//! The tables `[triage]` and `[routing]` of `desk.toml`.

use toml::de::DeTable;

use super::{Reader, Value};
use crate::finding::Note;
use crate::policy::routing::{Model, Proposal, Row};
use crate::policy::{Policy, keys};
use crate::records::account::Segment;
use crate::records::person::Role;
use crate::records::request::Template;

impl Reader<'_> {
    /// Reads what triage goes by.
    pub(super) fn triage(&mut self, value: &Value<'_>, policy: &mut Policy) {
        let Some(table) = self.table(value, "triage") else {
            return;
        };
        let call = table.get("call");
        let call = call.and_then(|call| self.text(call, "triage.call"));
        policy.triage_call = call.unwrap_or(policy.triage_call.clone());
        self.numbers_of(table, "triage", |key| key != "call", &mut policy.thresholds);
    }

    /// Reads the routing table, which takes the place of that of the source documents.
    pub(super) fn routing(&mut self, value: &Value<'_>, policy: &mut Policy) {
        let Some(table) = self.table(value, "routing") else {
            return;
        };
        let mut rows: Vec<Row> = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let path = format!("routing.{name}");
            let Some(row) = self.table(value, &path) else {
                continue;
            };
            self.remember(&path, key.span());
            let is_complete = self.is_complete(row, key.span(), &name);
            let row = self.routing_row(row, &name, policy);
            if let Some(other) = rows.iter().find(|other| row.is_tied_with(other)) {
                self.tied(&row, other);
            }
            if is_complete {
                rows.push(row);
            }
        }
        policy.routing = rows;
    }

    fn is_complete(&mut self, row: &DeTable<'_>, at: std::ops::Range<usize>, name: &str) -> bool {
        let needed = [("model", "model = \"aligned\""), ("sa", "sa = \"aligned\"")];
        let mut is_complete = true;
        for (key, example) in needed {
            if row.get(key).is_none() {
                is_complete = false;
                self.fault(
                    at.clone(),
                    format!("`{name}` has no `{key}`"),
                    &format!("say it: `{example}`"),
                );
            }
        }
        is_complete
    }

    fn routing_row(&mut self, table: &DeTable<'_>, name: &str, policy: &Policy) -> Row {
        let templates: Vec<(Template, &'static str)> = Template::ALL
            .iter()
            .map(|(template, word, _)| (*template, *word))
            .collect();
        let mut row = Row {
            name: name.into(),
            segments: Vec::new(),
            regions: Vec::new(),
            ae_roles: Vec::new(),
            templates: Vec::new(),
            model: Model::Aligned,
            sa: Proposal::Pool,
            board: None,
            target: None,
            note: None,
        };
        for (key, value) in table {
            let path = format!("routing.{name}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "segment" => row.segments = self.words(value, &path, Segment::ALL),
                "ae_role" => row.ae_roles = self.words(value, &path, Role::ALL),
                "template" => row.templates = self.words(value, &path, &templates),
                "region" => row.regions = self.regions_of_row(value, &path, policy),
                "model" => row.model = self.word(value, &path, Model::ALL).unwrap_or(row.model),
                "sa" => row.sa = self.word(value, &path, Proposal::ALL).unwrap_or(row.sa),
                "board" => row.board = self.text(value, &path),
                "target" => row.target = self.text(value, &path),
                "note" => row.note = self.text(value, &path),
                _ => self.unknown_key(key, &keys::within("routing.ROW")),
            }
        }
        row
    }

    /// Refuses rows of the policy that name a target the desk does not have.
    pub(super) fn known_targets(&mut self, policy: &Policy) {
        let names: Vec<&str> = policy.targets.iter().map(|one| one.name.as_str()).collect();
        for row in &policy.routing {
            let Some(target) = row.target.as_deref().filter(|name| !names.contains(name)) else {
                continue;
            };
            let place = self.places.get(&format!("routing.{}.target", row.name));
            if let Some(span) = place.map(|place| place.span.start..place.span.end) {
                let message = format!("`{target}` is not a target of this desk");
                self.fault(span, message, &keys::offer(target, &names));
            }
        }
    }

    fn regions_of_row(&mut self, value: &Value<'_>, path: &str, policy: &Policy) -> Vec<String> {
        let regions = self.regions(value, path, &policy.boards).into_iter();
        regions.map(|(region, _)| region).collect()
    }

    fn tied(&mut self, row: &Row, other: &Row) {
        let place = |name: &str| self.places.get(&format!("routing.{name}")).cloned();
        let (here, there) = (place(&row.name), place(&other.name));
        let span = here.map_or(0..0, |here| here.span.start..here.span.end);
        self.fault(
            span,
            format!(
                "`{}` and `{}` are for the same requests with equal weight, so neither goes before the other",
                other.name, row.name
            ),
            "give one of them a condition more, or take out what they share",
        );
        if let (Some(finding), Some(at)) = (self.findings.last_mut(), there) {
            finding.notes.push(Note {
                message: "the other row".into(),
                at,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;
    use crate::policy::routing::{Model, Proposal};
    use crate::source::Source;

    fn read(lines: &str) -> Result<Policy, Vec<String>> {
        let source = Source::shared("desk.toml", format!("schema = 1\n{lines}\n"));
        Policy::read(&source, &Default::default()).map_err(|findings| {
            let told = findings.into_iter().map(|finding| {
                let line = |place: &crate::finding::Place| place.position().line;
                let notes: Vec<usize> = finding.notes.iter().map(|note| line(&note.at)).collect();
                format!(
                    "{} {notes:?} {}; {}",
                    line(&finding.at),
                    finding.message,
                    finding.help
                )
            });
            told.collect()
        })
    }

    #[test]
    fn a_target_is_one_of_the_desk() {
        let row = |target: &str| {
            format!("[routing.a]\nmodel = \"pooled\"\nsa = \"pool\"\ntarget = \"{target}\"")
        };
        let refused = read(&row("alocation")).expect_err("no such target");
        assert!(
            refused[0].starts_with(
                "5 [] `alocation` is not a target of this desk; did you mean `allocation`?"
            ),
            "{refused:?}"
        );
        assert!(read(&row("allocation")).is_ok());
        let off = row("allocation") + "\n[sla.allocation]\noff = true";
        assert!(read(&off).is_err());
    }

    #[test]
    fn a_table_replaces_that_of_the_sources() {
        let policy = read(
            "[triage]\ncall = \"Thursday 9:00 Asia/Tokyo\"\nrota_weeks = 0\n[routing.all]\nmodel = \"pooled\"\nsa = \"pool\"\nregion = [\"EMEA\", \"APAC\"]\nsegment = \"smb\"",
        );
        let policy = policy.expect("it is valid");
        assert_eq!(policy.triage_call, "Thursday 9:00 Asia/Tokyo");
        assert_eq!(policy.thresholds.triage_rota_weeks, 0);
        let [row] = policy.routing.as_slice() else {
            panic!("one row: {:?}", policy.routing);
        };
        assert_eq!(
            (row.model, row.sa, row.weight()),
            (Model::Pooled, Proposal::Pool, 3)
        );
        assert!(policy.place("routing.all.region").is_some());
    }

    #[test]
    fn rows_that_are_tied_are_told_with_both_places() {
        let rows = "[routing.a]\nmodel = \"aligned\"\nsa = \"aligned\"\nregion = [\"EMEA\", \"APAC\"]\n[routing.b]\nmodel = \"pooled\"\nsa = \"rota\"\nregion = \"EMEA\"";
        assert_eq!(
            read(rows).err(),
            Some(vec![
                "6 [2] `a` and `b` are for the same requests with equal weight, so neither goes before the other; give one of them a condition more, or take out what they share".into()
            ])
        );
        let apart = rows.replace("region = \"EMEA\"", "region = \"AMER\"");
        assert!(read(&apart).is_ok());
        let more = format!("{rows}\nae_role = \"sae\"");
        assert!(read(&more).is_ok());
    }

    #[test]
    fn mistakes_are_told_each() {
        let told =
            read("[routing.a]\nmodel = \"align\"\nregion = \"EMAE\"\nsegment = []\nboards = \"x\"");
        assert_eq!(
            told.expect_err("it is not valid"),
            [
                "2 [] `a` has no `sa`; say it: `sa = \"aligned\"`",
                "3 [] `routing.a.model` cannot be `align`; did you mean `aligned`? it is one of: aligned, by-request, pooled, ecosystem, channel, alliance, sme",
                "4 [] `EMAE` is not a region of this desk; did you mean `EMEA`? it is one of: AMER, APAC, EMEA, or add it to [boards]",
                "5 [] `routing.a.segment` is empty; name at least one, or leave the key out",
                "6 [] unknown key `boards`; did you mean `board`? it is one of: segment, region, ae_role, template, model, sa, board, target, note",
            ]
        );
    }
}

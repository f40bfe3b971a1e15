//! Who is told of a clock: the handles that the words of its target stand for.

use super::Clock;
use crate::policy::sla::Told;
use crate::records::{One, Person, Records, Request, Sow, person, rota};

impl Clock<'_> {
    /// Returns the handles of who is told, each once, in the order of the target.
    pub fn told(&self, records: &Records) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for word in &self.target.tell {
            let who = self.named(*word, records);
            told.extend(who.filter(|who| !told.contains(who)));
        }
        told
    }

    fn named(&self, word: Told, records: &Records) -> Option<String> {
        let request: Option<One<'_, Request>> = self.file.as_one();
        let sow: Option<One<'_, Sow>> = self.file.as_one();
        let who = match word {
            Told::Owner => self.owner.cloned(),
            Told::Requester => request
                .map(|request| request.requester.clone())
                .or(sow.map(|sow| sow.author.clone())),
            Told::Manager => self.owner.and_then(|owner| {
                let owner: One<'_, Person> = records.get(&person::KIND, owner.as_str())?;
                owner.manager.clone()
            }),
            Told::Ta => sow.and_then(|sow| sow.value().ta().cloned()),
            Told::Em => sow.and_then(|sow| sow.engagement_manager.clone()),
            Told::Triage => {
                let today = self.now.in_zone(self.counting.calendar.zone()).date();
                rota::on_duty(records, self.region?, today).cloned()
            }
        };
        who.map(|who| who.to_string())
    }
}

//! The level of effort of a SOW: three-point estimates, their sums, contingency from risks, and the price.
//!
//! Of an effort with low, likely and high hours, the mean is `(low + 4 * likely + high) / 6` and the spread, one
//! standard deviation, `(high - low) / 6` (the PERT estimate of the project management handbooks). Means add up; of
//! spreads the squares do, as efforts are taken to be independent. A risk adds the share of its contingency hours
//! that its likelihood gives. All is counted in whole numbers and rounded once, half up, when it is told.

use std::collections::BTreeMap;

use super::{Effort, Likelihood, Risk, Sow, TShirt};
use crate::records::person::Role;
use crate::records::values::{Hours, Money};

/// What an estimate goes by; the policy has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Price of an hour.
    pub rate: Money,
    /// Low, likely and high hours of each size; a size without has none.
    pub t_shirts: BTreeMap<TShirt, [Hours; 3]>,
    /// Percentage that each likelihood stands for, 0 to 100.
    pub likelihoods: BTreeMap<Likelihood, i64>,
}

/// The level of effort of a SOW.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// One for each deliverable, in its order.
    pub deliverables: Vec<Sum>,
    pub roles: BTreeMap<Role, Sum>,
    pub whole: Sum,
    /// One for each risk, in its order.
    pub risks: Vec<Contingency>,
    /// Hours that all risks add.
    pub contingency: Hours,
    /// Mean of the whole with contingency.
    pub hours: Hours,
    /// Price of an hour.
    pub rate: Money,
    pub price: Money,
}

/// The sum of some efforts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub low: Hours,
    pub likely: Hours,
    pub high: Hours,
    /// Sum of the squares of `high - low`, in square hundredths of an hour.
    squares: i128,
}

/// What a risk adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contingency {
    pub percent: i64,
    /// Hours if it comes true.
    pub hours: Hours,
    /// The share of them that its likelihood gives.
    pub added: Hours,
}

impl Sum {
    fn add(&mut self, [low, likely, high]: [Hours; 3], count: i64) {
        let spread = i128::from(high.hundredths - low.hundredths);
        self.low.hundredths += count * low.hundredths;
        self.likely.hundredths += count * likely.hundredths;
        self.high.hundredths += count * high.hundredths;
        self.squares += i128::from(count) * spread * spread;
    }

    /// Sixths of a hundredth of an hour.
    fn mean_in_sixths(&self) -> i128 {
        i128::from(self.low.hundredths)
            + 4 * i128::from(self.likely.hundredths)
            + i128::from(self.high.hundredths)
    }

    /// Returns the mean.
    pub fn mean(&self) -> Hours {
        hours(self.mean_in_sixths(), 6)
    }

    /// Returns the spread: one standard deviation.
    pub fn spread(&self) -> Hours {
        // In hundredths of hundredths, so that what is cut off does not change the rounding.
        let root = (self.squares.unsigned_abs() * 10_000).isqrt();
        hours(i128::try_from(root).unwrap_or(i128::MAX), 600)
    }
}

impl Effort {
    /// Returns its low, likely and high hours and how often they count; nothing where it says no hours, or names a
    /// size that has none.
    pub fn hours(&self, rules: &Rules) -> Option<([Hours; 3], i64)> {
        match (self.low, self.likely, self.high, self.t_shirt) {
            (Some(low), Some(likely), Some(high), None) => Some(([low, likely, high], 1)),
            (None, None, None, Some(size)) => {
                let hours = rules.t_shirts.get(&size)?;
                Some((*hours, i64::from(self.count.unwrap_or(1))))
            }
            _ => None,
        }
    }

    /// Returns the sum of its hours, which has their mean and spread; nothing where it says none.
    pub fn sum(&self, rules: &Rules) -> Option<Sum> {
        let (hours, count) = self.hours(rules)?;
        let mut sum = Sum::default();
        sum.add(hours, count);
        Some(sum)
    }
}

/// Returns the level of effort of a SOW; an effort that says no hours adds none.
pub fn estimate(sow: &Sow, rules: &Rules) -> Estimate {
    let mut whole = Sum::default();
    let mut roles: BTreeMap<Role, Sum> = BTreeMap::new();
    let mut deliverables = Vec::new();
    for deliverable in &sow.deliverables {
        let mut sum = Sum::default();
        for effort in &deliverable.effort {
            let Some((hours, count)) = effort.hours(rules) else {
                continue;
            };
            sum.add(hours, count);
            whole.add(hours, count);
            roles.entry(effort.role).or_default().add(hours, count);
        }
        deliverables.push(sum);
    }
    let shares: Vec<(i64, Hours)> = sow.risks.iter().map(|risk| share(risk, rules)).collect();
    // In hundredths of hundredths of an hour.
    let added: i128 = shares
        .iter()
        .map(|(percent, hours)| i128::from(*percent) * i128::from(hours.hundredths))
        .sum();
    // In 300ths of hundredths of an hour, the least unit that both have whole.
    let total = whole.mean_in_sixths() * 50 + added * 3;
    let rate = sow.price.rate.as_ref().unwrap_or(&rules.rate).clone();
    Estimate {
        deliverables,
        roles,
        whole,
        risks: shares.into_iter().map(contingency).collect(),
        contingency: hours(added, 100),
        hours: hours(total, 300),
        price: Money {
            minor_units: rounded(total * i128::from(rate.minor_units), 300 * 100),
            currency: rate.currency.clone(),
        },
        rate,
    }
}

fn share(risk: &Risk, rules: &Rules) -> (i64, Hours) {
    let percent = rules.likelihoods.get(&risk.likelihood);
    let hours = risk.contingency_hours.unwrap_or_default();
    (percent.copied().unwrap_or(0), hours)
}

fn contingency((percent, of): (i64, Hours)) -> Contingency {
    let added = i128::from(percent) * i128::from(of.hundredths);
    Contingency {
        percent,
        hours: of,
        added: hours(added, 100),
    }
}

fn hours(count: i128, per_hundredth: i128) -> Hours {
    Hours {
        hundredths: rounded(count, per_hundredth),
    }
}

/// Divides what is not negative, half up.
fn rounded(count: i128, by: i128) -> i64 {
    i64::try_from((2 * count + by) / (2 * by)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        let hours =
            |low, likely, high| [Hours::whole(low), Hours::whole(likely), Hours::whole(high)];
        Rules {
            rate: "330 USD".parse().expect("money"),
            t_shirts: [
                (TShirt::Small, hours(0, 1, 2)),
                (TShirt::Medium, hours(2, 3, 5)),
                (TShirt::Large, hours(5, 7, 10)),
            ]
            .into(),
            likelihoods: [
                (Likelihood::Low, 10),
                (Likelihood::Medium, 30),
                (Likelihood::High, 60),
            ]
            .into(),
        }
    }

    fn of(lines: &str) -> Estimate {
        let text = format!(
            "name: A\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nhistory: []\n{lines}"
        );
        let sow: Sow = serde_yaml::from_str(&text).expect("a SOW");
        estimate(&sow, &rules())
    }

    fn told(sum: &Sum) -> String {
        format!("{} +- {}", sum.mean(), sum.spread())
    }

    /// One deliverable, one role, no risk.
    ///
    /// Mean: (30 + 4 * 40 + 62) / 6 = 252 / 6 = 42. Spread: (62 - 30) / 6 = 5.333... Price: 42 * 330 = 13,860.
    #[test]
    fn first_example_one_effort() {
        let estimate = of(
            "deliverables: [{title: A, effort: [{role: pse, low: 30, likely: 40, high: 62}]}]\n",
        );
        assert_eq!(told(&estimate.whole), "42 +- 5.33");
        assert_eq!(estimate.hours, Hours::whole(42));
        assert_eq!(estimate.price.to_string(), "13860 USD");
    }

    /// Two deliverables, two roles, two risks.
    ///
    /// | effort      | low | likely | high | mean         | high - low |
    /// |-------------|-----|--------|------|--------------|------------|
    /// | A, pse      | 40  | 60     | 110  | 390/6 = 65   | 70         |
    /// | A, ta       | 8   | 10     | 18   | 66/6 = 11    | 10         |
    /// | B, pse      | 20  | 25     | 48   | 168/6 = 28   | 28         |
    /// | whole       | 68  | 95     | 176  | 104          |            |
    ///
    /// Spread of the whole: sqrt(70^2 + 10^2 + 28^2) / 6 = sqrt(4900 + 100 + 784) / 6 = sqrt(5784) / 6 = 76.0526 / 6
    /// = 12.675... Of A: sqrt(5000) / 6 = 11.785... Of the pse: sqrt(4900 + 784) / 6 = 75.3923 / 6 = 12.565...
    /// Contingency: 30 % of 40 = 12, 10 % of 25 = 2.5, together 14.5. Hours: 104 + 14.5 = 118.5.
    /// Price: 118.5 * 330 = 39,105.
    #[test]
    fn second_example_roles_and_risks() {
        let estimate = of("deliverables:
  - title: A
    effort: [{role: pse, low: 40, likely: 60, high: 110}, {role: ta, low: 8, likely: 10, high: 18}]
  - title: B
    effort: [{role: pse, low: 20, likely: 25, high: 48}]
risks:
  - {title: Late access, likelihood: medium, impact: [timeline], contingency_hours: 40}
  - {title: Large files, likelihood: low, impact: [scope], contingency_hours: 25}
");
        assert_eq!(told(&estimate.deliverables[0]), "76 +- 11.79");
        assert_eq!(told(&estimate.deliverables[1]), "28 +- 4.67");
        assert_eq!(told(&estimate.roles[&Role::Pse]), "93 +- 12.57");
        assert_eq!(told(&estimate.roles[&Role::Ta]), "11 +- 1.67");
        assert_eq!(told(&estimate.whole), "104 +- 12.68");
        let whole = [
            estimate.whole.low,
            estimate.whole.likely,
            estimate.whole.high,
        ];
        assert_eq!(whole, [68, 95, 176].map(Hours::whole));
        let added: Vec<String> = estimate
            .risks
            .iter()
            .map(|one| one.added.to_string())
            .collect();
        assert_eq!(added, ["12", "2.5"]);
        assert_eq!(estimate.contingency.to_string(), "14.5");
        assert_eq!(estimate.hours.to_string(), "118.5");
        assert_eq!(estimate.price.to_string(), "39105 USD");
    }

    /// T-shirt sizes, halves of hours, a rate of its own, and a mean that is not whole.
    ///
    /// Five large tasks: mean 5 * (5 + 28 + 10) / 6 = 215 / 6 = 35.8333..., squares 5 * 5^2 = 125.
    /// An effort of 1.5, 2 and 4.25: mean (1.5 + 8 + 4.25) / 6 = 13.75 / 6 = 2.291666..., square 2.75^2 = 7.5625.
    /// Whole: 228.75 / 6 = 38.125; spread sqrt(132.5625) / 6 = 11.5136 / 6 = 1.9189...
    /// Contingency: 60 % of 1.25 = 0.75. Hours: 38.875. Price: 38.875 * 412.50 = 16,035.9375, rounded 16,035.94.
    #[test]
    fn third_example_sizes_and_halves() {
        let estimate = of("deliverables:
  - title: A
    effort: [{role: pse, t_shirt: large, count: 5}, {role: ta, low: 1.5, likely: 2, high: 4.25}]
risks: [{title: R, likelihood: high, impact: [budget], contingency_hours: 1.25}]
price: {rate: 412.50 USD}
");
        assert_eq!(told(&estimate.roles[&Role::Pse]), "35.83 +- 1.86");
        assert_eq!(told(&estimate.roles[&Role::Ta]), "2.29 +- 0.46");
        assert_eq!(told(&estimate.whole), "38.13 +- 1.92");
        assert_eq!(estimate.hours.to_string(), "38.88");
        assert_eq!(estimate.price.to_string(), "16035.94 USD");
    }

    #[test]
    fn what_says_no_hours_adds_none() {
        let estimate = of("deliverables:
  - {title: A, effort: [{role: pse, low: 30, high: 62}, {role: ta, low: 1, likely: 1, high: 1, t_shirt: small}]}
");
        assert_eq!(told(&estimate.whole), "0 +- 0");
        assert_eq!(estimate.price.to_string(), "0 USD");
    }
}

//! Holidays by their rules, against almanacs.

use super::*;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn days(rule: &str, years: std::ops::RangeInclusive<i32>) -> Vec<String> {
    let rule: Rule = rule.parse().expect(rule);
    rule.days(years).iter().map(Date::to_string).collect()
}

#[test]
fn easter_is_when_it_was_and_will_be() {
    for easter in [
        "1970-03-29",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2019-04-21",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
    ] {
        let year = easter[..4].parse().expect("a year");
        assert_eq!(days("easter", year..=year), [easter]);
    }
    assert_eq!(days("easter - 2", 2026..=2026), ["2026-04-03"]);
    assert_eq!(days("Easter +1", 2026..=2026), ["2026-04-06"]);
    assert_eq!(days("easter+49", 2026..=2026), ["2026-05-24"]);
}

#[test]
fn weekdays_of_a_month_and_days_of_a_year() {
    for (rule, expected) in [
        ("first monday of september", "2026-09-07"),
        ("last monday of may", "2026-05-25"),
        ("last friday of may", "2026-05-29"),
        ("Fourth Thursday of November", "2026-11-26"),
        ("third monday in january", "2026-01-19"),
        ("second tuesday of november", "2026-11-10"),
        ("12-25", "2026-12-25"),
        ("2026-12-28", "2026-12-28"),
    ] {
        assert_eq!(days(rule, 2026..=2026), [expected], "{rule}");
    }
    assert_eq!(days("02-29", 2026..=2032), ["2028-02-29", "2032-02-29"]);
    assert!(days("2026-12-28", 2027..=2027).is_empty());
}

#[test]
fn dates_have_an_end_and_rules_have_none() {
    let until = |rule: &str, last: &str| rule.parse::<Rule>().expect(rule).until(day(last));
    let shutdown = until("2026-12-28", "2027-01-01").expect("it ends");
    assert_eq!(shutdown.days(1970..=2099).len(), 5);
    assert_eq!(shutdown.days(2027..=2027), [day("2027-01-01")]);
    for (rule, last, why) in [
        (
            "12-28",
            "2026-12-31",
            "only a date, as 2026-12-28, can have an end",
        ),
        (
            "2026-12-28",
            "2026-12-27",
            "it ends on 2026-12-27, before it begins on 2026-12-28",
        ),
        ("2026-12-28", "2036-12-28", "more than a year"),
    ] {
        let refusal = until(rule, last).expect_err(rule);
        assert!(refusal.contains(why), "{refusal}");
    }
}

#[test]
fn what_is_no_rule_is_refused_with_why() {
    for (text, why) in [
        ("", "it is empty"),
        ("christmas", "it has none of these forms"),
        ("12-32", "december has no day 32"),
        ("02-30", "february has no day 30"),
        ("13-01", "there is no month 13"),
        ("1-1", "a day of every year is its month and its day"),
        ("12-+5", "a day of every year is its month and its day"),
        ("easter monday", "`easter` is followed by + or - and days"),
        ("easter - two", "`easter` is followed by + or - and days"),
        ("easter + 81", "Easter is counted up to 80 days"),
        ("fifth monday of may", "`fifth` is none of first"),
        ("first mon of may", "`mon` is not a day of the week"),
        ("first monday of mai", "`mai` is not a month"),
    ] {
        let refusal = text.parse::<Rule>().expect_err(text);
        assert!(refusal.contains(why), "{refusal}");
        assert!(refusal.contains("write 12-25"), "{refusal}");
    }
    let refusal = "2026-02-30".parse::<Rule>().expect_err("no day");
    assert!(refusal.contains("its month has no such day"), "{refusal}");
}

#[test]
fn a_holiday_on_a_weekend_is_kept_on_a_weekday_too() {
    let of = |on: &str, observed| {
        let on = on.parse().expect(on);
        let name = "Feast".to_owned();
        let holidays = Holidays::default().with(Holiday { name, on, observed });
        let all = holidays.all().into_keys();
        all.map(|day| day.to_string()).collect::<Vec<_>>()
    };
    let (nearest, monday) = (Some(Observed::NearestWeekday), Some(Observed::NextMonday));
    assert_eq!(of("2026-12-26", None), ["2026-12-26"]);
    assert_eq!(of("2026-12-26", nearest), ["2026-12-25", "2026-12-26"]);
    assert_eq!(of("2026-12-26", monday), ["2026-12-26", "2026-12-28"]);
    assert_eq!(of("2026-12-27", nearest), ["2026-12-27", "2026-12-28"]);
    assert_eq!(of("2026-12-27", monday), ["2026-12-27", "2026-12-28"]);
    assert_eq!(of("2026-12-25", monday), ["2026-12-25"]);
    // A Saturday that is a new year is kept in the old one.
    assert!(of("01-01", nearest).contains(&"2027-12-31".to_owned()));
}

#[test]
fn two_holidays_of_one_weekend_are_kept_on_two_weekdays() {
    let holiday = |on: &str, observed| Holiday {
        name: on.into(),
        on: on.parse().expect(on),
        observed,
    };
    let monday = Some(Observed::NextMonday);
    let shutdown = "2027-12-27"
        .parse::<Rule>()
        .expect("a date")
        .until(day("2027-12-31"));
    let shutdown = Holiday {
        name: "Shutdown".into(),
        on: shutdown.expect("it ends"),
        observed: None,
    };
    let holidays = Holidays::default()
        .with(holiday("12-25", monday))
        .with(holiday("12-26", monday))
        .with(shutdown);
    let of = |from: &str, to: &str| {
        let all = holidays.all();
        let days = all.range(day(from)..=day(to));
        days.map(|(day, name)| format!("{} {name}", day.0.format("%d")))
            .collect::<Vec<_>>()
    };
    // A Sunday and a Monday, a Friday and a Saturday, a Saturday and a Sunday.
    assert_eq!(
        of("2022-12-20", "2022-12-31"),
        ["25 12-25", "26 12-26", "27 12-25"]
    );
    assert_eq!(
        of("2026-12-20", "2026-12-31"),
        ["25 12-25", "26 12-26", "28 12-26"]
    );
    assert_eq!(
        of("2021-12-20", "2021-12-31"),
        ["25 12-25", "26 12-26", "27 12-25", "28 12-26"]
    );
    let shut = of("2027-12-20", "2028-01-15");
    assert_eq!(shut.len(), 7, "{shut:?}");
}

#[test]
fn a_day_of_two_holidays_has_the_name_said_first() {
    let holiday = |name: &str, on: &str| Holiday {
        name: name.into(),
        on: on.parse().expect(on),
        observed: None,
    };
    let holidays = Holidays::default()
        .on(day("2026-05-01"), "A date")
        .with(holiday("Labour Day", "05-01"))
        .with(holiday("May Day", "2026-05-01"));
    assert_eq!(holidays.all()[&day("2026-05-01")], "Labour Day");
}

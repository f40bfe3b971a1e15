//! Laws of business time over generated calendars and instants.

use proptest::prelude::*;

use super::{berlin, day, hours, open};
use crate::calendar::Instant;
use crate::calendar::business::{BusinessCalendar, Holidays};

fn calendar() -> impl Strategy<Value = BusinessCalendar> {
    let zones = [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "UTC",
    ];
    let closed = prop::collection::vec(0i64..2000, 0..60);
    (
        prop::sample::select(zones.to_vec()),
        1usize..=7,
        0u16..12,
        1u16..=12,
        closed,
    )
        .prop_map(|(zone, days, from, length, closed)| {
            let each = [hours(from, from + length)];
            let day = |days: &i64| day("2024-01-01").plus_days(*days);
            let holidays = closed.iter().fold(Holidays::default(), |all, days| {
                all.on(day(days), "Holiday")
            });
            open(zone, days, &each).with_holidays(holidays)
        })
}

/// Returns instants from 2024 to 2029.
fn instant() -> impl Strategy<Value = Instant> {
    (1_704_067_200i64..1_893_456_000)
        .prop_map(|unix| Instant::from_unix(unix).expect("in the calendar"))
}

proptest! {
    #[test]
    fn what_was_added_is_what_has_passed(calendar in calendar(), from in instant(), seconds in 0i64..3_000_000) {
        let after = calendar.after(from, seconds).expect("it opens");
        prop_assert_eq!(calendar.between(from, after), seconds);
        if seconds > 0 {
            prop_assert!(calendar.between(from, after.plus_seconds(-1)) < seconds, "it is the first such instant");
        }
    }

    #[test]
    fn later_is_never_less(calendar in calendar(), from in instant(), to in instant(), more in 0i64..10_000_000) {
        prop_assert!(calendar.between(from, to) <= calendar.between(from, to.plus_seconds(more)));
        let (sooner, later) = (calendar.after(from, 1000), calendar.after(from, 1000 + more / 10));
        prop_assert!(sooner <= later);
        prop_assert!(calendar.after(from, 1000) <= calendar.after(from.plus_seconds(more), 1000));
    }

    #[test]
    fn time_adds_up(calendar in calendar(), first in instant(), second in instant(), third in instant()) {
        let whole = calendar.between(first, third);
        prop_assert_eq!(whole, calendar.between(first, second) + calendar.between(second, third));
        prop_assert_eq!(whole, -calendar.between(third, first));
    }

    #[test]
    fn spans_cover_all_of_it_once(calendar in calendar(), from in instant(), length in 1i64..20_000_000) {
        let to = from.plus_seconds(length);
        let spans = calendar.spans(from, to);
        prop_assert_eq!(spans.first().map(|span| span.from), Some(from));
        prop_assert_eq!(spans.last().map(|span| span.to), Some(to));
        for pair in spans.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
            prop_assert_ne!(&pair[0].why, &pair[1].why);
        }
        prop_assert!(spans.iter().all(|span| span.seconds() > 0));
        let open: i64 = spans.iter().filter(|span| span.counts()).map(|span| span.seconds()).sum();
        prop_assert_eq!(open, calendar.between(from, to));
    }

    #[test]
    fn in_which_zone_an_instant_is_written_does_not_matter(from in instant(), to in instant()) {
        let sydney = "Australia/Sydney".parse().expect("a zone");
        let calendar = berlin();
        prop_assert_eq!(calendar.between(from, to), calendar.between(from.in_zone(&sydney), to.in_zone(&sydney)));
    }
}

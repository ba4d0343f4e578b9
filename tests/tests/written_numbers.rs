//! Numbers as people write them into an address book.

use kinguard_core::caller::{
    CallerKind, PLANNED_REGIONS, calling_code, classify, international, is_mobile, mobile_digits,
};
use kinguard_core::region::Region;
use kinguard_tests::properties::config;
use proptest::prelude::*;
use proptest::sample::select;

#[test]
fn a_subscribers_number_has_one_international_form() {
    for (region, written, expected) in [
        (Region::CN, "13800138000", "+8613800138000"),
        (Region::CN, "013800138000", "+8613800138000"),
        (Region::CN, "8613800138000", "+8613800138000"),
        (Region::CN, "86013800138000", "+8613800138000"),
        (Region::CN, "01065001234", "+861065001234"),
        (Region::CN, "057128881234", "+8657128881234"),
        (Region::HK, "51234567", "+85251234567"),
        (Region::HK, "85251234567", "+85251234567"),
        (Region::MO, "66123456", "+85366123456"),
        (Region::TW, "0912345678", "+886912345678"),
        (Region::TW, "886912345678", "+886912345678"),
        (Region::TW, "8860912345678", "+886912345678"),
        (Region::TW, "0223456789", "+886223456789"),
        (Region::SG, "91234567", "+6591234567"),
        (Region::SG, "6591234567", "+6591234567"),
        (Region::MY, "0123456789", "+60123456789"),
        (Region::MY, "60123456789", "+60123456789"),
    ] {
        assert_eq!(international(region, written).as_deref(), Some(expected), "{region} {written}");
    }
}

#[test]
fn what_is_no_subscribers_full_number_has_none() {
    for (region, written) in [
        (Region::CN, ""),
        (Region::CN, "110"),
        (Region::CN, "95588"),
        (Region::CN, "8695588"),
        (Region::CN, "057112345"),
        (Region::CN, "28881234"),     // reached from its own area only
        (Region::CN, "23800138000"),  // no mobile begins so
        (Region::CN, "1380013800"),   // one digit short
        (Region::CN, "138001380001"), // one too many
        (Region::CN, "51234567"),
        (Region::CN, "+8613800138000"), // a sign is for the caller to read
        (Region::CN, "1３8001380００"),
        (Region::HK, "999"),
        (Region::HK, "5123456"),
        (Region::HK, "512345678"),
        (Region::HK, "11234567"),
        (Region::HK, "90012345678"),
        (Region::TW, "912345678"),
        (Region::TW, "0800123456"),
        (Region::SG, "18001234567"),
        (Region::MY, "1300123456"),
        (Region::MY, "01300123456"),
        (Region::literal(b"DE"), "015112345678"),
    ] {
        assert_eq!(international(region, written), None, "{region} {written}");
    }
}

#[test]
fn text_messages_reach_mobiles_only() {
    for (number, expected) in [
        ("+8613800138000", Some(true)),
        ("+861065001234", Some(false)),
        ("+8612800138000", Some(false)),
        ("+861380013800", Some(false)),
        ("+85251234567", Some(true)),
        ("+85221234567", Some(false)),
        ("+85366123456", Some(true)),
        ("+85328123456", Some(false)),
        ("+886912345678", Some(true)),
        ("+886223456789", Some(false)),
        ("+6581234567", Some(true)),
        ("+6561234567", Some(false)),
        ("+60123456789", Some(true)),
        ("+60323456789", Some(false)),
        ("+601300123456", Some(false)),
        ("+447700900123", None),
        ("13800138000", None),
        ("+", None),
        ("+86x", None),
    ] {
        assert_eq!(is_mobile(number), expected, "{number}");
    }
}

#[test]
fn every_planned_region_has_a_code_and_a_length() {
    for region in PLANNED_REGIONS {
        assert!(calling_code(*region).is_some() && mobile_digits(*region).is_some(), "{region}");
    }
    assert_eq!(calling_code(Region::literal(b"GB")), Some(44));
    assert_eq!(mobile_digits(Region::literal(b"GB")), None);
    assert_eq!(mobile_digits(Region::CN), Some(11..=11));
}

proptest! {
    #![proptest_config(config(2_000))]

    /// The international form of a number is the same line, calls from home, and is no service.
    #[test]
    fn the_international_form_is_the_same_line(
        region in select(PLANNED_REGIONS),
        beginning in select(vec!["", "0", "1", "9", "86", "852", "853", "886", "65", "60"]),
        rest in "[0-9]{3,12}",
    ) {
        let written = format!("{beginning}{rest}");
        if let Some(number) = international(region, &written) {
            let (as_written, in_full) = (classify(region, Some(&written)), classify(region, Some(&number)));
            prop_assert_eq!(in_full.kind, CallerKind::Domestic, "{} as {}", written, number);
            prop_assert!(!in_full.service && !in_full.forged, "{} as {}", written, number);
            if as_written.kind == CallerKind::Domestic {
                prop_assert_eq!(as_written.identity, in_full.identity, "{} as {}", written, number);
            }
        }
    }
}

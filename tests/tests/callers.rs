//! Readings of callers' numbers, through the interface that the engine uses.

use std::collections::BTreeSet;

use kinguard_core::caller::CallerKind::{Domestic, Overseas, Unknown};
use kinguard_core::caller::{Caller, NumberIdentity, Why, classify};
use kinguard_core::region::Region;
use kinguard_tests::properties::config;
use proptest::prelude::*;

const HOMES: [Region; 6] = [Region::CN, Region::HK, Region::MO, Region::TW, Region::SG, Region::MY];

fn region(code: &str) -> Region {
    code.parse().expect("the test names regions correctly")
}

fn read(home: &str, number: &str) -> Caller {
    classify(region(home), Some(number))
}

fn identity(home: &str, number: &str) -> NumberIdentity {
    read(home, number).identity.expect(number)
}

/// Each number is domestic at this home and has this reason; `service` exactly for [`Why::ServiceNumber`].
#[track_caller]
fn assert_domestic(home: &str, why: Why, numbers: &[&str]) {
    for number in numbers {
        let caller = read(home, number);
        assert_eq!(
            (caller.kind, caller.region, caller.why, caller.forged),
            (Domestic, Some(region(home)), why, false),
            "{number} at home {home}"
        );
        if why != Why::HomeCountryCode {
            assert_eq!(caller.service, why == Why::ServiceNumber, "{number} at home {home}");
        }
    }
}

#[track_caller]
fn assert_overseas(home: &str, why: Why, numbers: &[(&str, Option<&str>)]) {
    for (number, from) in numbers {
        let caller = read(home, number);
        assert_eq!(
            (caller.kind, caller.region, caller.why, caller.service, caller.forged),
            (Overseas, from.map(region), why, false, false),
            "{number} at home {home}"
        );
    }
}

#[track_caller]
fn assert_forged(home: &str, why: Why, numbers: &[&str]) {
    for number in numbers {
        let caller = read(home, number);
        assert_eq!(
            (caller.kind, caller.region, caller.why, caller.service, caller.forged),
            (Overseas, None, why, false, true),
            "{number} at home {home}"
        );
    }
}

#[track_caller]
fn assert_unknown(home: &str, why: Why, numbers: &[&str]) {
    for number in numbers {
        assert_eq!(read(home, number), unknown(why), "{number:?} at home {home}");
    }
}

fn unknown(why: Why) -> Caller {
    Caller { kind: Unknown, region: None, service: false, forged: false, why, identity: None }
}

#[test]
fn an_overseas_number_is_known_by_plus_or_prefix_in_any_spelling() {
    for number in [
        "+85251234567",
        "+852 5123 4567",
        "+852-5123-4567",
        "(+852) 5123.4567",
        "+(852)51234567",
        "+852\u{a0}5123\u{202f}4567",
        "+852\u{2010}5123\u{2011}4567",
        "+852\u{2013}5123\u{2014}4567\u{2212}",
        "\u{202a}+85251234567\u{202c}",
        "\u{feff}+852\u{200b}51234567",
        "＋８５２５１２３４５６７",
        "＋852（5123）4567",
        "++85251234567",
        "+0085251234567",
        "+00 852 5123 4567",
        "+852\u{0665}\u{0661}\u{0662}\u{0663}4567",
        "tel:+852-5123-4567",
        "TEL:%2B85251234567",
        "tel:51234567;phone-context=+852",
        "tel:+85251234567;ext=12",
        "sip:+85251234567@ims.example.org;user=phone",
        "sips:+85251234567;npdi@10.0.0.1",
        "+85251234567,,,123#",
        "#31#+85251234567",
    ] {
        assert_overseas("CN", Why::CountryCode, &[(number, Some("HK"))]);
        assert_eq!(identity("CN", number), identity("CN", "+85251234567"), "{number}");
    }
    for number in [
        "0085251234567",
        "00 852-51234567",
        "００８５２５１２３４５６７",
        "tel:0085251234567",
        "1795100 852 51234567",
        "12593 0085251234567",
    ] {
        assert_overseas("CN", Why::InternationalPrefix, &[(number, Some("HK"))]);
        assert_eq!(identity("CN", number), identity("CN", "+85251234567"), "{number}");
    }
    assert_overseas("CN", Why::CountryCode, &[("17951+85251234567", Some("HK"))]);
}

#[test]
fn the_region_follows_the_calling_code() {
    assert_overseas(
        "CN",
        Why::CountryCode,
        &[
            ("+95912345678", Some("MM")),
            ("+60123456789", Some("MY")),
            ("+447700900123", Some("GB")),
            ("+63917123456", Some("PH")),
            ("+66812345678", Some("TH")),
            ("+96891234567", Some("OM")),
            ("+2347000000031", Some("NG")),
            ("+886900000123", Some("TW")),
            ("+85366123456", Some("MO")),
            ("+390612345678", Some("IT")),
            ("+358401234567", Some("FI")),
            ("+212612345678", Some("MA")),
            ("+262262123456", Some("RE")),
            ("+29022158", Some("SH")),
            ("+24762123", Some("SH")),
            ("+590590123456", Some("GP")),
            ("+59995181234", Some("CW")),
            ("+38343201234", Some("XK")),
        ],
    );
}

#[test]
fn codes_of_several_countries_or_of_none_have_no_region() {
    assert_overseas(
        "CN",
        Why::CountryCode,
        &[
            ("+12025550147", None),
            ("+16045550112", None),
            ("+79161234567", None),
            ("+77010001234", None),
            ("+870773111632", None),
            ("+881612345678", None),
            ("+8823421234567", None),
            ("+883510012345678", None),
            ("+80012345678", None),
            ("+80812345678", None),
            ("+87810123456789", None),
            ("+88812345678", None),
            ("+979123456789", None),
        ],
    );
}

#[test]
fn territories_with_a_code_of_their_own_are_not_the_country() {
    assert_overseas(
        "CN",
        Why::CountryCode,
        &[
            ("+441481256789", None),
            ("+441534456789", None),
            ("+441624756789", None),
            ("+447781123456", None),
            ("+447797712345", None),
            ("+447924123456", None),
            ("+3581812345678", None),
            ("+4779123456", None),
            ("+212528812345", None),
            ("+212528912345", None),
            ("+390669812345", None),
            ("+61891621234", None),
            ("+61891641234", None),
            ("+262269601234", None),
            ("+262639012345", None),
            ("+590590271234", None),
            ("+5997151234", None),
            ("+672106123", None),
        ],
    );
}

#[test]
fn a_mainland_number_is_domestic_in_every_form() {
    assert_domestic(
        "CN",
        Why::NationalNumber,
        &[
            "13912345678",
            "139 1234 5678",
            "１３９１２３４５６７８",
            "013912345678",
            "1795113912345678",
            "1259313912345678",
            "17909 057163720110",
            "10193 02161000405",
            "057163720110",
            "(0571) 6372-0110",
            "01069000120",
            "1069000120",
            "57163720110",
            "08986600331",
            "63720110",
            "6372011",
            "6612", // a family's short number
            "tel:13912345678",
            "sip:13912345678@ims.mnc000.mcc460.3gppnetwork.org",
            "tel:63720110;phone-context=ims.example.org",
        ],
    );
    assert_domestic(
        "CN",
        Why::HomeCountryCode,
        &[
            "+8613912345678",
            "+86 139 1234 5678",
            "＋８６１３９１２３４５６７８",
            "008613912345678",
            "008615100022719",
            "8613912345678",
            "8657163720110",
            "861069000120",
            "+8657163720110",
            "+86057163720110",
            "+8675588000931",
            "+861012345678",
            "17951+8613912345678",
            "tel:13912345678;phone-context=+86",
        ],
    );
}

#[test]
fn a_service_number_is_domestic_and_marked() {
    let cn = [
        "110",
        "119",
        "120",
        "122",
        "114",
        "12345",
        "12306",
        "12110",
        "116114",
        "10000",
        "10010",
        "10086",
        "10099",
        "11185",
        "95588",
        "95533",
        "950800",
        "9528774",
        "95013000441",
        "96110",
        "962121",
        "96012345",
        "4006000588",
        "4008123456",
        "8008108888",
        "400-812-3456",
        "057112345",
        "02195588",
        "01096110",
        "075512345",
    ];
    assert_domestic("CN", Why::ServiceNumber, &cn);
    assert_domestic(
        "HK",
        Why::ServiceNumber,
        &["999", "112", "992", "18222", "1823", "1083", "1878200", "800933123"],
    );
    assert_domestic("MO", Why::ServiceNumber, &["999", "110", "112", "919", "1000", "0800888"]);
    assert_domestic(
        "TW",
        Why::ServiceNumber,
        &["110", "119", "165", "1922", "1999", "4128888", "0800024111", "080012345"],
    );
    assert_domestic("SG", Why::ServiceNumber, &["999", "995", "1799", "1777", "18001234567", "8001234567"]);
    assert_domestic(
        "MY",
        Why::ServiceNumber,
        &["999", "997", "112", "103", "15454", "1300888888", "1800123456"],
    );
    assert_domestic("US", Why::ServiceNumber, &["911", "22395"]);
    assert_domestic("DE", Why::ServiceNumber, &["110", "115"]);
}

#[test]
fn an_operator_may_write_the_home_code_before_a_hotline() {
    for number in ["+8695588", "008695588", "+8610086", "+8612345", "+864008123456", "+8696110"] {
        let caller = read("CN", number);
        assert_eq!(
            (caller.kind, caller.service, caller.why),
            (Domestic, true, Why::HomeCountryCode),
            "{number}"
        );
    }
    assert_eq!(identity("CN", "+8695588"), identity("CN", "95588"));
    // Impostors write emergency numbers like this: domestic, but no more trusted than a stranger.
    for (home, number) in [("CN", "+86110"), ("CN", "0086110"), ("CN", "+86119"), ("HK", "+852999")] {
        let caller = read(home, number);
        assert_eq!((caller.kind, caller.service, caller.forged), (Domestic, false, false), "{number}");
    }
}

#[test]
fn a_hotline_behind_an_international_sign_is_no_hotline() {
    assert_overseas(
        "CN",
        Why::CountryCode,
        &[("+95588", Some("MM")), ("+95533", Some("MM")), ("+10086", None)],
    );
    assert_overseas(
        "CN",
        Why::InternationalPrefix,
        &[("0095588", Some("MM")), ("0012345", None), ("00955880", Some("MM"))],
    );
    assert_unknown("CN", Why::TooShort, &["+110", "00110", "+96110", "0096110"]);
}

#[test]
fn mainland_area_codes_look_like_calling_codes() {
    assert_domestic(
        "CN",
        Why::NationalNumber,
        &["08521234567", "08522345678", "08532345678", "08862345678", "0852-2345678", "057112345678"],
    );
    // Eight digits after 852 and 853 are Hong Kong and Macau with half a prefix.
    assert_forged("CN", Why::ForgedAreaCode, &["085251234567", "085366123456", "0886912345678"]);
    assert_domestic("CN", Why::HomeCountryCode, &["+868522345678"]);
    assert_domestic("CN", Why::NationalNumber, &["8522345678"]);
}

#[test]
fn a_neighbours_bare_code_is_overseas_where_no_home_number_has_that_form() {
    for (home, number, from) in [
        ("CN", "85251234567", "HK"),
        ("CN", "85366123456", "MO"),
        ("CN", "886912345678", "TW"),
        ("CN", "88621234567", "TW"),
        ("CN", "6591234567", "SG"),
        ("CN", "60123456789", "MY"),
        ("HK", "8613912345678", "CN"),
        ("HK", "862161000405", "CN"),
        ("HK", "85366123456", "MO"),
        ("HK", "886912345678", "TW"),
        ("MO", "85251234567", "HK"),
        ("MO", "8613912345678", "CN"),
        ("TW", "85251234567", "HK"),
        ("TW", "8613912345678", "CN"),
        ("SG", "8613912345678", "CN"),
        ("SG", "60123456789", "MY"),
        ("MY", "6591234567", "SG"),
        ("MY", "85251234567", "HK"),
        ("US", "8613912345678", "CN"),
    ] {
        assert_overseas(home, Why::BareCountryCode, &[(number, Some(from))]);
    }
    for (home, number) in [
        ("HK", "85251234567"),
        ("MO", "85366123456"),
        ("TW", "886912345678"),
        ("SG", "6591234567"),
        ("MY", "60123456789"),
    ] {
        assert_domestic(home, Why::HomeCountryCode, &[number]);
    }
    assert_domestic("SG", Why::NationalNumber, &["85291234"]);
}

#[test]
fn a_disguise_is_forged_and_never_domestic() {
    assert_forged(
        "CN",
        Why::ForgedHomeCode,
        &["+8685291234567", "+86 852 91234567", "008685291234567", "+8685366123456", "+86886912345678"],
    );
    assert_forged(
        "CN",
        Why::ForgedHomeCode,
        &["+8612345678901", "+8639912345678", "+8695912345678901", "+861380013800"],
    );
    assert_forged(
        "CN",
        Why::ForgedDoublePrefix,
        &[
            "+86 0086 13912345678",
            "+0086 0086 13912345678",
            "+0086 0085291234567",
            "0086008613912345678",
            "+8520085291234567",
            "+852 00852 91234567",
            "+86 0085291234567",
            "+86+85291234567",
            "00+85291234567",
            "+00+85291234567",
        ],
    );
    assert_forged("HK", Why::ForgedHomeCode, &["+8528613912345678", "+85212345678", "+85285251234567"]);
    assert_forged("HK", Why::ForgedDoublePrefix, &["+8520085251234567", "+00 852 00852 51234567"]);
    // A disguise shares no identity with the number it imitates.
    assert_ne!(identity("CN", "+86008613912345678"), identity("CN", "13912345678"));
}

#[test]
fn a_network_may_add_a_plus_to_a_number_in_dialling_form() {
    assert_domestic(
        "CN",
        Why::HomeCountryCode,
        &[
            "+008613912345678",
            "+0086 139 1234 5678",
            "+00 86 571 6372 0110",
            "+0086057163720110",
            "＋００８６１３９１２３４５６７８",
            "tel:+00861012345678",
            "17951+008613912345678",
        ],
    );
    assert_domestic("HK", Why::HomeCountryCode, &["+0085251234567", "+00 852 2233 3000"]);
    assert_domestic("MO", Why::HomeCountryCode, &["+0085366123456", "+0085328712345"]);
    assert_domestic("TW", Why::HomeCountryCode, &["+00886912345678", "+008860912345678", "+00886223456789"]);
    assert_domestic("SG", Why::HomeCountryCode, &["+006591234567"]);
    assert_domestic("MY", Why::HomeCountryCode, &["+0060123456789", "+00600123456789", "+0060312345678"]);
    assert_domestic("GB", Why::HomeCountryCode, &["+00447700900123"]);
    assert_domestic("US", Why::HomeCountryCode, &["+0012025550147"]);
    // A number that cannot exist is no less a disguise behind the longer sign.
    assert_forged(
        "CN",
        Why::ForgedHomeCode,
        &["+008685291234567", "+00 86 886 912345678", "+008612345678901"],
    );
    assert_forged("HK", Why::ForgedHomeCode, &["+0085285251234567"]);
    assert_eq!(identity("CN", "+008685291234567"), identity("CN", "+8685291234567"));
    // Without the home code the digits are North America's or nobody's, and a foreign gateway writes them so.
    assert_overseas("CN", Why::CountryCode, &[("+0013912345678", None)]);
    assert_overseas("CN", Why::UnassignedCode, &[("+00057163720110", None)]);
}

#[test]
fn a_carrier_chosen_for_a_call_says_nothing_of_where_it_is_from() {
    for carrier in [
        "17951", "17911", "17909", "17901", "17900", "17931", "17969", "12593", "10193", "11808", "125831",
        "125833",
    ] {
        for (number, line) in [
            ("13912345678", "13912345678"),
            ("013912345678", "13912345678"),
            ("057163720110", "057163720110"),
            ("57163720110", "057163720110"),
            ("02161000405", "02161000405"),
            ("2161000405", "02161000405"),
            ("1061000405", "01061000405"),
            ("8522345678", "08522345678"),
        ] {
            let national = format!("{carrier} {number}");
            assert_domestic("CN", Why::NationalNumber, &[&national]);
            assert_eq!(identity("CN", &national), identity("CN", line), "{national}");
            for sign in ["+86", "0086", "+0086", "86"] {
                let signed = format!("{sign} {carrier} {number}");
                assert_domestic("CN", Why::HomeCountryCode, &[&signed]);
                assert_eq!(identity("CN", &signed), identity("CN", line), "{signed}");
            }
        }
        // Nothing foreign becomes domestic behind a carrier, and no hotline is reached through one.
        let disguises = ["85251234567", "0085251234567", "85366123456", "886912345678", "12345678901"];
        for disguise in disguises {
            assert_forged("CN", Why::ForgedHomeCode, &[&format!("+86 {carrier} {disguise}")]);
        }
        assert_forged("CN", Why::ForgedAreaCode, &[&format!("{carrier} 0852 51234567")]);
        assert_overseas("CN", Why::BareCountryCode, &[(&format!("{carrier} 85251234567"), Some("HK"))]);
        assert_ne!(read("CN", &format!("+86 {carrier} 4008123456")).kind, Domestic);
    }
    // Another home has no such carriers: the mainland's are digits that cannot follow its code.
    assert_forged("HK", Why::ForgedHomeCode, &["+852 17951 51234567"]);
    // 133 hides one's own number for a call. Behind +852 it is a mainland mobile in disguise.
    assert_forged("HK", Why::ForgedHomeCode, &["+852 133 98765432"]);
}

#[test]
fn a_code_that_nobody_has_is_still_from_abroad() {
    assert_overseas(
        "CN",
        Why::UnassignedCode,
        &[
            ("+21012345678", None),
            ("+99912345678", None),
            ("0021012345678", None),
            ("+057163720110", None),
            ("+999123", None),
        ],
    );
}

#[test]
fn a_cut_off_number_is_unknown() {
    assert_unknown(
        "CN",
        Why::TooShort,
        &[
            "+", "＋", "00", "0", "8", "13", "+8", "+85", "+852", "0085", "00852", "+86", "0086", "+1",
            "+85299", "+861", "+8613", "+86139", "+861391", "+00", "+0085", "+99912", "+0",
        ],
    );
    assert_unknown(
        "CN",
        Why::NoSuchNumber,
        &["852", "8529", "0852", "057", "138", "1380013", "139123456789", "447700900123", "0571637"],
    );
    assert_unknown("HK", Why::NoSuchNumber, &["852", "5123456", "512345678", "13912345678"]);
}

#[test]
fn more_digits_than_a_number_has_are_unknown() {
    assert_unknown(
        "CN",
        Why::TooLong,
        &["+8521234567890123", "0085212345678901234", "12345678901234567", "+9991234567890123"],
    );
    assert_unknown(
        "CN",
        Why::TooLong,
        &["1".repeat(41).as_str(), "9".repeat(400).as_str(), ("+852".to_owned() + &"5".repeat(60)).as_str()],
    );
}

#[test]
fn no_number_is_unknown() {
    assert_eq!(classify(Region::CN, None), unknown(Why::Withheld));
    assert_unknown(
        "CN",
        Why::Withheld,
        &[
            "anonymous",
            "Anonymous",
            "PRIVATE",
            "private number",
            "withheld",
            "Restricted",
            "私人号码",
            "私人號碼",
            "sip:anonymous@anonymous.invalid",
        ],
    );
    assert_unknown(
        "CN",
        Why::Placeholder,
        &[
            "",
            "   ",
            "\u{a0}",
            "-",
            "-1",
            "-2",
            "-3",
            "−1",
            "－2",
            "unknown",
            "Unknown",
            "UNAVAILABLE",
            "未知",
            "未知号码",
            "null",
            "0000000000",
            "tel:",
            "<未知>",
        ],
    );
    assert_unknown(
        "CN",
        Why::NotANumber,
        &[
            "sip:alice@example.org",
            "voicemail:x",
            "*100#",
            "*#06#",
            "KinGuard",
            "1-800-FLOWERS",
            "+86 浙江",
            "call 110",
            "%",
            "+%2",
        ],
    );
}

#[test]
fn each_home_dials_abroad_in_its_own_way() {
    for (home, prefixes) in [
        ("HK", &["001", "0060", "009", "1666", "1678", "00", "002", "007", "008", "0030"][..]),
        ("TW", &["002", "009", "005", "006", "007", "019", "016", "00"]),
        ("SG", &["001", "002", "008", "018", "019", "000", "00"]),
        ("MY", &["00"]),
        ("MO", &["00"]),
        ("US", &["011", "00"]),
        ("AU", &["0011"]),
        ("JP", &["010"]),
        ("RU", &["810", "00"]),
        ("GB", &["00"]),
    ] {
        for prefix in prefixes {
            let number = format!("{prefix}8613912345678");
            assert_overseas(home, Why::InternationalPrefix, &[(number.as_str(), Some("CN"))]);
        }
    }
    assert_overseas("MO", Why::InternationalPrefix, &[("0151234567", Some("HK"))]);
    assert_overseas(
        "HK",
        Why::InternationalPrefix,
        &[("0060123456789", Some("MY")), ("0085366123456", Some("MO"))],
    );
    assert_domestic("HK", Why::HomeCountryCode, &["0085251234567", "00185251234567"]);
    assert_domestic("TW", Why::HomeCountryCode, &["00886912345678", "002886912345678"]);
    assert_domestic("SG", Why::HomeCountryCode, &["006591234567", "0186591234567"]);
    // 00 and North America (+1 659 …), or 001 and Singapore (+65 9 …): the one from abroad.
    assert_overseas("SG", Why::InternationalPrefix, &[("0016592345678", None)]);
}

#[test]
fn the_mainland_is_overseas_for_its_neighbours() {
    for home in ["HK", "MO", "TW", "SG", "MY"] {
        assert_overseas(
            home,
            Why::CountryCode,
            &[("+8613912345678", Some("CN")), ("+862161000405", Some("CN")), ("+8695588", Some("CN"))],
        );
        assert_overseas(home, Why::InternationalPrefix, &[("008613912345678", Some("CN"))]);
        assert_overseas(home, Why::CountryCode, &[("+447700900123", Some("GB"))]);
    }
}

#[test]
fn each_home_knows_its_own_numbers() {
    assert_domestic(
        "HK",
        Why::NationalNumber,
        &["51234567", "98765432", "22333000", "30011234", "34560098", "13398765432"],
    );
    assert_domestic("MO", Why::NationalNumber, &["66123456", "28712345"]);
    assert_domestic(
        "TW",
        Why::NationalNumber,
        &["0912345678", "0223456789", "037123456", "082312345", "0423456789", "23456789", "07012345678"],
    );
    assert_domestic("SG", Why::NationalNumber, &["91234567", "81234567", "61234567", "31234567"]);
    assert_domestic(
        "MY",
        Why::NationalNumber,
        &["0123456789", "01123456789", "0312345678", "041234567", "082123456", "31234567"],
    );
    assert_domestic("GB", Why::NationalNumber, &["07700900123", "02079460123", "447700900123"]);
    assert_domestic("US", Why::NationalNumber, &["2025550147", "12025550147", "(202) 555-0147"]);
    assert_domestic("RU", Why::NationalNumber, &["89161234567", "79161234567"]);
    assert_domestic("DE", Why::HomeCountryCode, &["+493012345678", "00493012345678"]);
    // One plan, one home: a call from an island is not from overseas.
    assert_domestic("GB", Why::HomeCountryCode, &["+441481256789"]);
    assert_domestic("JE", Why::HomeCountryCode, &["+447700900123"]);
    assert_domestic("US", Why::HomeCountryCode, &["+16045550112"]);
    assert_domestic("VA", Why::HomeCountryCode, &["+390669812345"]);
    assert_domestic("SH", Why::HomeCountryCode, &["+29022158"]);
    assert_domestic("AX", Why::HomeCountryCode, &["+3581812345"]);
}

#[test]
fn a_home_without_telephones_still_tells_what_is_from_abroad() {
    assert_overseas("HM", Why::CountryCode, &[("+8613912345678", Some("CN"))]);
    assert_domestic("HM", Why::NationalNumber, &["1234567890"]);
}

#[test]
fn a_second_code_of_home_is_not_home() {
    assert_overseas("SH", Why::CountryCode, &[("+24762123", None)]);
    assert_overseas("VA", Why::CountryCode, &[("+379123456", None)]);
}

#[test]
fn one_line_has_one_identity() {
    for (home, spellings) in [
        (
            "CN",
            &[
                "13912345678",
                "+8613912345678",
                "008613912345678",
                "8613912345678",
                "013912345678",
                "17951 13912345678",
            ][..],
        ),
        (
            "CN",
            &[
                "057163720110",
                "57163720110",
                "+8657163720110",
                "+86057163720110",
                "0086 571 63720110",
                "8657163720110",
            ],
        ),
        ("CN", &["+85251234567", "0085251234567", "85251234567", "+0085251234567"]),
        ("HK", &["51234567", "+85251234567", "0085251234567", "00185251234567", "85251234567"]),
        ("TW", &["0912345678", "+886912345678", "+8860912345678", "886912345678", "00886912345678"]),
        ("SG", &["91234567", "+6591234567", "6591234567"]),
        ("MY", &["0123456789", "+60123456789", "60123456789", "0060123456789"]),
        ("GB", &["07700900123", "+447700900123", "447700900123", "00447700900123"]),
        ("US", &["2025550147", "12025550147", "+12025550147"]),
        ("RU", &["89161234567", "79161234567", "+79161234567"]),
    ] {
        let identities: BTreeSet<_> = spellings.iter().map(|number| identity(home, number)).collect();
        assert_eq!(identities.len(), 1, "{spellings:?} at home {home}");
    }
    // A line keeps its identity when the SIM changes.
    assert_eq!(identity("CN", "+85251234567"), identity("HK", "51234567"));
    assert_eq!(identity("HK", "+8613912345678"), identity("CN", "13912345678"));
    // Stored identities must survive every release.
    let stored = serde_json::to_string(&identity("CN", "139 1234 5678")).expect("an integer is always JSON");
    assert_eq!(stored, fnv1a("8613912345678").to_string());
}

fn fnv1a(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[test]
fn each_reason_has_an_identifier_of_its_own() {
    let identifiers: BTreeSet<_> = Why::ALL.iter().map(|why| why.id()).collect();
    assert_eq!(identifiers.len(), Why::ALL.len());
    for why in Why::ALL {
        assert_eq!(serde_json::to_string(why).expect("a string is always JSON"), format!("{:?}", why.id()));
    }
    assert_eq!(serde_json::to_string(&Overseas).expect("a string is always JSON"), r#""overseas""#);
}

/// The properties of every reading.
fn assert_consistent(home: Region, caller: Caller) {
    assert_eq!(caller.identity.is_none(), caller.kind == Unknown, "{caller:?}");
    match caller.kind {
        Domestic => assert!(caller.region == Some(home) && !caller.forged, "{caller:?}"),
        Overseas => assert!(!caller.service && caller.region != Some(home), "{caller:?}"),
        Unknown => assert!(!caller.service && !caller.forged && caller.region.is_none(), "{caller:?}"),
    }
    assert!(!caller.forged || caller.region.is_none(), "{caller:?}");
}

fn any_home() -> impl Strategy<Value = Region> {
    prop_oneof![proptest::sample::select(&HOMES[..]), "[A-Z]{2}".prop_map(|code| region(&code))]
}

fn calling_code(home: Region) -> &'static str {
    match home.as_str() {
        "CN" => "86",
        "HK" => "852",
        "MO" => "853",
        "TW" => "886",
        "SG" => "65",
        _ => "60",
    }
}

/// A mobile or a line with its area code, without trunk prefix.
fn mainland_number() -> impl Strategy<Value = String> {
    "1[3-9][0-9]{9}|(10|2[0-57-9])[2-8][0-9]{7}|(311|371|571|595|755|769|898|991)[2-8][0-9]{6,7}|85[1-4][2-8][0-9]{6}"
}

/// One of the homes with a plan of its own, and a mobile or line there, without trunk prefix.
fn home_and_number() -> impl Strategy<Value = (Region, String)> {
    let at = |home| move |number| (home, number);
    prop_oneof![
        mainland_number().prop_map(at(Region::CN)),
        "[569][0-9]{7}|2[1-9][0-9]{6}".prop_map(at(Region::HK)),
        "6[2-8][0-9]{6}|28[0-9]{6}".prop_map(at(Region::MO)),
        "9[0-9]{8}|2[2-8][0-9]{7}|37[2-9][0-9]{5}".prop_map(at(Region::TW)),
        "[89][1-8][0-9]{6}|6[2-9][0-9]{6}".prop_map(at(Region::SG)),
        "1[0-46-9][2-9][0-9]{6}|3[2-9][0-9]{7}|4[2-9][0-9]{6}".prop_map(at(Region::MY)),
    ]
}

fn separator() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        &[
            "", "", "", " ", "\u{a0}", "-", "\u{2010}", "\u{2013}", "－", "(", ")", "（", "）", ".",
            "\u{200b}", "\u{202d}",
        ][..],
    )
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn any_text_is_read_and_always_the_same(home in any_home(), text in "\\PC{0,60}") {
        let caller = classify(home, Some(&text));
        assert_consistent(home, caller);
        prop_assert_eq!(caller, classify(home, Some(&text)));
    }

    #[test]
    fn anything_like_a_number_is_read(home in any_home(), text in "(tel:|sip:|\\+|00|＋|17951|#31#)?[0-9+*#,;% ()-]{0,45}") {
        assert_consistent(home, classify(home, Some(&text)));
    }

    #[test]
    fn separators_change_nothing(
        home in any_home(),
        sign in proptest::sample::select(&["", "+", "00", "0", "86", "852"][..]),
        digits in proptest::collection::vec(0_u8..10, 2..20),
        between in proptest::collection::vec(separator(), 24),
    ) {
        let plain: String = sign.chars().chain(digits.iter().map(|&digit| char::from(b'0' + digit))).collect();
        let separated: String = plain.chars().zip(&between).flat_map(|(character, separator)| separator.chars().chain([character])).collect();
        prop_assert_eq!(classify(home, Some(&separated)), classify(home, Some(&plain)), "{}", separated);
        let wide: String = plain.chars().map(|character| char::from_u32(character as u32 + 0xfee0).expect("full width of ASCII")).collect();
        prop_assert_eq!(classify(home, Some(&wide)), classify(home, Some(&plain)), "{}", wide);
    }

    #[test]
    fn a_mobile_has_one_identity(number in "1[3-9][0-9]{9}") {
        let mobile = identity("CN", &number);
        for form in ["+86", "0086", "86", "0", "17951", "12593"] {
            prop_assert_eq!(identity("CN", &format!("{form}{number}")), mobile, "{}", form);
        }
    }

    #[test]
    fn an_international_number_has_one_identity(home in proptest::sample::select(&HOMES[..]), number in "(44|81|84|95|63|62|91|234|968)[1-9][0-9]{8}") {
        let plus = classify(home, Some(&format!("+{number}")));
        prop_assert_eq!(plus.kind, Overseas);
        prop_assert_eq!(classify(home, Some(&format!("+00{number}"))), plus);
    }

    #[test]
    fn an_international_sign_is_never_domestic_except_with_the_home_code(home in proptest::sample::select(&HOMES[..]), digits in "[0-9]{0,18}") {
        let code = calling_code(home);
        let caller = classify(home, Some(&format!("+{digits}")));
        let follows_the_sign = digits.strip_prefix("00").unwrap_or(&digits).starts_with(code);
        prop_assert!(caller.kind != Domestic || follows_the_sign);
        let caller = classify(home, Some(&format!("00{digits}")));
        prop_assert!(caller.kind != Domestic || digits.contains(code));
    }

    #[test]
    fn a_home_number_is_domestic_and_one_line_in_every_notation(
        (home, number) in home_and_number(),
        sign in proptest::sample::select(&["+", "00", "+00"][..]),
    ) {
        let code = calling_code(home);
        let plain = classify(home, Some(&format!("+{code}{number}")));
        prop_assert_eq!((plain.kind, plain.forged, plain.why), (Domestic, false, Why::HomeCountryCode));
        prop_assert_eq!(classify(home, Some(&format!("{sign}{code}{number}"))), plain);
        let trunk = if matches!(home.as_str(), "CN" | "TW" | "MY") { "0" } else { "" };
        prop_assert_eq!(classify(home, Some(&format!("{sign}{code}{trunk}{number}"))), plain);
        let national = classify(home, Some(&format!("{trunk}{number}")));
        prop_assert_eq!((national.kind, national.identity), (Domestic, plain.identity));
    }

    #[test]
    fn a_mainland_number_is_domestic_behind_any_carrier(
        number in mainland_number(),
        carrier in "17951|17911|179[0-9]{2}|12593|10193|11808|12583[1-9]",
        before in proptest::sample::select(&["", "+86", "0086", "+0086", "86"][..]),
        after in proptest::sample::select(&["", "0"][..]),
    ) {
        let caller = classify(Region::CN, Some(&format!("{before}{carrier}{after}{number}")));
        prop_assert_eq!((caller.kind, caller.service, caller.forged), (Domestic, false, false));
        prop_assert_eq!(caller.identity, Some(identity("CN", &format!("+86{number}"))));
    }

    #[test]
    fn a_mainland_number_is_domestic_when_the_carrier_comes_first(
        number in mainland_number(),
        carrier in "17951|17911|179[0-9]{2}|12593|10193|11808|12583[1-9]",
        sign in proptest::sample::select(&["+86", "0086", "+0086", "86"][..]),
    ) {
        let caller = classify(Region::CN, Some(&format!("{carrier}{sign}{number}")));
        prop_assert_eq!((caller.kind, caller.service, caller.forged), (Domestic, false, false));
        prop_assert_eq!(caller.identity, Some(identity("CN", &format!("+86{number}"))));
    }

    #[test]
    fn a_foreign_number_behind_the_home_code_stays_forged(
        home in proptest::sample::select(&HOMES[..]),
        sign in proptest::sample::select(&["+", "+00"][..]),
        carrier in "(17951|12593|10193|11808|125831)?",
        foreign in "852[569][0-9]{7}|8536[0-9]{7}|8869[0-9]{8}|00852[569][0-9]{7}|00861[3-9][0-9]{9}|0044[1-9][0-9]{9}",
    ) {
        let code = calling_code(home);
        // Carriers are the mainland's.
        let carrier = if home == Region::CN { carrier } else { String::new() };
        let caller = classify(home, Some(&format!("{sign}{code}{carrier}{foreign}")));
        prop_assert_eq!((caller.kind, caller.region, caller.forged), (Overseas, None, true));
    }
}

//! The reading of numbers against a second opinion: the metadata of libphonenumber, which knows every region's plan.
//!
//! For every region and every service code it knows, example numbers of each type (and valid variations of them) are
//! written as `+`, `00` and each home's own prefix, and in national form for the homes the product is made for. Kind
//! and region must agree, but for the deliberate differences in [`DIFFERENCES`].

use std::collections::{BTreeMap, BTreeSet};

use kinguard_core::caller::{Caller, CallerKind, Why, classify};
use kinguard_core::region::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL as LIBRARY, PhoneNumber, PhoneNumberFormat, PhoneNumberType};

/// Homes with a plan of their own, how each writes or dials numbers from abroad, and what else is seen there. In the
/// last list only the kind is compared: where a carrier's code is dialled, a plain 00 may be the beginning of one.
const HOMES: [(Region, &[&str], &[&str]); 6] = [
    (Region::CN, &["+", "00", "+00"], &[]),
    (Region::HK, &["+", "001", "0060", "1666"], &["00"]),
    (Region::MO, &["+", "00", "+00"], &[]),
    (Region::TW, &["+", "002", "009"], &["00"]),
    (Region::SG, &["+", "001", "008", "018"], &["00"]),
    (Region::MY, &["+", "00", "+00"], &[]),
];

/// The number of variations of each example; those the library calls invalid are left out.
const VARIATIONS: u64 = 40;

/// A difference we want.
struct Difference {
    /// The form the number was in: a prefix, or `national`; empty for any.
    form: &'static str,
    /// The home region, empty for any.
    home: &'static str,
    /// The library's region, empty for any region with this calling code.
    library: &'static str,
    /// The calling code.
    code: i32,
    /// Our answer, as kind and region.
    ours: &'static str,
    reason: &'static str,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        form: "",
        home: "",
        library: "",
        code: 1,
        ours: "overseas -",
        reason: "the contract gives North America no region",
    },
    Difference {
        form: "",
        home: "",
        library: "",
        code: 7,
        ours: "overseas -",
        reason: "the contract gives Russia and Kazakhstan no region",
    },
    Difference {
        form: "",
        home: "",
        library: "YT",
        code: 262,
        ours: "overseas -",
        reason: "Mayotte: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "AX",
        code: 358,
        ours: "overseas -",
        reason: "Åland: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "VA",
        code: 39,
        ours: "overseas -",
        reason: "Vatican City: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "GG",
        code: 44,
        ours: "overseas -",
        reason: "Guernsey: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "GG",
        code: 44,
        ours: "overseas GB",
        reason: "098 is premium rate of all the islands; the library's pattern of Britain lacks it",
    },
    Difference {
        form: "",
        home: "",
        library: "IM",
        code: 44,
        ours: "overseas -",
        reason: "Isle of Man: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "JE",
        code: 44,
        ours: "overseas -",
        reason: "Jersey: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "SJ",
        code: 47,
        ours: "overseas -",
        reason: "Svalbard: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "BL",
        code: 590,
        ours: "overseas -",
        reason: "Saint Barthélemy: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "MF",
        code: 590,
        ours: "overseas -",
        reason: "Saint Martin: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "BQ",
        code: 599,
        ours: "overseas -",
        reason: "Caribbean Netherlands: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "CC",
        code: 61,
        ours: "overseas -",
        reason: "Cocos Islands: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "CX",
        code: 61,
        ours: "overseas -",
        reason: "Christmas Island: a territory within another country's code gets no region",
    },
    Difference {
        form: "",
        home: "",
        library: "GB",
        code: 44,
        ours: "overseas -",
        reason: "07924 is the Isle of Man's as well as Britain's in the library; Britain wins there only by order",
    },
    Difference {
        form: "",
        home: "",
        library: "MA",
        code: 212,
        ours: "overseas -",
        reason: "05288 and 05289 are Western Sahara's; the library finds Morocco first",
    },
    Difference {
        form: "",
        home: "",
        library: "NF",
        code: 672,
        ours: "overseas -",
        reason: "672 1 are the Antarctic stations, not Norfolk Island",
    },
    Difference {
        form: "",
        home: "",
        library: "AC",
        code: 247,
        ours: "overseas SH",
        reason: "AC is no ISO 3166-1 code: Ascension is part of SH",
    },
    Difference {
        form: "",
        home: "",
        library: "TA",
        code: 290,
        ours: "overseas SH",
        reason: "TA is no ISO 3166-1 code: Tristan da Cunha is part of SH",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "CU",
        code: 53,
        ours: "overseas MO",
        reason: "008 and a code from 2 to 9, or 00 and the mainland or Macau, whose plan is known: the neighbour is likelier",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "ID",
        code: 62,
        ours: "overseas CN",
        reason: "008 and a code from 2 to 9, or 00 and the mainland or Macau, whose plan is known: the neighbour is likelier",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "PH",
        code: 63,
        ours: "overseas CN",
        reason: "008 and a code from 2 to 9, or 00 and the mainland or Macau, whose plan is known: the neighbour is likelier",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "NZ",
        code: 64,
        ours: "overseas CN",
        reason: "008 and a code from 2 to 9, or 00 and the mainland or Macau, whose plan is known: the neighbour is likelier",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "TH",
        code: 66,
        ours: "overseas CN",
        reason: "008 and a code from 2 to 9, or 00 and the mainland or Macau, whose plan is known: the neighbour is likelier",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "PG",
        code: 675,
        ours: "overseas CN",
        reason: "008 and a code from 2 to 9, or 00 and the mainland or Macau, whose plan is known: the neighbour is likelier",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "PF",
        code: 689,
        ours: "overseas CN",
        reason: "008 and a code from 2 to 9, or 00 and the mainland or Macau, whose plan is known: the neighbour is likelier",
    },
    Difference {
        form: "0060",
        home: "HK",
        library: "CA",
        code: 1,
        ours: "overseas MY",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
    Difference {
        form: "002",
        home: "TW",
        library: "CA",
        code: 1,
        ours: "overseas DZ",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
    Difference {
        form: "008",
        home: "SG",
        library: "DO",
        code: 1,
        ours: "overseas JP",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
    Difference {
        form: "002",
        home: "TW",
        library: "DO",
        code: 1,
        ours: "overseas LY",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
    Difference {
        form: "009",
        home: "TW",
        library: "DO",
        code: 1,
        ours: "overseas IN",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
    Difference {
        form: "002",
        home: "TW",
        library: "FJ",
        code: 679,
        ours: "overseas BW",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
    Difference {
        form: "009",
        home: "TW",
        library: "FJ",
        code: 679,
        ours: "overseas YE",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
    Difference {
        form: "0060",
        home: "HK",
        library: "MO",
        code: 853,
        ours: "overseas MY",
        reason: "a number that only its own country can dial, so that another reading fits better",
    },
];

const TYPES: [PhoneNumberType; 11] = [
    PhoneNumberType::FixedLine,
    PhoneNumberType::Mobile,
    PhoneNumberType::FixedLineOrMobile,
    PhoneNumberType::TollFree,
    PhoneNumberType::PremiumRate,
    PhoneNumberType::SharedCost,
    PhoneNumberType::VoIP,
    PhoneNumberType::PersonalNumber,
    PhoneNumberType::Pager,
    PhoneNumberType::UAN,
    PhoneNumberType::VoiceMail,
];

fn is_valid(number: &PhoneNumber) -> bool {
    LIBRARY.is_valid_number(number)
}

/// The region the library gives a number; `None` for codes of no country, which it calls `001`.
fn library_region(number: &PhoneNumber) -> Option<String> {
    let region = LIBRARY.get_region_for_number(number)?.as_region_str().to_string();
    (region != "001").then_some(region)
}

/// Every example the metadata has, with valid variations, each once, as (number, E.164 digits).
fn numbers() -> BTreeMap<String, PhoneNumber> {
    let mut examples = Vec::new();
    let regions: BTreeMap<_, _> =
        LIBRARY.get_supported_regions().map(|region| (region.as_region_str().to_string(), region)).collect();
    for region in regions.into_values() {
        examples.extend(
            TYPES
                .into_iter()
                .filter_map(|kind| LIBRARY.get_example_number_for_type_and_region(region, kind).ok()),
        );
    }
    let codes: BTreeSet<i32> = LIBRARY.get_supported_global_network_calling_codes().collect();
    for code in codes {
        examples.extend(LIBRARY.get_example_number_for_non_geo_entity(code).ok());
    }
    let mut numbers = BTreeMap::new();
    // A fixed sequence of digits, so that every run compares the same numbers.
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    for example in examples {
        let written = LIBRARY.format(&example, PhoneNumberFormat::E164).into_owned();
        let code = example.country_code.to_string().len() + 1;
        for variation in 0..=VARIATIONS {
            let mut varied: Vec<u8> = written.bytes().collect();
            if variation > 0 {
                // Later variations change more of the number, down to its leading digits.
                let kept = code
                    + (written.len() - code)
                        .saturating_sub(1 + (variation as usize - 1) * 10 / VARIATIONS as usize);
                for digit in &mut varied[kept..] {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    *digit = b'0' + (state % 10) as u8;
                }
            }
            let text = String::from_utf8(varied).expect("ASCII digits");
            if let Ok(number) = LIBRARY.parse(&text, None)
                && is_valid(&number)
            {
                numbers.insert(LIBRARY.format(&number, PhoneNumberFormat::E164)[1..].to_owned(), number);
            }
        }
    }
    numbers
}

fn answer(kind: &str, region: Option<&str>) -> String {
    format!("{kind} {}", region.unwrap_or("-"))
}

fn ours(caller: &Caller) -> String {
    let kind = match caller.kind {
        CallerKind::Domestic => "domestic",
        CallerKind::Overseas => "overseas",
        CallerKind::Unknown => "unknown",
    };
    let forged = if caller.forged { " forged" } else { "" };
    format!("{}{forged}", answer(kind, caller.region.as_ref().map(Region::as_str)))
}

#[test]
fn every_example_number_is_read_as_the_library_reads_it() {
    let numbers = numbers();
    let mut compared: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut regions = BTreeSet::new();
    let mut used = vec![0_usize; DIFFERENCES.len()];
    let mut unlisted: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut differing = 0;

    for (digits, number) in &numbers {
        let code = number.country_code;
        let region = library_region(number);
        regions.insert((code, region.clone()));
        for (home, exact, kind_only) in HOMES {
            let at_home = region.as_deref() == Some(home.as_str());
            // Nobody dials a carrier for calls abroad to reach home.
            let spoken = |prefix: &&&str| !at_home || matches!(**prefix, "+" | "00" | "+00");
            let national = at_home.then(|| LIBRARY.format(number, PhoneNumberFormat::National).into_owned());
            let forms = exact
                .iter()
                .chain(kind_only)
                .filter(spoken)
                .map(|prefix| (*prefix, format!("{prefix}{digits}")));
            for (form, written) in forms.chain(national.map(|written| ("national", written))) {
                *compared.entry((home.to_string(), form)).or_default() += 1;
                let theirs = answer(if at_home { "domestic" } else { "overseas" }, region.as_deref());
                let mine = ours(&classify(home, Some(&written)));
                let comparable = |answer: &str| {
                    let kind = answer.split(' ').next().unwrap_or_default();
                    if kind_only.contains(&form) { kind.to_owned() } else { answer.to_owned() }
                };
                if comparable(&mine) == comparable(&theirs) {
                    continue;
                }
                differing += 1;
                let listed = DIFFERENCES.iter().position(|difference| {
                    (difference.form.is_empty() || difference.form == form)
                        && (difference.home.is_empty() || difference.home == home.as_str())
                        && (difference.library.is_empty() || Some(difference.library) == region.as_deref())
                        && difference.code == code
                        && difference.ours == mine
                });
                if let Some(index) = listed {
                    used[index] += 1;
                } else {
                    let what = format!("home {home}, form {form}, +{code}: library {theirs}, ours {mine}");
                    unlisted.entry(what).or_insert((0, written)).0 += 1;
                }
            }
        }
    }

    println!("{} numbers of {} regions and service codes", numbers.len(), regions.len());
    for ((home, form), count) in &compared {
        println!("  home {home}, form {form}: {count}");
    }
    let total: usize = compared.values().sum();
    println!("{total} readings compared, {differing} differ, of which listed:");
    for (difference, count) in DIFFERENCES.iter().zip(&used) {
        println!(
            "  {count}: +{} {} -> {}: {}",
            difference.code, difference.library, difference.ours, difference.reason
        );
    }
    for (what, (count, written)) in &unlisted {
        println!("UNLISTED {count} times, such as {written}: {what}");
    }
    for (difference, count) in DIFFERENCES.iter().zip(&used) {
        assert!(*count > 0, "+{} {}: listed, but no longer so", difference.code, difference.library);
    }
    assert!(unlisted.is_empty(), "{} differences are not listed", unlisted.len());
}

/// Calling codes that only one side knows, with the reason.
const CODES_WE_ALONE_KNOW: &[(i32, &str)] = &[(379, "ITU-T assigned it to the Vatican, which uses 39")];

#[test]
fn the_same_calling_codes_are_assigned() {
    let theirs: BTreeSet<i32> = LIBRARY.get_supported_calling_codes().collect();
    // Three digits, so that no digit of the national number can complete the code.
    for digits in 100..=999 {
        let caller = classify(Region::HK, Some(&format!("+{digits}23456789")));
        let known = [digits / 100, digits / 10, digits].iter().any(|code| theirs.contains(code));
        let alone = CODES_WE_ALONE_KNOW.iter().any(|(code, _)| *code == digits);
        assert_eq!(caller.why != Why::UnassignedCode, known != alone, "+{digits}: {caller:?}");
    }
    println!("{} calling codes of the library, {} of ours alone", theirs.len(), CODES_WE_ALONE_KNOW.len());
}

/// Mainland area codes that only we know: merged into a neighbour, but still in old address books.
const AREAS_WE_ALONE_KNOW: &[(u32, &str)] = &[
    (378, "Kaifeng, now 371"),
    (410, "Tieling, now 24"),
    (413, "Fushun, now 24"),
    (414, "Benxi, now 24"),
    (565, "Chaohu, divided"),
    (634, "Laiwu, now 531"),
    (732, "Xiangtan, now 731"),
    (733, "Zhuzhou, now 731"),
    (852, "Zunyi, now 851"),
    (853, "Anshun, now 851"),
];

#[test]
fn the_same_mainland_area_codes_exist() {
    let mut compared = 0;
    for area in 300..=999 {
        let lines =
            (20..=89).flat_map(|head| [format!("+86{area}{head}23456"), format!("+86{area}{head}234567")]);
        let (mut theirs, mut ours) = (false, false);
        for line in lines {
            compared += 1;
            theirs |= LIBRARY.parse(&line, None).is_ok_and(|number| is_valid(&number));
            ours |= classify(Region::CN, Some(&line)).kind == CallerKind::Domestic;
        }
        let alone = AREAS_WE_ALONE_KNOW.iter().any(|(code, _)| *code == area);
        assert_eq!(ours, theirs != alone, "0{area}");
    }
    println!(
        "{compared} lines in 700 possible area codes compared, {} areas ours alone",
        AREAS_WE_ALONE_KNOW.len()
    );
}

//! Calling codes and the regions they belong to.
//!
//! Source: ITU-T, "List of Recommendation ITU-T E.164 assigned country codes" (annex to the ITU Operational
//! Bulletin), read together with ISO 3166-1 for the two letters. Codes marked spare or reserved there are unassigned
//! here; a code without a country of its own (shared, satellite, freephone, networks) has no region.

use crate::region::Region;

/// The calling code in front of an international number.
#[derive(Clone, Copy)]
pub(super) enum CallingCode<'a> {
    /// An assigned code and the digits after it.
    Assigned { code: u16, geographic: bool, region: Option<Region>, rest: &'a [u8] },
    /// Three digits that no code begins with.
    Unassigned,
    /// Too few digits to tell a code.
    Incomplete,
}

/// The assignment of a calling code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Assignment {
    None,
    /// A world-wide service or network.
    Global,
    /// Several countries of equal standing.
    Shared,
    Country(Region),
}

/// Splits the digits after the international prefix. No code is the beginning of another, so the first hit is it.
pub(super) fn split(international: &[u8]) -> CallingCode<'_> {
    let mut code = 0;
    for (index, &digit) in international.iter().take(3).enumerate() {
        code = code * 10 + u16::from(digit - b'0');
        // No code begins with zero: `044` must not be read as 44.
        if code == 0 {
            return CallingCode::Unassigned;
        }
        let rest = &international[index + 1..];
        match ASSIGNMENTS[usize::from(code)] {
            Assignment::None => {}
            Assignment::Global => {
                return CallingCode::Assigned { code, geographic: false, region: None, rest };
            }
            Assignment::Shared => {
                return CallingCode::Assigned { code, geographic: true, region: None, rest };
            }
            Assignment::Country(region) => {
                let region = (!in_territory(code, rest)).then_some(region);
                return CallingCode::Assigned { code, geographic: true, region, rest };
            }
        }
    }
    if international.len() < 3 { CallingCode::Incomplete } else { CallingCode::Unassigned }
}

/// The calling code dialled to reach a region, `None` for a region without telephones of its own.
pub(super) fn of_region(region: Region) -> Option<u16> {
    let code = CODES[place(region.as_str().as_bytes())];
    (code != 0).then_some(code)
}

/// Returns whether a number can exist behind this code, as far as that helps to choose between two readings
/// of the same digits: by its length and its beginning. Source: the numbering plans published by ITU-T under
/// E.129.
pub(super) fn is_usual(code: u16, national: &[u8]) -> bool {
    let lengths = match code {
        // Area codes and exchanges of North America begin with 2 to 9.
        1 => return matches!(national, [b'2'..=b'9', _, _, b'2'..=b'9', ..]) && national.len() == 10,
        60 => return matches!(national, [b'1' | b'3'..=b'9', ..]) && (8..=10).contains(&national.len()),
        7 | 30 | 52 | 58 | 98 => 10..=10,
        93 | 94 => 9..=9,
        33 | 34 | 48 => 9..=9,
        20 | 27 | 82 => 8..=10,
        31 | 32 => 7..=11,
        36 => 8..=9,
        39 => 6..=11,
        41 => 9..=12,
        43 | 49 => 5..=13,
        44 | 81 => 9..=10,
        45 => 8..=8,
        46 => 6..=12,
        47 => 5..=8,
        51 | 56 => 8..=11,
        53 => 6..=10,
        54 | 55 | 57 => 8..=11,
        61 => 6..=10,
        62 => 8..=12,
        63 => 8..=13,
        64 => 8..=10,
        65 => 8..=11,
        66 => 8..=13,
        84 | 86 => 7..=11,
        90 => 7..=13,
        91 => 8..=13,
        92 => 8..=12,
        95 => 6..=10,
        852 | 853 => 8..=8,
        886 => 7..=10,
        // The smallest plans: islands with four to six digits.
        247 | 290 | 500 | 597 | 598 | 672..=690 => 4..=9,
        _ => 6..=12,
    };
    lengths.contains(&national.len())
}

/// Returns whether the national number belongs to a territory with an ISO code of its own within the
/// country's calling code. Such a number is not the country's, and there is no way to say "one of two", so it
/// gets no region.
fn in_territory(code: u16, national: &[u8]) -> bool {
    TERRITORIES
        .iter()
        .any(|&(owner, leading)| owner == code && leading.iter().any(|digits| national.starts_with(digits)))
}

/// Leading digits of territories. Source: the numbering plan of the country whose code they share.
const TERRITORIES: &[(u16, &[&[u8]])] = &[
    (
        44,
        &[
            b"1481", b"7781", b"7839", b"79111", b"79117", // Guernsey
            b"1534", b"7509", b"77003", b"77007", b"77008", b"7797", b"7829", b"7937", // Jersey
            b"1624", b"74576", b"7524", b"7624", b"7924", // Isle of Man
        ],
    ),
    (358, &[b"18"]),                                                       // Åland
    (47, &[b"79"]),                                                        // Svalbard
    (212, &[b"5288", b"5289"]),                                            // Western Sahara
    (39, &[b"06698"]),                                                     // Vatican City
    (61, &[b"89162", b"89164"]),                                           // Cocos Islands, Christmas Island
    (262, &[b"269", b"639", b"2689", b"7093", b"9398", b"9478", b"9769"]), // Mayotte
    (
        590,
        &[
            b"59027", b"59029", b"59051", b"59052", b"59087", // Saint Barthélemy
            b"59000", b"59007", b"59009", b"59013", b"59030", b"59043", b"59050", b"59056", b"59058",
            b"59077", b"59079", // Saint Martin
        ],
    ),
    (599, &[b"3", b"4", b"7"]), // Bonaire, Saba, Sint Eustatius beside Curaçao
    (672, &[b"1"]),             // Antarctic stations beside Norfolk Island
];

/// Regions reached through the code of another one.
const GUESTS: &[(u16, &[&str])] = &[
    (
        1,
        &[
            "US", "CA", "AG", "AI", "AS", "BB", "BM", "BS", "DM", "DO", "GD", "GU", "JM", "KN", "KY", "LC",
            "MP", "MS", "PR", "SX", "TC", "TT", "UM", "VC", "VG", "VI",
        ],
    ),
    (7, &["RU", "KZ"]),
    (44, &["GG", "JE", "IM"]),
    (358, &["AX"]),
    (47, &["SJ", "BV"]),
    (212, &["EH"]),
    (39, &["VA"]),
    (61, &["CC", "CX"]),
    (262, &["YT", "TF"]),
    (590, &["BL", "MF"]),
    (599, &["BQ"]),
    (672, &["AQ"]),
];

/// Services without a country: freephone, shared cost, Inmarsat, personal numbers, global mobile satellite,
/// international networks, disaster relief, premium rate.
const GLOBAL: &[u16] = &[800, 808, 870, 878, 881, 882, 883, 888, 979];

/// Codes of several countries: North America and the Caribbean; Russia and Kazakhstan.
const SHARED: &[u16] = &[1, 7];

/// Codes of one country. Ascension (247) and Tristan da Cunha share Saint Helena's ISO code; Kosovo (383) has only a
/// user-assigned one; Palestine (970) is reserved by ITU-T and in use; 262 is Réunion's, 590 Guadeloupe's.
#[rustfmt::skip]
const COUNTRIES: &[(u16, &[u8; 2])] = &[
    (20, b"EG"), (211, b"SS"), (212, b"MA"), (213, b"DZ"), (216, b"TN"), (218, b"LY"), (220, b"GM"), (221, b"SN"),
    (222, b"MR"), (223, b"ML"), (224, b"GN"), (225, b"CI"), (226, b"BF"), (227, b"NE"), (228, b"TG"), (229, b"BJ"),
    (230, b"MU"), (231, b"LR"), (232, b"SL"), (233, b"GH"), (234, b"NG"), (235, b"TD"), (236, b"CF"), (237, b"CM"),
    (238, b"CV"), (239, b"ST"), (240, b"GQ"), (241, b"GA"), (242, b"CG"), (243, b"CD"), (244, b"AO"), (245, b"GW"),
    (246, b"IO"), (247, b"SH"), (248, b"SC"), (249, b"SD"), (250, b"RW"), (251, b"ET"), (252, b"SO"), (253, b"DJ"),
    (254, b"KE"), (255, b"TZ"), (256, b"UG"), (257, b"BI"), (258, b"MZ"), (260, b"ZM"), (261, b"MG"), (262, b"RE"),
    (263, b"ZW"), (264, b"NA"), (265, b"MW"), (266, b"LS"), (267, b"BW"), (268, b"SZ"), (269, b"KM"), (27, b"ZA"),
    (290, b"SH"), (291, b"ER"), (297, b"AW"), (298, b"FO"), (299, b"GL"), (30, b"GR"), (31, b"NL"), (32, b"BE"),
    (33, b"FR"), (34, b"ES"), (350, b"GI"), (351, b"PT"), (352, b"LU"), (353, b"IE"), (354, b"IS"), (355, b"AL"),
    (356, b"MT"), (357, b"CY"), (358, b"FI"), (359, b"BG"), (36, b"HU"), (370, b"LT"), (371, b"LV"), (372, b"EE"),
    (373, b"MD"), (374, b"AM"), (375, b"BY"), (376, b"AD"), (377, b"MC"), (378, b"SM"), (379, b"VA"), (380, b"UA"),
    (381, b"RS"), (382, b"ME"), (383, b"XK"), (385, b"HR"), (386, b"SI"), (387, b"BA"), (389, b"MK"), (39, b"IT"),
    (40, b"RO"), (41, b"CH"), (420, b"CZ"), (421, b"SK"), (423, b"LI"), (43, b"AT"), (44, b"GB"), (45, b"DK"),
    (46, b"SE"), (47, b"NO"), (48, b"PL"), (49, b"DE"), (500, b"FK"), (501, b"BZ"), (502, b"GT"), (503, b"SV"),
    (504, b"HN"), (505, b"NI"), (506, b"CR"), (507, b"PA"), (508, b"PM"), (509, b"HT"), (51, b"PE"), (52, b"MX"),
    (53, b"CU"), (54, b"AR"), (55, b"BR"), (56, b"CL"), (57, b"CO"), (58, b"VE"), (590, b"GP"), (591, b"BO"),
    (592, b"GY"), (593, b"EC"), (594, b"GF"), (595, b"PY"), (596, b"MQ"), (597, b"SR"), (598, b"UY"), (599, b"CW"),
    (60, b"MY"), (61, b"AU"), (62, b"ID"), (63, b"PH"), (64, b"NZ"), (65, b"SG"), (66, b"TH"), (670, b"TL"),
    (672, b"NF"), (673, b"BN"), (674, b"NR"), (675, b"PG"), (676, b"TO"), (677, b"SB"), (678, b"VU"), (679, b"FJ"),
    (680, b"PW"), (681, b"WF"), (682, b"CK"), (683, b"NU"), (685, b"WS"), (686, b"KI"), (687, b"NC"), (688, b"TV"),
    (689, b"PF"), (690, b"TK"), (691, b"FM"), (692, b"MH"), (81, b"JP"), (82, b"KR"), (84, b"VN"), (850, b"KP"),
    (852, b"HK"), (853, b"MO"), (855, b"KH"), (856, b"LA"), (86, b"CN"), (880, b"BD"), (886, b"TW"), (90, b"TR"),
    (91, b"IN"), (92, b"PK"), (93, b"AF"), (94, b"LK"), (95, b"MM"), (960, b"MV"), (961, b"LB"), (962, b"JO"),
    (963, b"SY"), (964, b"IQ"), (965, b"KW"), (966, b"SA"), (967, b"YE"), (968, b"OM"), (970, b"PS"), (971, b"AE"),
    (972, b"IL"), (973, b"BH"), (974, b"QA"), (975, b"BT"), (976, b"MN"), (977, b"NP"), (98, b"IR"), (992, b"TJ"),
    (993, b"TM"), (994, b"AZ"), (995, b"GE"), (996, b"KG"), (998, b"UZ"),
];

/// The tables above by code, laid out at compile time.
static ASSIGNMENTS: [Assignment; 1000] = {
    let mut table = [Assignment::None; 1000];
    let mut index = 0;
    while index < COUNTRIES.len() {
        table[COUNTRIES[index].0 as usize] = Assignment::Country(Region::literal(COUNTRIES[index].1));
        index += 1;
    }
    index = 0;
    while index < GLOBAL.len() {
        table[GLOBAL[index] as usize] = Assignment::Global;
        index += 1;
    }
    index = 0;
    while index < SHARED.len() {
        table[SHARED[index] as usize] = Assignment::Shared;
        index += 1;
    }
    table
};

/// The calling code of each region by its letters, 0 for none. Later entries win: SH is 290, VA is Italy's 39.
static CODES: [u16; 26 * 26] = {
    let mut table = [0; 26 * 26];
    let mut index = 0;
    while index < COUNTRIES.len() {
        table[place(COUNTRIES[index].1)] = COUNTRIES[index].0;
        index += 1;
    }
    index = 0;
    while index < GUESTS.len() {
        let (code, regions) = GUESTS[index];
        let mut guest = 0;
        while guest < regions.len() {
            table[place(regions[guest].as_bytes())] = code;
            guest += 1;
        }
        index += 1;
    }
    table
};

/// The place of two upper-case letters in [`CODES`].
const fn place(letters: &[u8]) -> usize {
    (letters[0] - b'A') as usize * 26 + (letters[1] - b'A') as usize
}

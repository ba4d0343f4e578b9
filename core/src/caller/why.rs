//! The reasons behind readings, as a closed list of identifiers.

use serde::{Deserialize, Serialize};

/// The part of a number that decided its reading. Only an identifier: bindings choose the wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// `+` and the calling code of another country or of an international service.
    CountryCode,
    /// The home region's international prefix (`00`, `001`, `011` …) and another calling code.
    InternationalPrefix,
    /// The home region's own calling code and a number that exists there.
    HomeCountryCode,
    /// A number in the home region's own form, with or without area code.
    NationalNumber,
    /// A short code, freephone, or hotline number of the home region.
    ServiceNumber,
    /// Another region's calling code without `+` or prefix, where no home number has that form.
    BareCountryCode,
    /// An international sign followed by a code that ITU-T has not assigned.
    UnassignedCode,
    /// The home calling code in front of a number that cannot exist at home.
    ForgedHomeCode,
    /// Two international beginnings, one inside the other, as in `+86 0086…` or `00+852…`.
    ForgedDoublePrefix,
    /// A mainland area code in front of a number that fits only the calling code of the same digits, as in
    /// `0852` and eight digits of Hong Kong.
    ForgedAreaCode,
    /// The caller hid the number, or the phone did not report it.
    Withheld,
    /// A word or a value that stands for a missing number.
    Placeholder,
    /// Text that is no telephone number, such as a SIP user name or a service command.
    NotANumber,
    /// Too few digits for any number anywhere, such as a calling code alone.
    TooShort,
    /// More digits than any number has (E.164 allows 15 after the international prefix).
    TooLong,
    /// Digits that fit neither the home region's plan nor a neighbour's bare calling code.
    NoSuchNumber,
}

impl Why {
    /// Every reason, in the order of declaration.
    pub const ALL: &[Self] = &[
        Self::CountryCode,
        Self::InternationalPrefix,
        Self::HomeCountryCode,
        Self::NationalNumber,
        Self::ServiceNumber,
        Self::BareCountryCode,
        Self::UnassignedCode,
        Self::ForgedHomeCode,
        Self::ForgedDoublePrefix,
        Self::ForgedAreaCode,
        Self::Withheld,
        Self::Placeholder,
        Self::NotANumber,
        Self::TooShort,
        Self::TooLong,
        Self::NoSuchNumber,
    ];

    /// The identifier used in traces and as the key of wordings, the same as in serde.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::CountryCode => "country-code",
            Self::InternationalPrefix => "international-prefix",
            Self::HomeCountryCode => "home-country-code",
            Self::NationalNumber => "national-number",
            Self::ServiceNumber => "service-number",
            Self::BareCountryCode => "bare-country-code",
            Self::UnassignedCode => "unassigned-code",
            Self::ForgedHomeCode => "forged-home-code",
            Self::ForgedDoublePrefix => "forged-double-prefix",
            Self::ForgedAreaCode => "forged-area-code",
            Self::Withheld => "withheld",
            Self::Placeholder => "placeholder",
            Self::NotANumber => "not-a-number",
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::NoSuchNumber => "no-such-number",
        }
    }
}

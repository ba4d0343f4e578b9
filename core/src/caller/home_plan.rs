//! The numbering plan of the phone's home region: which numbers exist there and how to dial abroad.

mod elsewhere;
mod hong_kong;
mod macau;
mod mainland;
mod malaysia;
mod singapore;
mod taiwan;

use std::ops::RangeInclusive;

use super::calling_code;
use crate::region::Region;

/// A number that exists at home.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The digits as they follow the calling code, without trunk prefix.
    pub(super) significant: &'a [u8],
    /// A short code, freephone or hotline number.
    pub(super) service: bool,
}

impl<'a> Line<'a> {
    fn ordinary(significant: &'a [u8]) -> Option<Self> {
        Some(Self { significant, service: false })
    }

    fn service(significant: &'a [u8]) -> Option<Self> {
        Some(Self { significant, service: true })
    }

    /// The digits, unless they are a service's.
    fn of_subscriber(self) -> Option<&'a [u8]> {
        (!self.service).then_some(self.significant)
    }
}

/// The plan of one home. A plan that several regions share (North America, Russia and Kazakhstan, Britain and its
/// islands) is one home: a call within it is not from overseas.
#[derive(Clone, Copy)]
pub(super) enum HomePlan {
    Mainland,
    HongKong,
    Macau,
    Taiwan,
    Singapore,
    Malaysia,
    /// Any other home, with its calling code if it has one.
    Elsewhere(Region, Option<u16>),
}

impl HomePlan {
    pub(super) fn of(home: Region) -> Self {
        match home {
            Region::CN => Self::Mainland,
            Region::HK => Self::HongKong,
            Region::MO => Self::Macau,
            Region::TW => Self::Taiwan,
            Region::SG => Self::Singapore,
            Region::MY => Self::Malaysia,
            other => Self::Elsewhere(other, calling_code::of_region(other)),
        }
    }

    pub(super) fn calling_code(self) -> Option<u16> {
        match self {
            Self::Mainland => Some(86),
            Self::HongKong => Some(852),
            Self::Macau => Some(853),
            Self::Taiwan => Some(886),
            Self::Singapore => Some(65),
            Self::Malaysia => Some(60),
            Self::Elsewhere(_, code) => code,
        }
    }

    /// The prefixes dialled before a calling code, likelier ones first; `x` stands for any digit. `00` is
    /// always among them, because networks and address books use it everywhere. Source: ITU-T, "Dialling
    /// procedures (international prefix, national (trunk) prefix …)", and each regulator's list of carriers.
    pub(super) fn international_prefixes(self) -> &'static [&'static [u8]] {
        match self {
            Self::Mainland | Self::Macau | Self::Malaysia => &[b"00"],
            Self::HongKong => hong_kong::INTERNATIONAL_PREFIXES,
            Self::Taiwan => taiwan::INTERNATIONAL_PREFIXES,
            Self::Singapore => singapore::INTERNATIONAL_PREFIXES,
            Self::Elsewhere(region, code) => elsewhere::international_prefixes(region, code),
        }
    }

    /// A number as dialled or shown within the home region; `None` if no such number exists there.
    pub(super) fn as_dialled(self, digits: &[u8]) -> Option<Line<'_>> {
        match self {
            Self::Mainland => mainland::as_dialled(digits),
            Self::HongKong => hong_kong::line(digits),
            Self::Macau => macau::line(digits),
            Self::Taiwan => taiwan::as_dialled(digits),
            Self::Singapore => singapore::line(digits),
            Self::Malaysia => malaysia::as_dialled(digits),
            Self::Elsewhere(_, code) => elsewhere::as_dialled(code, digits),
        }
    }

    /// A number as it follows the home calling code. A trunk prefix left in between (`+86 0571…`) is a common
    /// mistake of people and networks, and no disguise.
    pub(super) fn after_calling_code(self, digits: &[u8]) -> Option<Line<'_>> {
        match self {
            Self::Mainland => mainland::after_calling_code(digits),
            Self::HongKong => hong_kong::line(digits),
            Self::Macau => macau::line(digits),
            Self::Taiwan => taiwan::significant(digits).or_else(|| taiwan::significant(untrunked(digits)?)),
            Self::Singapore => singapore::line(digits),
            Self::Malaysia => {
                malaysia::significant(digits).or_else(|| malaysia::significant(untrunked(digits)?))
            }
            Self::Elsewhere(_, code) => elsewhere::after_calling_code(code, digits),
        }
    }

    /// A subscriber's full number as it is dialled at home from another area, without its trunk prefix.
    pub(super) fn subscriber(self, digits: &[u8]) -> Option<&[u8]> {
        match self {
            Self::Mainland => mainland::subscriber(digits),
            Self::HongKong | Self::Macau | Self::Singapore => {
                self.as_dialled(digits).filter(|line| !line.service && digits.len() == 8)?;
                Some(digits)
            }
            Self::Taiwan => taiwan::significant(untrunked(digits)?).and_then(Line::of_subscriber),
            Self::Malaysia => malaysia::significant(untrunked(digits)?).and_then(Line::of_subscriber),
            Self::Elsewhere(..) => None,
        }
    }

    /// A subscriber's full number as it follows the calling code, where some people also write the trunk
    /// prefix.
    pub(super) fn subscriber_after_code(self, digits: &[u8]) -> Option<&[u8]> {
        match self {
            Self::HongKong | Self::Macau | Self::Singapore => self.subscriber(digits),
            Self::Elsewhere(..) => None,
            _ => self.after_calling_code(digits).and_then(Line::of_subscriber),
        }
    }

    /// Returns how many digits a mobile number has after the calling code. Sources: those of each plan.
    pub(super) fn mobile_digits(self) -> Option<RangeInclusive<usize>> {
        match self {
            Self::Mainland => Some(11..=11),
            Self::HongKong | Self::Macau | Self::Singapore => Some(8..=8),
            Self::Taiwan => Some(9..=9),
            Self::Malaysia => Some(9..=10),
            Self::Elsewhere(..) => None,
        }
    }

    /// Returns whether text messages reach a number that follows the calling code.
    pub(super) fn is_mobile(self, significant: &[u8]) -> bool {
        let begins = match (self, significant) {
            (Self::Mainland, [b'1', second, ..]) => *second >= b'3',
            (Self::HongKong, [first, ..]) => (b'4'..=b'9').contains(first),
            (Self::Macau, [first, ..]) => *first == b'6',
            (Self::Taiwan, [first, ..]) => *first == b'9',
            (Self::Singapore, [first, ..]) => matches!(first, b'8' | b'9'),
            (Self::Malaysia, [b'1', ..]) => !malaysia::is_hotline(significant),
            _ => false,
        };
        begins && self.mobile_digits().is_some_and(|digits| digits.contains(&significant.len()))
    }

    /// Returns how many leading digits only choose a carrier or hide the caller's number, and say nothing
    /// about the destination. A complete number must follow them.
    pub(super) fn carrier_choice(self, digits: &[u8]) -> Option<usize> {
        match self {
            Self::Mainland => mainland::carrier_choice(digits),
            // 133 hides the caller's number for this call.
            Self::HongKong => digits.starts_with(b"133").then_some(3),
            _ => None,
        }
    }

    /// Returns whether a number of Hong Kong, Macau or Taiwan poses as one with a mainland area code.
    pub(super) fn is_disguised_neighbour(self, digits: &[u8]) -> bool {
        matches!(self, Self::Mainland) && mainland::is_disguised_neighbour(digits)
    }

    /// A neighbouring region with a dialling prefix of its own, and the number there.
    pub(super) fn neighbour_prefix(self, digits: &[u8]) -> Option<(u16, Region, &[u8])> {
        match self {
            Self::Macau => macau::neighbour_prefix(digits),
            _ => None,
        }
    }
}

/// Returns whether a number exists behind a neighbour's calling code that came without any international
/// sign. This is stricter than behind a sign: only full-length numbers count.
pub(super) fn is_neighbours_number(code: u16, national: &[u8]) -> bool {
    match (code, national) {
        (86, _) => mainland::is_subscriber(national),
        (852 | 853, [b'2'..=b'9', ..]) => national.len() == 8,
        (886, [b'2'..=b'9', ..]) => matches!(national.len(), 8 | 9),
        (65, [b'3' | b'6' | b'8' | b'9', ..]) => national.len() == 8,
        (60, [b'1', ..]) => matches!(national.len(), 9 | 10),
        (60, [b'3'..=b'9', ..]) => matches!(national.len(), 8 | 9),
        _ => false,
    }
}

/// The digits after a trunk prefix `0`.
fn untrunked(digits: &[u8]) -> Option<&[u8]> {
    digits.strip_prefix(b"0")
}

//! Reads a caller's number: from home, from overseas, or nothing to tell.
//!
//! Numbers arrive as a network or a dialler shows them. They are read against the numbering plan of the SIM's
//! region, without the contacts and without judging the caller, which is up to the engine.
//!
//! If digits allow two readings, the one that protects the user is taken:
//! - an international sign (`+`, `00`, `+00`, `001` …) never gives a domestic caller, except before the home's own
//!   calling code and a number that exists there (`+86 139…`, `0086 139…`, `+0086 139…`, `+86 17951 139…`, `+86 95588`);
//! - the home code before a number that cannot exist is a disguise: overseas and `forged`;
//! - an international sign and fewer than three digits after the calling code is a cut-off number: unknown;
//! - an unassigned calling code is overseas, without a region;
//! - more than 15 digits after the sign are unknown, unless a doubled prefix shows the disguise;
//! - a number that fits nothing at home and no neighbour's bare code is unknown.

mod calling_code;
mod dialled;
mod home_plan;
mod identity;
mod reading;
mod why;
mod written;

use serde::{Deserialize, Serialize};

use crate::region::Region;
use dialled::Dialled;
pub use identity::NumberIdentity;
pub use why::Why;
pub use written::{PLANNED_REGIONS, calling_code, international, is_mobile, mobile_digits};

/// The origin of a caller's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallerKind {
    /// A number of the SIM's region.
    Domestic,
    /// A number that claims to be from elsewhere, or only pretends to be from home.
    Overseas,
    /// Withheld, a placeholder, or not readable as a number.
    Unknown,
}

/// The reading of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Its origin.
    pub kind: CallerKind,
    /// The ISO 3166 region: home for a domestic number; `None` if a calling code spans several regions or
    /// none, and for unknown and forged numbers.
    pub region: Option<Region>,
    /// A short code, freephone or hotline number of the home region. Always domestic.
    pub service: bool,
    /// The number pretends to be something it cannot be. Never domestic.
    pub forged: bool,
    /// The reason for this reading.
    pub why: Why,
    /// Identifies the line without its number; `None` exactly for unknown numbers.
    pub identity: Option<NumberIdentity>,
}

/// Reads a number on a phone whose SIM is of region `home`.
///
/// `number` is the raw text: any international or national form, a `tel:` or `sip:` address, with any
/// separators; `None` if it was withheld or not reported. Any text is accepted, and nothing is allocated.
#[must_use]
pub fn classify(home: Region, number: Option<&str>) -> Caller {
    let Some(text) = number else {
        return Caller::unknown(Why::Withheld);
    };
    match Dialled::read(text) {
        Ok(dialled) => reading::read(home, &dialled),
        Err(why) => Caller::unknown(why),
    }
}

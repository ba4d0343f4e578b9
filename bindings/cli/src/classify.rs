//! `classify`: the origin of a caller's number.

use std::io::{self, Write};

use kinguard_core::caller::{self, Caller, CallerKind};

use crate::arguments;
use crate::failure::{Failure, Status};
use crate::output::{AMBER, FAINT, GOOD, RED, STRONG, coloured, plain};
use kinguard_report::json::NumberLine;
use kinguard_report::text::clean;
use kinguard_report::words::Words;

/// Classifies every number.
pub(crate) fn run(asked: &arguments::Classify, words: &dyn Words) -> Result<Status, Failure> {
    let read = |number: &str| caller::classify(asked.home, Some(number).filter(|number| !number.is_empty()));
    if asked.json {
        let mut out = plain();
        for number in &asked.numbers {
            serde_json::to_writer(&mut out, &NumberLine::new(number, &read(number), words))
                .map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    } else {
        let mut out = coloured();
        for number in &asked.numbers {
            write(&mut out, number, &read(number), words)?;
        }
        out.flush()?;
    }
    Ok(Status::Fine)
}

fn write(out: &mut impl Write, number: &str, caller: &Caller, words: &dyn Words) -> io::Result<()> {
    let style = match caller.kind {
        CallerKind::Domestic => GOOD,
        CallerKind::Overseas => RED,
        CallerKind::Unknown => AMBER,
    };
    let mut what = vec![words.caller_kind(caller.kind).to_owned()];
    what.extend(caller.region.map(|region| words.region(region)));
    what.extend(caller.forged.then(|| words.labels().forged.to_owned()));
    let what = what.join(" · ");
    let number = clean(number);
    writeln!(
        out,
        "{STRONG}{number:<20}{STRONG:#} {style}{what}{style:#}  {FAINT}{}{FAINT:#}",
        words.why(caller.why)
    )
}

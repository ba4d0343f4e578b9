//! Measures many traces, as `kinguard eval` does. Tables of expected answers are the command's business.

use std::path::Path;

use kinguard_core::trace::Trace;
use kinguard_report::eval::cases::{CaseFigures, CaseRow, case_rows};
use kinguard_report::eval::outcome::Outcome;
use kinguard_report::eval::quiet::{FalseAlarms, PerMonth, QuietSpan};
use serde::Serialize;

/// The figures, and each trace, the worst first.
#[derive(Debug, Serialize)]
pub(crate) struct Evaluation {
    cases: CaseFigures,
    per_case: Vec<CaseRow>,
    false_alarms: FalseAlarms,
    false_alarms_per_user_month: Option<PerMonth>,
    quiet_span: QuietSpan,
    traces: Vec<Row>,
    /// Files that are no traces.
    unread: Vec<Unread>,
}

/// One trace.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    file: String,
    /// True if money leaves in it.
    case: bool,
    /// 0 is the worst: a fraud without a warning in time, or a red warning on an ordinary day.
    rank: u8,
    red: u64,
    amber: u64,
    family: u64,
    /// The lead of the first red warning over the harm.
    lead_ms: Option<u64>,
    rules: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Unread {
    file: String,
    what: String,
}

impl Evaluation {
    /// Measures `files`, pairs of a name and a text.
    pub(crate) fn of(files: &[(String, String)]) -> Self {
        let mut unread = Vec::new();
        let mut outcomes = Vec::new();
        for (file, text) in files {
            match Trace::parse(text) {
                Ok(trace) => outcomes.push(Outcome::of(Path::new(file), &trace)),
                Err(error) => unread.push(Unread { file: file.clone(), what: error.to_string() }),
            }
        }
        let (cases, quiet): (Vec<&Outcome>, Vec<&Outcome>) =
            outcomes.iter().partition(|outcome| outcome.measured.harm.is_some());
        let false_alarms = FalseAlarms::of(&quiet);
        let quiet_span = QuietSpan::of(&quiet);
        let mut traces: Vec<Row> = outcomes.iter().map(Row::of).collect();
        traces.sort_by(|one, other| {
            (one.rank, one.lead_ms, &one.file).cmp(&(other.rank, other.lead_ms, &other.file))
        });
        Self {
            cases: CaseFigures::of(&cases),
            per_case: case_rows(&cases),
            false_alarms_per_user_month: false_alarms.per(quiet_span.user_months),
            false_alarms,
            quiet_span,
            traces,
            unread,
        }
    }
}

impl Row {
    fn of(outcome: &Outcome) -> Self {
        let measured = &outcome.measured;
        let case = measured.harm.is_some();
        let rank =
            match (case, measured.red.is_some(), measured.warning.is_some() || measured.family.is_some()) {
                (true, false, false) | (false, true, _) => 0,
                (true, false, true) => 1,
                (false, false, true) => 2,
                (true, true, _) => 3,
                (false, false, false) => 4,
            };
        Self {
            file: outcome.file(),
            case,
            rank,
            red: outcome.red,
            amber: outcome.amber,
            family: outcome.family,
            lead_ms: measured.lead().map(kinguard_core::time::Span::ms),
            rules: outcome.fired.iter().map(|rule| rule.id()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(steps: &str) -> String {
        format!(r#"{{"format":1,"home":"CN","steps":[{steps}]}}"#)
    }

    #[test]
    fn a_fraud_that_was_missed_comes_first_and_a_broken_file_is_named() {
        let missed = trace(r#"{"at":"00:00:01","mark":"harm"}"#);
        let caught =
            trace(r#"{"at":"00:00:00","event":{"type":"help_asked"}},{"at":"00:00:05","mark":"harm"}"#);
        let quiet = trace(r#"{"at":"00:00:01","event":{"type":"call_ended"}}"#);
        let broken = trace(r#"{"at":"00:00:01","event":{"type":"call_begun"}}"#);
        let files = [("quiet", quiet), ("caught", caught), ("missed", missed), ("broken", broken)];
        let found = Evaluation::of(&files.map(|(file, text)| (file.to_owned(), text)));
        let order: Vec<&str> = found.traces.iter().map(|row| row.file.as_str()).collect();
        assert_eq!(order, ["missed", "caught", "quiet"]);
        assert_eq!(found.traces[1].lead_ms, Some(5_000));
        let [unread] = found.unread.as_slice() else { unreachable!("{:?}", found.unread) };
        assert!(unread.file == "broken" && unread.what.starts_with("step 1: "), "{unread:?}");
    }
}

//! The command-line arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use kinguard_core::region::Region;

use crate::lang::Lang;

/// Replay, measure and explain what KinGuard says to the events of a phone.
///
/// Exit status: 0 all read and all expectations met, 1 an `expect` failed, 2 unreadable input or bad usage.
#[derive(Debug, Parser)]
#[command(name = "kinguard", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The language of the output [default: from LC_ALL or LANG]
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show a trace as a time line: what happened, what the parent and the family were told, and why.
    #[command(after_help = REPLAY_EXAMPLES)]
    Replay(Replay),
    /// Measure the rules on many traces: what was caught in time, and what was a false alarm.
    #[command(after_help = EVAL_EXAMPLES, after_long_help = EVAL_LONG)]
    Eval(Eval),
    /// Classify a caller's number.
    #[command(after_help = CLASSIFY_EXAMPLES)]
    Classify(Classify),
    /// Guard many phones at once, reading JSON Lines.
    #[command(after_help = STREAM_EXAMPLES)]
    Stream(Stream),
    /// Show what phones reported: which signals arrived, and after how long, by maker and release.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Show the table of rules.
    #[command(after_help = RULES_EXAMPLES)]
    Rules(Rules),
}

#[derive(Args, Debug)]
pub(crate) struct Replay {
    /// Print one JSON object per effect and line, {"file","at_ms","effect"}, and nothing else on standard output.
    #[arg(long)]
    pub(crate) json: bool,
    /// Also write a self-contained page that any browser can show and print.
    #[arg(long, value_name = "OUT")]
    pub(crate) html: Option<PathBuf>,
    /// Also show everyday events: the screen going on and off, apps of no interest.
    #[arg(long)]
    pub(crate) all: bool,
    /// Trace files.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Eval {
    /// Print everything as one JSON object; `--help` lists its keys.
    #[arg(long)]
    pub(crate) json: bool,
    /// Directories or files; every *.json below is a trace.
    #[arg(required = true, value_name = "DIR")]
    pub(crate) roots: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Classify {
    /// The region of the SIM that received the call, an ISO 3166 code.
    #[arg(long, value_name = "REGION", default_value = "CN")]
    pub(crate) home: Region,
    /// Print one JSON object per number and line, {"number","kind","region","forged","why"}.
    #[arg(long)]
    pub(crate) json: bool,
    /// Numbers as the phone shows them; an empty one is withheld.
    #[arg(required = true, value_name = "NUMBER", allow_negative_numbers = true)]
    pub(crate) numbers: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Stream {
    /// Finish with one JSON line on standard error: events, phones, effects, engine seconds, peak memory.
    #[arg(long)]
    pub(crate) stats: bool,
    /// A file of JSON Lines, or - for standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Print everything as one JSON object: {"phones": [...], "groups": [...]}.
    #[arg(long)]
    pub(crate) json: bool,
    /// Reports saved by "Try it step by step".
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Rules {
    /// Print one JSON array.
    #[arg(long)]
    pub(crate) json: bool,
}

const EXAMPLES: &str = "\
Examples:
  kinguard replay incident.json                  what would have been said, and when
  kinguard replay --html incident.html a.json    the same as a page to show or print
  kinguard eval cases/ quiet/                    how good the rules are
  kinguard classify -- +85251234567 -1           where a number is from
  kinguard stream --stats phones.jsonl           many phones at once
  kinguard check reports/*.txt                   what owners' phones reported
  kinguard rules                                 the table of rules";

const REPLAY_EXAMPLES: &str = "\
Examples:
  kinguard replay incident.json
  kinguard replay --lang zh --html page.html first.json second.json
  kinguard replay --json tests/scenarios/warn/*.json | grep '\"red\"'

Exit status 1 when an `expect` of a trace is not met, 2 when a file cannot be read.";

const EVAL_EXAMPLES: &str = "\
Examples:
  kinguard eval cases quiet
  kinguard eval --json cases quiet > figures.json

A trace with a harm mark is a case, one without is quiet time, unless a table beside it says what is
expected of it. `--help` explains how each figure is counted.";

const EVAL_LONG: &str = "\
Examples:
  kinguard eval cases quiet
  kinguard eval --json cases quiet > figures.json

What is counted:
  A trace with a harm mark is a case, one without is quiet time, and one that a table beside it names, `wanted.tsv`
  or `pairs.tsv`, is judged by that table and is neither. `001-a.json` and `001-b.json` are two variants of case
  001; any other file is a case of its own. `by_case` is the share of a case's variants, averaged over cases: every
  case weighs the same.
  Before harm means strictly before the first harm mark. Family told: early, danger, next_contact, went_on or
  money_sent. Sharing: a consent dialog, capture service or private display before harm. False alarms are all
  warnings and family messages of quiet time, `early` those that are a first sign; a user-month is 30 days.

Tables of expected answers (columns separated by tabs; `why` is shown if a row is not met):
  wanted.tsv  file, wanted, why: `red+any` of a fraud is the least: the level (none, amber, red) of a warning and the
              family told (any) or not needed (none), in the day before the harm or the end, and not `ended` as the
              last word to the family in the six hours before. `amber+early` of an ordinary day is the most: silent,
              early, amber, amber+early, or red, which allows all
  wanted.tsv  file, best, also_acceptable, why: the answer where reasonable people differ, and others by commas
  pairs.tsv   base, attack, what must hold: from where the attack parts from its base (names without .json) no lower
              level, the family told no later (an answer of the family buys one waiting time), `ended` no sooner

Keys of --json:
  traces, cases, case_traces, quiet_traces, judged_traces
  cases_caught_before_harm    {all, with_sharing, without_sharing}: {of, red, any_level, red_share,
                              any_level_share, red_by_case, any_level_by_case}
  lead_time                   the same three: {median_ms, worst_ms, median_ms_by_case} of the first red
  families_told_before_harm   the same three: {of, told, share, by_case}
  families_told_before_sharing  {of, told, share, by_case} where an app was installed before the sharing
  case_sets                   [{set, cases, case_traces and the four above}] of each directory
  false_alarms_per_user_month {red, amber, family, early, protection}, null without quiet time
  false_alarms                {red, amber, family, early, protection} as counts
  quiet_span                  {ms, days, user_months}
  per_case                    [{case, traces, red, any_level, family, median_lead_ms, worst_lead_ms}], worst first
  per_rule                    [{rule, case_traces, quiet_traces, first_warnings, first_reds, false_alarms}]
  missed                      [{file, case, any_level, family}]: no red before harm
  quiet_with_warnings         [{file, red, amber, family, early, rules}]
  sets                        [{set, of, met, not_met: [{file, said, wanted, why}]}] of each directory with tables
  wanted                      {best, acceptable, not, files: [{file, answer, best, also_acceptable, verdict}]}";

const CLASSIFY_EXAMPLES: &str = "\
Examples:
  kinguard classify 0085251234567 13800138000
  kinguard classify --home HK +8613800138000
  kinguard classify --json -- -1 +639171234567   after -- a number may begin with a dash";

const STREAM_EXAMPLES: &str = "\
Examples:
  kinguard stream phones.jsonl > effects.jsonl
  zcat phones.jsonl.gz | kinguard stream --stats -

One event a line, in order of time within a phone:
  {\"phone\": \"p17\", \"home\": \"CN\", \"familiar_regions\": [\"HK\"]}     optional, before the phone's first event
  {\"phone\": \"p17\", \"at_ms\": 1760000000000, \"event\": {\"type\": \"call_ended\"}}";

const CHECK_EXAMPLES: &str = "\
Examples:
  kinguard check kinguard-check.txt
  kinguard check --json reports/*.txt > phones.json

The file is what \"Try it step by step\" saves; docs/health.md describes it. A report that cannot be read is named with
its line, the others are shown, and the exit status is 2.";

const RULES_EXAMPLES: &str = "\
Examples:
  kinguard rules
  kinguard --lang zh rules
  kinguard rules --json";

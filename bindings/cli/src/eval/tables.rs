//! The figures as tables for people.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, Table, TableComponent, presets};
use kinguard_core::time::Span;

use super::figures::Figures;
use super::judged::{Judged, SetRow, Verdict};
use crate::output::{AMBER, FAINT, GOOD, RED, STRONG};
use kinguard_report::eval::cases::{BySharing, CaseFigures, Caught, Lead, Told};
use kinguard_report::text::clean;

/// Writes all figures.
pub(super) fn write(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    writeln!(
        out,
        "{STRONG}{} traces{STRONG:#}: {} of {} cases, {} of quiet time ({:.1} days), {} judged by a table\n",
        figures.traces,
        figures.cases.case_traces,
        figures.cases.cases,
        figures.quiet_traces,
        figures.quiet_span.days,
        figures.judged_traces
    )?;
    if figures.cases.case_traces > 0 {
        caught(out, &figures.cases)?;
        if figures.case_sets.len() > 1 {
            case_sets(out, figures)?;
        }
        per_case(out, figures)?;
    }
    if figures.quiet_traces > 0 {
        false_alarms(out, figures)?;
    }
    per_rule(out, figures)?;
    if !figures.missed.is_empty() {
        missed(out, figures)?;
    }
    if !figures.wanted.files.is_empty() {
        judged(out, &figures.wanted)?;
    }
    if !figures.sets.is_empty() {
        sets(out, &figures.sets)?;
    }
    Ok(())
}

fn caught(out: &mut impl Write, cases: &CaseFigures) -> io::Result<()> {
    heading(out, "Before the harm")?;
    let mut table =
        table(&["", "all cases", "by case", "with sharing", "by case", "without sharing", "by case"]);
    let caught = &cases.cases_caught_before_harm;
    let red = |caught: &Caught| [part(caught.red, caught.of), percent(caught.red_by_case)];
    let any = |caught: &Caught| [part(caught.any_level, caught.of), percent(caught.any_level_by_case)];
    row(&mut table, "red warning", three(caught, red));
    row(&mut table, "any warning", three(caught, any));
    let told = |told: &Told| [part(told.told, told.of), percent(told.by_case)];
    row(&mut table, "family told", three(&cases.families_told_before_harm, told));
    let lead = |lead: &Lead| [lead.median_ms, lead.median_ms_by_case].map(span);
    row(&mut table, "median lead of red", three(&cases.lead_time, lead));
    let worst = |lead: &Lead| [span(lead.worst_ms), String::new()];
    row(&mut table, "worst lead of red", three(&cases.lead_time, worst));
    writeln!(out, "{table}")?;
    let early = &cases.families_told_before_sharing;
    if early.of > 0 {
        writeln!(
            out,
            "Family told before the sharing began, where an app was installed before it: {} ({} by case)",
            part(early.told, early.of),
            percent(early.by_case)
        )?;
    }
    writeln!(out)
}

fn three<T>(figure: &BySharing<T>, cells: impl Fn(&T) -> [String; 2]) -> impl Iterator<Item = String> {
    [&figure.all, &figure.with_sharing, &figure.without_sharing].map(cells).into_iter().flatten()
}

fn case_sets(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    heading(out, "Each directory of cases, by case")?;
    let mut table = table(&[
        "",
        "cases",
        "traces",
        "with sharing: red",
        "any",
        "family",
        "before sharing",
        "without: any",
        "family",
    ]);
    for set in &figures.case_sets {
        let of = &set.figures;
        let (caught, told) = (&of.cases_caught_before_harm, &of.families_told_before_harm);
        let shares = [
            caught.with_sharing.red_by_case,
            caught.with_sharing.any_level_by_case,
            told.with_sharing.by_case,
            of.families_told_before_sharing.by_case,
            caught.without_sharing.any_level_by_case,
            told.without_sharing.by_case,
        ];
        let counts = [of.cases, of.case_traces].map(|count| count.to_string());
        row(&mut table, &set.set, counts.into_iter().chain(shares.map(percent)));
    }
    writeln!(out, "{table}\n")
}

fn per_case(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    heading(out, "Cases, worst first")?;
    let mut table = table(&["case", "traces", "red", "any", "family", "median lead", "worst lead"]);
    for case in &figures.per_case {
        let counts = [case.traces, case.red, case.any_level, case.family].map(|count| count.to_string());
        let leads = [span(case.median_lead_ms), span(case.worst_lead_ms)];
        row(&mut table, &case.case, counts.into_iter().chain(leads));
    }
    writeln!(out, "{table}\n")
}

fn false_alarms(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    heading(out, "Quiet time")?;
    let mut table = table(&["", "red", "amber", "family", "of it early", "protection"]);
    let counts = &figures.false_alarms;
    let counts = [counts.red, counts.amber, counts.family, counts.early, counts.protection];
    row(&mut table, "false alarms", counts.map(|count| count.to_string()));
    if let Some(rate) = &figures.false_alarms_per_user_month {
        let rates = [rate.red, rate.amber, rate.family, rate.early, rate.protection];
        row(&mut table, "per user-month", rates.map(|rate| format!("{rate:.2}")));
    }
    writeln!(out, "{table}")?;
    let span = &figures.quiet_span;
    writeln!(out, "measured over {:.1} days ({:.2} user-months of 30 days)", span.days, span.user_months)?;
    for quiet in &figures.quiet_with_warnings {
        let (style, what) = if quiet.red > 0 {
            (RED, "red")
        } else if quiet.amber > 0 {
            (AMBER, "amber")
        } else {
            (FAINT, "family")
        };
        writeln!(
            out,
            "  {style}{what:<6}{style:#} {} {FAINT}{}{FAINT:#}",
            clean(&quiet.file),
            quiet.rules.join(", ")
        )?;
    }
    writeln!(out)
}

fn per_rule(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    heading(out, "Rules")?;
    let mut table =
        table(&["rule", "case traces", "first warning", "first red", "quiet traces", "false alarms"]);
    for rule in &figures.per_rule {
        let counts = [rule.case_traces, rule.first_warnings, rule.first_reds, rule.quiet_traces];
        let counts = counts.map(|count| count.to_string());
        row(&mut table, rule.rule, counts.into_iter().chain([rule.false_alarms.to_string()]));
    }
    writeln!(out, "{table}\n")
}

fn missed(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    heading(out, "No red warning before the harm")?;
    for missed in &figures.missed {
        let (style, what) = match (missed.any_level, missed.family) {
            (true, true) => (AMBER, "amber, family told"),
            (true, false) => (AMBER, "amber"),
            (false, true) => (AMBER, "family told"),
            (false, false) => (RED, "nothing"),
        };
        writeln!(out, "  {style}{what:<18}{style:#} {}", clean(&missed.file))?;
    }
    writeln!(out)
}

fn judged(out: &mut impl Write, judged: &Judged) -> io::Result<()> {
    heading(out, "Where reasonable people differ")?;
    writeln!(out, "{} best, {} acceptable, {} not", judged.best, judged.acceptable, judged.not)?;
    for row in &judged.files {
        let (style, verdict) = match row.verdict {
            Verdict::Best => (GOOD, "best"),
            Verdict::Acceptable => (AMBER, "acceptable"),
            Verdict::Not => (RED, "not"),
        };
        write!(out, "  {style}{verdict:<10}{style:#} {}: {}", clean(&row.file), row.answer)?;
        match row.verdict {
            Verdict::Best => writeln!(out)?,
            _ => writeln!(
                out,
                " {FAINT}(best {}, also {}){FAINT:#}",
                row.best,
                row.also_acceptable.join(", ")
            )?,
        }
    }
    writeln!(out)
}

fn sets(out: &mut impl Write, sets: &[SetRow]) -> io::Result<()> {
    heading(out, "What the tables want")?;
    let mut table = table(&["", "met"]);
    for set in sets {
        row(&mut table, &set.set, [part(set.met, set.of)]);
    }
    writeln!(out, "{table}")?;
    for short in sets.iter().flat_map(|set| &set.not_met) {
        writeln!(
            out,
            "  {RED}not met{RED:#} {}: {}, wanted {}",
            clean(&short.file),
            short.said,
            clean(&short.wanted)
        )?;
        writeln!(out, "          {FAINT}{}{FAINT:#}", clean(&short.why))?;
    }
    writeln!(out)
}

fn heading(out: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(out, "{STRONG}{text}{STRONG:#}")
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.remove_style(TableComponent::HorizontalLines);
    table.remove_style(TableComponent::MiddleIntersections);
    table.set_header(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn row(table: &mut Table, name: &str, cells: impl IntoIterator<Item = String>) {
    table.add_row(std::iter::once(clean(name)).chain(cells));
}

fn part(count: usize, of: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of traces stay far below 2^52")]
    match of {
        0 => "–".to_owned(),
        _ => format!("{count}/{of} = {:.1} %", count as f64 * 100.0 / of as f64),
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

fn span(ms: Option<u64>) -> String {
    ms.map_or_else(|| "–".to_owned(), |ms| Span::from_ms(ms).to_string())
}

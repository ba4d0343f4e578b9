//! A self-contained page that any browser can show and print: no script, nothing external, light and dark.

mod axis;
mod chart;
mod escape;
mod list;
mod svg;

use crate::timeline::Timeline;
use crate::verdict::{quiet_verdict, verdicts};
use crate::words::{Labels, Words};
use escape::{escape, without_scheme};
use kinguard_core::time::Moment;

/// Colours, the drawing and the list, without the page around them.
pub const PARTS: &str = include_str!("page/parts.css");
const STYLE: &str = include_str!("page/style.css");

/// One trace on the page, already rendered.
pub struct Section {
    title: String,
    body: String,
}

impl Section {
    /// Renders one timeline.
    pub fn draw(timeline: &Timeline<'_>, words: &dyn Words) -> Self {
        let labels = words.labels();
        let title = match timeline.trace.about.as_str() {
            "" => escape(file_name(&timeline.file)),
            about => escape(about),
        };
        let mut body = format!("<h2>{title}</h2>\n<p class=\"facts\">{}</p>\n", facts(timeline, words));
        body += "<ul class=\"verdicts\">";
        if timeline.measured.harm.is_some() {
            for (text, good) in verdicts(timeline, words) {
                let class = if good { "good" } else { "bad" };
                body += &format!("<li class=\"{class}\">{}</li>", escape(&text));
            }
        } else {
            body += &format!("<li>{}</li>", escape(&quiet_verdict(timeline, words)));
        }
        body += "</ul>\n";
        let chart = chart::Chart::of(timeline, words);
        let (wide, narrow) = (svg::draw(&chart, svg::WIDE, words), svg::draw(&chart, svg::NARROW, words));
        body += &format!(
            "<figure>\n<div class=\"wide\">{wide}</div>\n<div class=\"narrow\">{narrow}</div>\n<figcaption>{}{}</figcaption>\n</figure>\n",
            key(labels),
            escape(labels.not_to_scale)
        );
        body += &format!("<h3>{}</h3>\n", escape(labels.what_happened));
        body += &list::write(timeline, words);
        Self { title, body }
    }
}

fn facts(timeline: &Timeline<'_>, words: &dyn Words) -> String {
    let labels = words.labels();
    let mut facts = vec![
        escape(file_name(&timeline.file)),
        escape(&format!("{} {}", labels.sim_region, words.region(timeline.trace.home))),
        escape(&format!("{} {}", labels.length, words.span(timeline.end().since(Moment::default())))),
    ];
    if !timeline.trace.source.is_empty() {
        facts.push(escape(&format!("{}: {}", labels.source, without_scheme(&timeline.trace.source))));
    }
    facts.into_iter().map(|fact| format!("<span>{fact}</span>")).collect()
}

/// The page is given to others, who need not know the directories of its author.
fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

fn key(labels: &Labels) -> String {
    let entries = [
        ("stranger", labels.key_stranger),
        ("contact", labels.key_contact),
        ("installed", labels.key_installed),
        ("control", labels.key_control),
    ];
    let entry = |(class, text): (&str, &str)| format!("<span class=\"key {class}\">{}</span>", escape(text));
    entries.into_iter().map(entry).collect()
}

/// The drawing of one timeline alone: for a wide place, or for one as narrow as a phone.
#[must_use]
pub fn drawing(timeline: &Timeline<'_>, words: &dyn Words, narrow: bool) -> String {
    let layout = if narrow { svg::NARROW } else { svg::WIDE };
    svg::draw(&chart::Chart::of(timeline, words), layout, words)
}

/// The lines of one timeline alone.
#[must_use]
pub fn lines(timeline: &Timeline<'_>, words: &dyn Words) -> String {
    list::write(timeline, words)
}

/// The whole page.
pub fn write(sections: &[Section], words: &dyn Words) -> String {
    let labels = words.labels();
    let tag = words.lang().tag();
    let title = escape(labels.page_title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title} · {product}</title>\n<style>\n{PARTS}{STYLE}</style>\n</head>\n<body>\n\
         <header><p class=\"product\">{product}</p><h1>{title}</h1><p>{intro}</p><p>{note}</p></header>\n",
        product = escape(labels.product),
        intro = escape(labels.page_intro),
        note = escape(labels.hidden_by_number_note),
    );
    if sections.len() > 1 {
        page += &format!("<nav><h2>{}</h2><ol>", escape(labels.contents));
        for (index, section) in sections.iter().enumerate() {
            page += &format!("<li><a href=\"#s{index}\">{}</a></li>", section.title);
        }
        page += "</ol></nav>\n";
    }
    for (index, section) in sections.iter().enumerate() {
        page += &format!("<section id=\"s{index}\">\n{}</section>\n", section.body);
    }
    page += "</body>\n</html>\n";
    page
}

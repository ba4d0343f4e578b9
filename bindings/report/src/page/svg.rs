//! The drawing as SVG.

use kinguard_core::time::Moment;
use kinguard_core::trace::clock;

use super::axis::Axis;
use super::chart::{Bar, Chart, Lane, Mark};
use super::escape::escape;
use crate::words::Words;

/// The size of a drawing.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    width: f64,
    left: f64,
    font: f64,
}

/// For desktop screens and paper.
pub(super) const WIDE: Layout = Layout { width: 1000.0, left: 92.0, font: 13.0 };
/// For phones.
pub(super) const NARROW: Layout = Layout { width: 370.0, left: 64.0, font: 11.0 };

const TOP: f64 = 30.0;
const LANE: f64 = 34.0;
const BAR: f64 = 22.0;
const RIGHT: f64 = 14.0;
/// The width of bold letters, relative to regular ones.
const BOLD: f64 = 1.15;
/// Room below the lanes for times and shortened silences.
const BOTTOM: f64 = 40.0;

/// Draws a chart.
pub(super) fn draw(chart: &Chart, layout: Layout, words: &dyn Words) -> String {
    let Drawing { body, height } = Drawing::of(chart, layout, words);
    format!(
        "<svg viewBox=\"0 0 {:.0} {height:.0}\" role=\"img\" aria-label=\"{}\" font-size=\"{}\">\n{body}</svg>",
        layout.width,
        escape(words.labels().drawing),
        layout.font
    )
}

struct Drawing {
    body: String,
    height: f64,
}

impl Drawing {
    fn of(chart: &Chart, layout: Layout, words: &dyn Words) -> Self {
        let axis = Axis::new(chart.moments(), layout.left + 10.0, layout.width - RIGHT);
        let floor = TOP + LANE * 7.0;
        let mut drawing = Self { body: String::new(), height: floor + BOTTOM };
        drawing.lanes(layout, words);
        drawing.warnings(chart, &axis, floor);
        for lane in Lane::ALL {
            let bars: Vec<&Bar> = chart.bars.iter().filter(|bar| bar.lane == lane).collect();
            let marks: Vec<&Mark> = chart.marks.iter().filter(|mark| mark.lane == lane).collect();
            drawing.bars(&bars, &marks, &axis, layout);
            for mark in marks {
                drawing.mark(mark, &axis);
            }
        }
        drawing.times(chart, &axis, layout, floor);
        drawing.silences(&axis, layout, floor, words);
        for harm in &chart.harms {
            drawing.harm(*harm, &axis, layout, floor, words);
        }
        drawing
    }

    fn put(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    fn lanes(&mut self, layout: Layout, words: &dyn Words) {
        for (index, lane) in Lane::ALL.into_iter().enumerate() {
            let top = lane_top(lane);
            if index % 2 == 0 {
                self.put(&format!(
                    "<rect class=\"stripe\" x=\"0\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{LANE}\"/>",
                    layout.width
                ));
            }
            let label = escape(lane.label(words.labels()));
            self.put(&format!(
                "<text class=\"lane\" x=\"8\" y=\"{:.1}\">{label}</text>",
                top + LANE / 2.0 + layout.font * 0.36
            ));
        }
    }

    /// The time during which a warning stands, through all lanes.
    fn warnings(&mut self, chart: &Chart, axis: &Axis, floor: f64) {
        for bar in chart.bars.iter().filter(|bar| bar.lane == Lane::Guard) {
            let (x, width) = extent(bar, axis);
            self.put(&format!(
                "<rect class=\"shade {}\" x=\"{x:.1}\" y=\"{TOP}\" width=\"{width:.1}\" height=\"{:.1}\"/>",
                bar.class,
                floor - TOP
            ));
        }
    }

    fn bars(&mut self, bars: &[&Bar], marks: &[&Mark], axis: &Axis, layout: Layout) {
        for (index, bar) in bars.iter().enumerate() {
            let (x, width) = extent(bar, axis);
            let y = lane_top(bar.lane) + (LANE - BAR) / 2.0;
            self.put(&format!(
                "<g class=\"bar {}\"><title>{}</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{BAR}\" rx=\"3\"/>\
                 <rect class=\"edge\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"3\" height=\"{BAR}\" rx=\"1.5\"/></g>",
                bar.class,
                escape(&format!("{} – {} {}", time(bar.from), time(bar.to), bar.label))
            ));
            let start = x + 7.0;
            let next_bar = bars[index + 1..].iter().map(|bar| axis.x(bar.from)).find(|next| *next > x);
            let next_mark = marks.iter().filter(|mark| mark.class != "stranger" && mark.class != "contact");
            let next_mark = next_mark.map(|mark| axis.x(mark.at) - 8.0).find(|next| *next > x);
            let end = layout.width - RIGHT;
            let room = next_bar.unwrap_or(end).min(next_mark.unwrap_or(end)) - start - 3.0;
            let covered =
                bars[..index].iter().any(|other| other.to > bar.from && axis.x(other.from) + 40.0 > x);
            if let Some(label) = fit(&bar.label, room, layout.font).filter(|_| !covered) {
                let baseline = y + BAR / 2.0 + layout.font * 0.36;
                self.put(&format!(
                    "<text class=\"label\" x=\"{start:.1}\" y=\"{baseline:.1}\">{}</text>",
                    escape(&label)
                ));
            }
        }
    }

    fn mark(&mut self, mark: &Mark, axis: &Axis) {
        let x = axis.x(mark.at);
        let y = lane_top(mark.lane) + LANE / 2.0;
        let shape = match mark.class {
            "letter" => format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"18\" height=\"13\" rx=\"2\"/><path d=\"M{:.1} {:.1}l8 6l8 -6\"/>",
                x - 9.0,
                y - 6.5,
                x - 8.0,
                y - 5.0
            ),
            "installed" => format!("<path d=\"M{:.1} {:.1}h14l-7 11z\"/>", x - 7.0, y - 5.5),
            "stranger" | "contact" => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>"),
            _ => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"),
        };
        let title = escape(&format!("{} {}", time(mark.at), mark.label));
        self.put(&format!("<g class=\"mark {}\"><title>{title}</title>{shape}</g>", mark.class));
    }

    /// Times below the lanes, as many as fit, the most important first.
    fn times(&mut self, chart: &Chart, axis: &Axis, layout: Layout, floor: f64) {
        let warnings = chart.bars.iter().filter(|bar| bar.lane == Lane::Guard).map(|bar| bar.from);
        let letters = chart.marks.iter().filter(|mark| mark.lane == Lane::Family).map(|mark| mark.at);
        let all = chart.moments();
        let order = chart
            .harms
            .iter()
            .copied()
            .chain([Moment::default(), chart.end])
            .chain(warnings)
            .chain(letters)
            .chain(all);
        let needed = layout.font * 5.4;
        let mut taken: Vec<f64> = Vec::new();
        for moment in order {
            let x = axis.x(moment);
            let centre = x.clamp(layout.left + needed / 2.0 - 10.0, layout.width - needed / 2.0);
            if taken.iter().any(|other| (other - centre).abs() < needed) {
                continue;
            }
            taken.push(centre);
            self.put(&format!("<path class=\"tick\" d=\"M{x:.1} {TOP}V{:.1}\"/>", floor + 4.0));
            self.put(&format!(
                "<text class=\"time\" x=\"{centre:.1}\" y=\"{:.1}\">{}</text>",
                floor + 18.0,
                time(moment)
            ));
        }
    }

    fn silences(&mut self, axis: &Axis, layout: Layout, floor: f64, words: &dyn Words) {
        let mut free_from = 0.0;
        for (x, silence) in axis.silences() {
            self.put(&format!(
                "<path class=\"break\" d=\"M{:.1} {:.1}l4 -8M{:.1} {:.1}l4 -8\"/>",
                x - 4.0,
                floor + 4.0,
                x,
                floor + 4.0
            ));
            let text = words.span(silence);
            let half = text_width(&text, layout.font * 0.85) / 2.0;
            if x - half > free_from && x + half < layout.width {
                free_from = x + half + 6.0;
                self.put(&format!(
                    "<text class=\"silence\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                    floor + 33.0,
                    escape(&text)
                ));
            }
        }
    }

    fn harm(&mut self, at: Moment, axis: &Axis, layout: Layout, floor: f64, words: &dyn Words) {
        let x = axis.x(at);
        let text = words.labels().harm_short;
        let width = text_width(text, layout.font * BOLD) + 20.0;
        let left = (x - width / 2.0).clamp(0.0, layout.width - width);
        self.put(&format!(
            "<g class=\"harm\"><title>{}</title><path d=\"M{x:.1} {TOP}V{floor:.1}\"/>\
             <rect x=\"{left:.1}\" y=\"4\" width=\"{width:.1}\" height=\"22\" rx=\"11\"/><text x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
            escape(&format!("{} {}", time(at), words.labels().harm)),
            left + width / 2.0,
            15.0 + layout.font * 0.36,
            escape(text)
        ));
    }
}

fn lane_top(lane: Lane) -> f64 {
    let above = Lane::ALL.iter().take_while(|other| **other != lane);
    above.fold(TOP, |top, _| top + LANE)
}

/// The left end and the width of a bar, which is never too thin to see.
fn extent(bar: &Bar, axis: &Axis) -> (f64, f64) {
    let x = axis.x(bar.from);
    (x, (axis.x(bar.to) - x).max(3.0))
}

fn time(moment: Moment) -> String {
    clock(Moment::from_ms(moment.ms() / 1_000 * 1_000))
}

fn text_width(text: &str, font: f64) -> f64 {
    text.chars().map(|symbol| if symbol < '\u{1100}' { 0.56 } else { 1.0 }).sum::<f64>() * font
}

/// As much of a label as fits, or nothing if the rest would be meaningless.
fn fit(label: &str, room: f64, font: f64) -> Option<String> {
    const TELLING: usize = 3;
    if label.is_empty() {
        return None;
    }
    if text_width(label, font) <= room {
        return Some(label.to_owned());
    }
    let mut kept = String::new();
    for symbol in label.chars() {
        kept.push(symbol);
        if text_width(&kept, font) + font * 0.9 > room {
            kept.pop();
            break;
        }
    }
    let wide_enough = text_width(&kept, 1.0) >= 2.0 && kept.chars().count() >= TELLING;
    wide_enough.then(|| format!("{}…", kept.trim_end()))
}

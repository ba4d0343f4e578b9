//! The places of moments on the drawing. Silence is shortened: an hour without an event must not push the
//! decisive minute off the page.

use kinguard_core::time::{Moment, Span};

/// A silence longer than this is marked as shortened.
const MARKED_SILENCE: Span = Span::minutes(20);
/// Silences are weighed by the logarithm of their length in this unit.
const UNIT_MS: f64 = 20_000.0;

/// A time axis from `left` to `right`.
#[derive(Debug)]
pub(super) struct Axis {
    /// Each moment with its place, in order.
    places: Vec<(Moment, f64)>,
    left: f64,
}

impl Axis {
    /// An axis on which each of `moments` has a place.
    pub(super) fn new(mut moments: Vec<Moment>, left: f64, right: f64) -> Self {
        moments.sort_unstable();
        moments.dedup();
        let mut run = 0.0;
        let mut before = None;
        let mut places: Vec<(Moment, f64)> = moments
            .into_iter()
            .map(|moment| {
                run += before.map_or(0.0, |before| weight(moment.since(before)));
                before = Some(moment);
                (moment, run)
            })
            .collect();
        let scale = if run > 0.0 { (right - left) / run } else { 0.0 };
        for (_, place) in &mut places {
            *place = left + *place * scale;
        }
        Self { places, left }
    }

    /// The place of a moment. One without a place of its own gets that of the one before.
    pub(super) fn x(&self, moment: Moment) -> f64 {
        let after = self.places.partition_point(|(known, _)| *known <= moment);
        after.checked_sub(1).map_or(self.left, |index| self.places[index].1)
    }

    /// The long silences: the middle of each and its length.
    pub(super) fn silences(&self) -> impl Iterator<Item = (f64, Span)> + '_ {
        self.places.windows(2).filter_map(|pair| {
            let [(from, start), (to, end)] = *pair else {
                return None;
            };
            let silence = to.since(from);
            (silence >= MARKED_SILENCE).then_some((f64::midpoint(start, end), silence))
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place on paper needs no more than 52 bits")]
fn weight(silence: Span) -> f64 {
    (1.0 + silence.ms() as f64 / UNIT_MS).ln()
}

#[cfg(test)]
mod tests {
    use super::{Axis, Moment};

    #[test]
    fn a_day_of_silence_takes_less_than_half_of_a_busy_hour() {
        let busy = (0..=60).map(|minute| Moment::from_ms(minute * 60_000));
        let next_day = Moment::from_ms(25 * 3_600_000);
        let axis = Axis::new(busy.chain([next_day]).collect(), 0.0, 100.0);
        let hour = axis.x(Moment::from_ms(3_600_000));
        assert!(hour > 66.0, "{hour}");
        assert!((axis.x(next_day) - 100.0).abs() < 1e-9);
        assert_eq!(axis.silences().count(), 1);
    }
}

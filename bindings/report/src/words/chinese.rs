//! What simplified and traditional characters have in common.

use kinguard_core::time::Span;

/// A length of time in its two largest units. Only the names of `minutes` and `hours` are written in two ways.
pub(super) fn span(span: Span, minutes: &str, hours: &str) -> String {
    let pair = |whole: u64, unit: &str, rest: u64, small: &str| match rest {
        0 => format!("{whole}{unit}"),
        _ => format!("{whole}{unit}{rest}{small}"),
    };
    let seconds = span.ms() / 1_000;
    match seconds {
        0 => "不到1秒".to_owned(),
        1..=59 => format!("{seconds}秒"),
        60..=3_599 if seconds.is_multiple_of(60) => format!("{}{minutes}", seconds / 60),
        60..=3_599 => pair(seconds / 60, "分", seconds % 60, "秒"),
        3_600..=86_399 => pair(seconds / 3_600, hours, seconds / 60 % 60, "分"),
        _ => pair(seconds / 86_400, "天", seconds / 3_600 % 24, hours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_length_has_its_two_largest_units_in_both_ways_of_writing() {
        let spans = [
            (999, "不到1秒", "不到1秒"),
            (1_000, "1秒", "1秒"),
            (59_999, "59秒", "59秒"),
            (60_000, "1分钟", "1分鐘"),
            (61_000, "1分1秒", "1分1秒"),
            (3_599_000, "59分59秒", "59分59秒"),
            (3_600_000, "1小时", "1小時"),
            (3_660_000, "1小时1分", "1小時1分"),
            (86_399_000, "23小时59分", "23小時59分"),
            (86_400_000, "1天", "1天"),
            (90_000_000, "1天1小时", "1天1小時"),
        ];
        for (ms, simplified, traditional) in spans {
            assert_eq!(span(Span::from_ms(ms), "分钟", "小时"), simplified);
            assert_eq!(span(Span::from_ms(ms), "分鐘", "小時"), traditional);
        }
    }
}

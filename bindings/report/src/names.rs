//! Display names of the apps and callers in one trace.

use std::collections::BTreeMap;

use kinguard_core::caller::{self, Caller};
use kinguard_core::catalog::{self, Category, Confidence};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::trace::{Content, Trace};

use crate::lang::Lang;
use crate::text::clean;

/// The apps and numbers of one phone, in one language.
#[derive(Debug)]
pub struct Names {
    lang: Lang,
    home: Region,
    labels: BTreeMap<String, String>,
}

impl Names {
    /// The names in `trace`.
    pub fn of(trace: &Trace, lang: Lang) -> Self {
        let labels = trace.steps.iter().filter_map(|step| match &step.content {
            Content::Event(Event::AppInstalled { package, label: Some(label), .. }) => {
                Some((package.clone(), clean(label)))
            }
            _ => None,
        });
        Self { lang, home: trace.home, labels: labels.collect() }
    }

    /// An app's display name: from the catalogue, or else its own label in quotes, or else its id.
    pub fn app(&self, package: &str) -> String {
        if let Some(app) = catalog::lookup(package).filter(|app| app.confidence == Confidence::Confirmed) {
            return match self.lang {
                Lang::Zh | Lang::Hk => app.name.to_owned(),
                Lang::En => app.name_en.to_owned(),
            };
        }
        match (self.labels.get(package), self.lang) {
            (Some(label), Lang::Zh) => format!("“{label}”"),
            (Some(label), Lang::Hk) => format!("「{label}」"),
            (Some(label), Lang::En) => format!("\"{label}\""),
            (None, _) => clean(package),
        }
    }

    /// Returns the category of an app in the catalogue.
    pub fn category(package: &str) -> Option<Category> {
        catalog::lookup(package).map(|app| app.category)
    }

    /// Returns whether this trace installs the app.
    pub fn is_installed_in_trace(&self, package: &str) -> bool {
        self.labels.contains_key(package)
    }

    /// Classifies a caller's number on the line it came in on.
    pub fn caller(&self, number: Option<&str>, line: Option<Region>) -> Caller {
        caller::classify(line.unwrap_or(self.home), number)
    }
}

/// A number with its last four digits hidden. Numbers of up to five digits are public (110, 95588) and stay.
pub fn masked(number: &str) -> String {
    const HIDDEN: usize = 4;
    const PUBLIC: usize = 5;
    let (number, is_address) = number.split_once('@').map_or((number, false), |(user, _)| (user, true));
    let digits = number.chars().filter(|symbol| symbol.is_numeric()).count();
    if digits <= PUBLIC {
        return if is_address { "sip:…".to_owned() } else { clean(number) };
    }
    let mut shown = digits - HIDDEN;
    let hide = |symbol: char| match (symbol.is_numeric(), shown) {
        (true, 0) => '•',
        (true, _) => {
            shown -= 1;
            symbol
        }
        (false, _) => symbol,
    };
    clean(&number.chars().map(hide).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn the_last_four_digits_are_hidden_and_the_prefix_stays() {
        assert_eq!(masked("+85251234567"), "+8525123••••");
        assert_eq!(masked("400-800-1234"), "400-800-••••");
        assert_eq!(masked("95588"), "95588");
        assert_eq!(masked("-1"), "-1");
        assert_eq!(masked("１３８００１３８０００"), "１３８００１３••••");
        assert_eq!(masked("sip:alice@example.org"), "sip:…");
    }
}

//! The time limits of rules.

use kinguard_core::rule::{Condition, Rule};
use kinguard_core::time::Span;
use serde::Serialize;

/// The moment from which a time limit of a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// They have spoken for at least this long.
    Spoken,
    /// The call is going on, or ended less than this ago.
    AfterCall,
    /// The sharing ended less than this ago.
    AfterSharing,
    /// The app was installed less than this ago.
    AfterInstall,
}

/// The time limits of a rule, each once.
pub fn windows(rule: &Rule) -> Vec<(Window, Span)> {
    let mut windows: Vec<(Window, Span)> = Vec::new();
    for condition in rule.when.iter().copied().flatten() {
        let window = match *condition {
            Condition::Spoken(span) => (Window::Spoken, span),
            Condition::CallWithin(_, span) => (Window::AfterCall, span),
            Condition::SharedWithin(span) => (Window::AfterSharing, span),
            Condition::OwnerInstalled(_, span) | Condition::Installed(_, span) => {
                (Window::AfterInstall, span)
            }
            _ => continue,
        };
        if !windows.contains(&window) {
            windows.push(window);
        }
    }
    windows
}

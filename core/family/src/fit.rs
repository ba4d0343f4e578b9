//! Makes a message fit into an envelope.

use kinguard_seal::state::LONGEST_BODY;

use crate::to_family::{Body, ToFamily};

/// Enough for every title of the app, and far from filling an envelope.
const LONGEST_TITLE: usize = 300;

/// Enough for a sentence in any language.
const LONGEST_LINE: usize = 200;

/// More steps than this, and more faults, are not read anyway.
const MOST_LINES: usize = 12;

/// Writes a message, without what does not fit.
pub(crate) fn written(mut message: ToFamily) -> Vec<u8> {
    bound(&mut message.body);
    loop {
        let bytes = serde_json::to_vec(&message).expect("texts and numbers can always be written");
        let over = bytes.len().saturating_sub(LONGEST_BODY);
        if over == 0 || !shorten(&mut message.body, over) {
            return bytes;
        }
    }
}

/// Cuts what is longer than anybody has reason to write.
fn bound(body: &mut Body) {
    match body {
        Body::Alert(alert) => cut(&mut alert.title, LONGEST_TITLE),
        Body::Story(story) => {
            story.steps.drain(..story.steps.len().saturating_sub(MOST_LINES));
            story.steps.iter_mut().for_each(|step| cut(&mut step.text, LONGEST_LINE));
        }
        Body::Alive(alive) => {
            alive.faults.truncate(MOST_LINES);
            alive.faults.iter_mut().for_each(|fault| cut(fault, LONGEST_LINE));
        }
        Body::Outcome(outcome) => outcome.text.iter_mut().for_each(|text| cut(text, LONGEST_LINE)),
        Body::Removed | Body::Unknown => {}
    }
}

/// Takes something away that is at least one byte. Returns whether there was anything.
fn shorten(body: &mut Body, over: usize) -> bool {
    match body {
        Body::Alert(alert) if !alert.text.is_empty() => {
            // A character may take more bytes in JSON than in the text, never fewer.
            let keep = alert.text.len().saturating_sub(over + ELLIPSIS.len());
            cut(&mut alert.text, keep);
            true
        }
        Body::Story(story) if !story.steps.is_empty() => {
            story.steps.remove(0);
            true
        }
        Body::Alive(alive) => alive.faults.pop().is_some(),
        _ => false,
    }
}

const ELLIPSIS: &str = "…";

/// Cuts a text to `longest` bytes, an ellipsis not counted.
fn cut(text: &mut String, longest: usize) {
    if text.len() > longest {
        let end = (0..=longest).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
        if longest > 0 {
            text.push_str(ELLIPSIS);
        }
    }
}

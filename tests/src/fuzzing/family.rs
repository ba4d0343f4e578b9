//! What `core/family` reads: messages, sentences, and the stored link.

use std::sync::LazyLock;

use kinguard_family::ask::Ask;
use kinguard_family::link::Link;
use kinguard_family::sentence::Sentence;
use kinguard_family::time::WallTime;
use kinguard_family::to_family::ToFamily;
use kinguard_family::to_parent::ToParent;
use kinguard_seal::state::{LONGEST_BODY, State};
use kinguard_seal::text;
use kinguard_seal::window::Accepted;

use crate::sealing::{BEGUN, Dealt, paired};

const NOW: WallTime = WallTime(1_780_000_000_000);

/// A pairing takes longer than anything that is done with it here.
static PAIRED: LazyLock<(State, Link)> = LazyLock::new(|| {
    let (parent, family) = paired(1);
    (parent, Link::begin(family, NOW).link)
});

/// Whatever a parent's phone says, line by line, the device goes on: each line is acknowledged, what it shows can be
/// answered as it says, and the link survives its storage.
pub fn messages(bytes: &[u8]) {
    let (mut parent, mut link) = PAIRED.clone();
    let mut random = Dealt::new(2);
    for (number, body) in bytes.split(|byte| *byte == b'\n').take(20).enumerate() {
        if let Ok(message) = ToFamily::parse(body) {
            assert!(message.to_bytes().len() <= LONGEST_BODY);
        }
        let Ok(sealed) = parent.question(body, Accepted(u64::MAX), BEGUN, &mut random) else { continue };
        parent = sealed.state;
        let now = NOW.plus(number as u64 * 1_000);
        let Ok(turn) = link.receive(&text::write(&sealed.envelope), now, &mut random) else {
            assert!(link.view().removed);
            continue;
        };
        let stored = turn.link.to_bytes();
        link = Link::restore(&stored, turn.link.generation()).expect("it was just written");
        assert_eq!(link.to_bytes(), stored);
        assert!(link.generation() > 1 && stored.len() < 64 * 1024, "{} bytes", stored.len());
        for question in link.view().questions.clone() {
            for ask in question.asks {
                let sentence = (ask == Ask::Say).then(|| Sentence::parse("好").expect("it is a sentence"));
                link.answer(question.counter, ask, sentence, now, &mut random).expect("it is asked");
            }
        }
        let _ = (link.wake(now), link.quiet(), link.away().caught_up());
    }
}

/// Any text is a sentence or none, and any bytes what a device says or not; neither is read in two ways.
pub fn answers(bytes: &[u8]) {
    if let Ok(message) = ToParent::parse(bytes) {
        let again = ToParent::parse(&message.to_bytes()).expect("it was just written");
        assert_eq!(again, message);
    }
    let Ok(typed) = str::from_utf8(bytes) else { return };
    if let Ok(sentence) = Sentence::parse(typed) {
        assert_eq!(Sentence::parse(sentence.as_str()).as_ref(), Ok(&sentence));
        assert!(!sentence.as_str().contains(char::is_numeric));
    }
}

/// Any bytes are a link, or lost.
pub fn link(bytes: &[u8]) {
    if let Ok(link) = Link::restore(bytes, 0) {
        let stored = link.to_bytes();
        let again = Link::restore(&stored, link.generation()).expect("it was just written");
        assert_eq!(again.to_bytes(), stored);
        let _ = (link.wake(NOW), link.quiet());
    }
}

//! Writes the seed corpus from the scenarios and the test vectors: `cargo run --manifest-path fuzz/Cargo.toml --example seed`.

use std::error::Error;
use std::fs;
use std::path::Path;

use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::replay::Player;
use kinguard_core::trace::{Content, Trace};

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let put = |target: &str, name: &str, text: &[u8]| -> Result<(), Box<dyn Error>> {
        let folder = here.join("corpus").join(target);
        fs::create_dir_all(&folder)?;
        Ok(fs::write(folder.join(name), text)?)
    };
    for folder in ["warn", "quiet"] {
        for entry in fs::read_dir(here.join("../tests/scenarios").join(folder))? {
            let path = entry?.path();
            let name = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a scenario without a name")?;
            let text = fs::read_to_string(&path)?;
            let trace = Trace::parse(&text).map_err(|error| format!("{name}: {error}"))?;
            put("trace_text", name, text.as_bytes())?;
            let settings = Settings { home: trace.home, familiar_regions: trace.familiar_regions.clone() };
            let mut player = Player::new(Engine::new(&settings));
            let mut lines = String::new();
            for (index, step) in trace.steps.iter().enumerate() {
                let Content::Event(event) = &step.content else { continue };
                player.wake_before(step.seen, |_, _| {});
                player.observe(step.seen, step.at, event);
                let line = serde_json::json!({ "phone": "p", "at_ms": step.at.ms(), "event": event });
                lines += &format!("{line}\n");
                if index % 5 == 0 {
                    put("snapshot_text", &format!("{name}-{index}"), player.engine().snapshot().as_bytes())?;
                }
                if let Event::CallStarted { number: Some(number), .. } = event {
                    put(
                        "classify",
                        &format!("{name}-{index}"),
                        format!("{}{number}", trace.home).as_bytes(),
                    )?;
                }
            }
            put("stream_line", name, lines.as_bytes())?;
        }
    }
    let vectors = |name: &str| -> Result<serde_json::Value, Box<dyn Error>> {
        Ok(serde_json::from_str(&fs::read_to_string(here.join("../core/seal/vectors").join(name))?)?)
    };
    let pairing = vectors("pairing.json")?;
    put("seal_code", "bytes", &bytes(&pairing["code"]["bytes"])?)?;
    put("seal_code", "text", pairing["code"]["text"].as_str().ok_or("a code without text")?.as_bytes())?;
    for (step, name) in ["claim", "nonce", "key", "proof"].into_iter().enumerate() {
        let step = u8::try_from(step)?;
        put("seal_pairing", name, &[&[step], &bytes(&pairing[name]["message"])?[..]].concat())?;
    }
    put("seal_pairing", "ended", &[&[3], &bytes(&pairing["ended"][0])?[..]].concat())?;
    put("seal_envelope", "first", &bytes(&pairing["first_envelope"])?)?;
    for (index, envelope) in vectors("envelopes.json")?["opened"].as_array().into_iter().flatten().enumerate()
    {
        put("seal_envelope", &format!("content-{index}"), &bytes(&envelope["content"])?)?;
    }
    for (index, state) in vectors("states.json")?["states"].as_array().into_iter().flatten().enumerate() {
        let state = bytes(&state["bytes"])?;
        put("seal_state", &format!("{index}"), &state)?;
        // Without the sum, which the target adds.
        put("seal_state", &format!("{index}-open"), state.get(..state.len() - 32).ok_or("a short state")?)?;
    }
    let messages = [
        r#"{"at_ms":1,"boot":3,"uptime_ms":1,"type":"alert","message":1,"kind":"danger","urgency":"alarm","incident":5,"title":"t","text":"x","region":"CN","asks":["calling","say"]}"#,
        r#"{"at_ms":1,"boot":3,"uptime_ms":2,"type":"story","incident":5,"red":true,"steps":[{"at_ms":1,"text":"s"}],"asks":["end_call"]}"#,
        r#"{"at_ms":1,"boot":4,"uptime_ms":3,"type":"alive","next_ms":1,"state":"guarding","faults":["f"],"region":"HK"}"#,
        r#"{"at_ms":1,"boot":4,"uptime_ms":4,"type":"outcome","answers":1,"answer":"say","result":"done","text":"w"}"#,
        r#"{"at_ms":1,"boot":4,"uptime_ms":5,"type":"alert","message":2,"kind":"ended","urgency":"quiet","incident":5,"title":"t","text":""}"#,
        r#"{"at_ms":1,"boot":4,"uptime_ms":6,"type":"removed"}"#,
    ];
    put("family_messages", "all", messages.join("\n").as_bytes())?;
    for (index, message) in messages.into_iter().enumerate() {
        put("family_messages", &format!("{index}"), message.as_bytes())?;
    }
    for (index, answer) in [
        r#"{"type":"receipt","next":2,"seen":3}"#,
        r#"{"type":"answer","answer":"say","sentence":"妈，是我"}"#,
        "妈，是我，快挂掉",
    ]
    .into_iter()
    .enumerate()
    {
        put("family_answers", &format!("{index}"), answer.as_bytes())?;
    }
    Ok(())
}

fn bytes(hexadecimal: &serde_json::Value) -> Result<Vec<u8>, Box<dyn Error>> {
    let digits = hexadecimal.as_str().ok_or("no text")?;
    (0..digits.len() / 2)
        .map(|index| Ok(u8::from_str_radix(&digits[2 * index..2 * index + 2], 16)?))
        .collect()
}

//! Writes the seed corpus from the scenarios: `cargo run --manifest-path fuzz/Cargo.toml --example seed`.

use std::error::Error;
use std::fs;
use std::path::Path;

use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::replay::Player;
use kinguard_core::trace::{Content, Trace};

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let put = |target: &str, name: &str, text: &str| -> Result<(), Box<dyn Error>> {
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
            put("trace_text", name, &text)?;
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
                    put("snapshot_text", &format!("{name}-{index}"), &player.engine().snapshot())?;
                }
                if let Event::CallStarted { number: Some(number), .. } = event {
                    put("classify", &format!("{name}-{index}"), &format!("{}{number}", trace.home))?;
                }
            }
            put("stream_line", name, &lines)?;
        }
    }
    Ok(())
}

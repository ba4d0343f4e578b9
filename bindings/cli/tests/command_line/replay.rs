//! `replay` by its contract: exit status, standard output, the page.

use crate::place::{HELP, Place, QUIET, UNMET, keys};

#[test]
fn a_met_trace_is_told_with_its_warning_its_reasons_and_the_lead() {
    let place = Place::new("replay-met");
    place.write("help.json", HELP);
    let run = place.run(&["--lang", "en", "replay", "help.json"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    for part in [
        "help.json",
        "The alarm button",
        "Stop now",
        "because",
        "To the family",
        "30 min 30 s before the money left",
    ] {
        assert!(run.stdout.contains(part), "no {part:?} in\n{}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'), "no colours where there is no terminal");
}

#[test]
fn the_language_is_asked_for_or_follows_the_environment() {
    let place = Place::new("replay-lang");
    place.write("help.json", HELP);
    assert!(place.run(&["--lang", "zh", "replay", "help.json"]).stdout.contains("马上停下"));
    assert!(place.run(&["replay", "--lang", "zh", "help.json"]).stdout.contains("马上停下"));
    let by_environment = |name: &str, value: &str| {
        let output = place.command(&["replay", "help.json"]).env(name, value).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(by_environment("LANG", "zh_CN.UTF-8").contains("马上停下"));
    assert!(by_environment("LC_ALL", "zh_HK").contains("马上停下"));
    assert!(by_environment("LANG", "de_DE").contains("Stop now"));
}

#[test]
fn json_lines_hold_file_time_and_effect_and_nothing_else() {
    let place = Place::new("replay-json");
    place.write("help.json", HELP).write("quiet.json", QUIET);
    let run = place.run(&["replay", "--json", "help.json", "quiet.json"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    let lines = run.json_lines();
    assert!(lines.len() >= 2);
    for line in &lines {
        assert_eq!(keys(line), ["at_ms", "effect", "file"]);
        assert_eq!(line["file"], "help.json");
    }
    assert_eq!(lines[0]["at_ms"], 60_000);
    assert_eq!(lines[0]["effect"]["type"], "warn");
    assert_eq!(lines[0]["effect"]["level"], "red");
    assert_eq!(lines[0]["effect"]["rule"], "help-asked");
    assert_eq!(lines[1]["effect"]["type"], "notify_family");
}

#[test]
fn an_unmet_expectation_is_status_1_and_names_the_step() {
    let place = Place::new("replay-unmet");
    place.write("unmet.json", UNMET);
    for arguments in [&["replay", "unmet.json"][..], &["replay", "--json", "unmet.json"]] {
        let run = place.run(arguments);
        assert_eq!(run.status, 1, "{run:?}");
        for part in ["unmet.json: step 2: expected silence, found", "help-asked"] {
            assert!(run.stderr.contains(part), "{run:?}");
        }
    }
    assert!(place.run(&["replay", "--json", "unmet.json"]).json_lines().len() >= 2);
}

#[test]
fn what_cannot_be_read_is_status_2_and_one_line() {
    let place = Place::new("replay-unreadable");
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let step = |step: &str| {
        format!(r#"{{"format":1,"home":"CN","steps":[{{"at":"00:00:00","mark":"wait"}},{step}]}}"#)
    };
    place
        .write("truncated.json", &HELP[..HELP.len() / 2])
        .write("nested.json", &nested)
        .write("nested-step.json", step(&format!(r#"{{"at":"00:00:01","event":{nested}}}"#)))
        .write("wrong-type.json", step(r#"{"at":"00:00:01","event":{"type":"app_opened","package":7}}"#))
        .write("unknown-type.json", step(r#"{"at":"00:00:01","event":{"type":"moon\nrise"}}"#))
        .write("unknown-field.json", step(r#"{"at":"00:00:01","mark":"harm","colour":1}"#))
        .write("late.json", r#"{"format":1,"home":"CN","steps":[{"at":"00:00:01","mark":"wait"},{"at":"00:00:00","mark":"wait"}]}"#)
        .write("time.json", step(r#"{"at":"noon","mark":"wait"}"#))
        .write("latin1.json", b"{\n\"about\": \"\xe9\"}")
        .write("empty.json", "")
        .write("array.json", "[]")
        .write("future.json", r#"{"format":2,"home":"CN","steps":[]}"#);
    std::fs::File::create(place.path("huge.json")).unwrap().set_len((64 << 20) + 1).unwrap();
    for (file, parts) in [
        ("truncated.json", &[][..]),
        ("nested.json", &[]),
        ("nested-step.json", &["step 2"]),
        ("wrong-type.json", &["step 2"]),
        ("unknown-type.json", &["step 2"]),
        ("unknown-field.json", &["step 2", "colour"]),
        ("late.json", &["step 2"]),
        ("time.json", &["step 2", "HH:MM:SS"]),
        ("latin1.json", &["line 2", "UTF-8"]),
        ("empty.json", &[]),
        ("array.json", &[]),
        ("future.json", &["format 2"]),
        ("huge.json", &["64 MiB"]),
        ("missing.json", &["cannot be read"]),
        (".", &["directory"]),
    ] {
        for mode in
            [&["replay", file][..], &["replay", "--json", file], &["replay", "--html", "out.html", file]]
        {
            let run = place.run(mode);
            run.refused(&[file]);
            run.refused(parts);
            assert_eq!(run.stdout, "", "{run:?}");
        }
    }
    assert!(!place.path("out.html").exists(), "no page of nothing");
}

#[test]
fn the_worst_file_decides_and_the_others_are_still_shown() {
    let place = Place::new("replay-worst");
    place.write("help.json", HELP).write("unmet.json", UNMET).write("bad.json", "{");
    let run = place.run(&["replay", "--json", "bad.json", "unmet.json", "help.json"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.json_lines().iter().any(|line| line["file"] == "help.json"));
}

#[test]
fn a_number_is_masked_and_a_label_cannot_repaint_the_terminal() {
    let place = Place::new("replay-masked");
    place.write(
        "a.json",
        r#"{"format":1,"about":"red \u001b[31m","home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"call_started","direction":"incoming","number":"+85251234567","contact":false}},
 {"at":"00:00:01","event":{"type":"app_installed","package":"x.y","label":"\u001b]0;x\u0007\nz","source":"sideload","update":false}}]}"#,
    );
    let run = place.run(&["--lang", "en", "replay", "--all", "a.json"]);
    assert!(run.stdout.contains("+8525123•••• (Hong Kong)"), "{}", run.stdout);
    assert!(!run.stdout.contains("4567"));
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{7}'));
}

const HOSTILE: &str = r#"{"format":1,"about":"<script src='https://evil.example/x.js'></script>","source":"https://evil.example/\" onload=\"x","home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"call_started","direction":"incoming","number":"<b>+85251234567","contact":false}},
 {"at":"00:00:05","event":{"type":"call_answered"}},
 {"at":"00:10:00","event":{"type":"app_installed","package":"a\"><img src=x onerror=y>","label":"</text></svg><iframe>","source":"sideload","update":false}},
 {"at":"00:11:00","event":{"type":"app_opened","package":"a\"><img src=x onerror=y>"}},
 {"at":"00:12:00","event":{"type":"voice_chat_started","package":"<style>*{}"}},
 {"at":"00:13:00","event":{"type":"capture_service_started","package":"a\"><img src=x onerror=y>"}},
 {"at":"00:20:00","event":{"type":"app_opened","package":"com.icbc"}},
 {"at":"30:00:00","mark":"harm"}]}"#;

#[test]
fn the_page_is_whole_and_escapes_what_it_was_given() {
    let place = Place::new("replay-html");
    place.write("hostile<i>.json", HOSTILE).write("help.json", HELP).write("quiet.json", QUIET);
    for lang in ["zh", "en"] {
        let run = place.run(&[
            "--lang",
            lang,
            "replay",
            "--html",
            "out.html",
            "./hostile<i>.json",
            "help.json",
            "quiet.json",
        ]);
        assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{run:?}");
        let page = std::fs::read_to_string(place.path("out.html")).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
        assert_eq!(page.matches("<section ").count(), 3);
        for tag in [
            "<script",
            "<img",
            "<iframe",
            "<i>",
            "<style>*",
            "<link",
            "<b>+",
            "@import",
            "url(",
            " onload=\"",
            " src=\"",
        ] {
            assert!(!page.contains(tag), "{tag} in the page");
        }
        let body = page.replace("&#39;https://evil.example/x.js&#39;", "");
        assert!(!body.contains("://"), "an address outside of the text that was given");
        let links = page.matches("href=\"").count();
        assert_eq!(links, page.matches("href=\"#s").count(), "links lead only into the page");
        assert!(page.contains("&lt;script src="));
        assert!(
            page.contains("<span>hostile") && !page.contains("./hostile"),
            "the file without its directory"
        );
        assert!(!page.contains("1234567"), "a whole number in the page");
        assert!(page.contains("prefers-color-scheme: dark") && page.contains("@media print"));
    }
}

#[test]
fn a_page_that_cannot_be_written_is_status_2() {
    let place = Place::new("replay-html-unwritable");
    place.write("help.json", HELP);
    place.run(&["replay", "--html", "no/such/place.html", "help.json"]).refused(&["no/such/place.html"]);
}

#[test]
fn bad_usage_is_status_2_and_help_has_examples() {
    let place = Place::new("usage");
    for arguments in
        [&[][..], &["replay"], &["replay", "--jsonn", "x"], &["classify", "--home", "china", "1"], &["dance"]]
    {
        assert_eq!(place.run(arguments).status, 2, "{arguments:?}");
    }
    for command in ["replay", "eval", "classify", "stream", "rules"] {
        let run = place.run(&[command, "--help"]);
        assert_eq!(run.status, 0);
        assert!(
            run.stdout.contains("Examples:") && run.stdout.contains(&format!("kinguard {command}")),
            "{run:?}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;
    let place = Place::new("broken-pipe");
    place.write("help.json", HELP);
    let many = vec!["help.json"; 2_000];
    for mode in [&["replay"][..], &["replay", "--json"]] {
        let mut child =
            place.command(mode).args(&many).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

//! `kinguard`: replays, measures and explains what KinGuard says to the events of a phone.

mod arguments;
mod check;
mod classify;
mod eval;
mod failure;
mod input;
mod lang;
mod output;
mod replay;
mod rules;
mod stream;
mod terminal;

use std::process::ExitCode;

use clap::Parser;
use kinguard_report::words;

use arguments::{Arguments, Command};
use lang::Lang;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let words = words::of(arguments.lang.unwrap_or_else(Lang::of_the_environment).into());
    let done = match &arguments.command {
        Command::Replay(asked) => replay::run(asked, words),
        Command::Eval(asked) => eval::run(asked),
        Command::Classify(asked) => classify::run(asked, words),
        Command::Stream(asked) => stream::run(asked),
        Command::Check(asked) => check::run(asked),
        Command::Rules(asked) => rules::run(asked, words),
    };
    done.unwrap_or_else(|failure| failure.report()).into()
}

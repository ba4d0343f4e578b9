//! `kinguard`: replays, measures and explains what KinGuard says to the events of a phone.

mod arguments;
mod check;
mod classify;
mod eval;
mod expectation;
mod failure;
mod input;
mod lang;
mod measure;
mod names;
mod output;
mod page;
mod replay;
mod rules;
mod stream;
mod terminal;
mod timeline;
mod verdict;
mod window;
mod words;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use lang::Lang;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let words = words::of(arguments.lang.unwrap_or_else(Lang::of_the_environment));
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

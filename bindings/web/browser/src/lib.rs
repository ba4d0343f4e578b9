//! Chromium, driven from a test.

mod browser;
mod server;

pub use browser::Browser;
pub use server::Server;

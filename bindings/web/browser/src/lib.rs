//! Chromium, driven from a test, and the servers that the pages speak to.

mod browser;
mod ntfy;
mod server;

pub use browser::Browser;
pub use ntfy::Ntfy;
pub use server::Server;

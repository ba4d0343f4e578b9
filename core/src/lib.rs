//! The deciding part of KinGuard: it takes a phone's events and returns warnings.
//!
//! ```
//! use kinguard_core::engine::{Engine, Settings};
//! use kinguard_core::event::Event;
//! use kinguard_core::region::Region;
//! use kinguard_core::time::Moment;
//!
//! let mut engine = Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] });
//! let now = Moment::from_ms(0);
//! let response = engine.observe(now, now, &Event::AppOpened { package: "com.icbc".into() });
//! assert!(response.effects.is_empty(), "a bank alone is no danger");
//! ```
mod bounded;
pub mod call;
pub mod caller;
pub mod calls;
pub mod catalog;
pub mod effect;
pub mod engine;
pub mod event;
pub mod explain;
mod fnv;
pub mod habit;
pub mod incident;
pub mod installs;
pub mod package;
pub mod phone;
pub mod region;
pub mod replay;
pub mod rule;
pub mod rules;
pub mod sharing;
pub mod situation;
pub mod snapshot;
pub mod text;
pub mod time;
pub mod trace;

//! Time as the parent's phone counts it: since its last boot, whatever anybody sets the clock to.

/// Which boot of the phone: Android's `BOOT_COUNT`, or anything else that no two boots share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boot(pub u64);

/// A moment, in milliseconds since a boot, sleep included (`SystemClock.elapsedRealtime`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uptime {
    /// The boot from which it counts.
    pub boot: Boot,
    /// Milliseconds since then.
    pub ms: u64,
}

/// How long ago something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// So many milliseconds.
    Ms(u64),
    /// Before the phone was last started, or after now: nobody can say.
    Unknown,
}

impl Uptime {
    /// How long before `now` this was.
    #[must_use]
    pub fn age(self, now: Self) -> Age {
        if self.boot != now.boot {
            return Age::Unknown;
        }
        now.ms.checked_sub(self.ms).map_or(Age::Unknown, Age::Ms)
    }
}

/// How long a code can be used for pairing, and an answer counts after its question: ten minutes to the millisecond.
pub const TEN_MINUTES_MS: u64 = 600_000;

/// Whether no more than ten minutes have passed since `from`, in the same boot.
#[must_use]
pub fn within_ten_minutes(from: Uptime, now: Uptime) -> bool {
    matches!(from.age(now), Age::Ms(age) if age <= TEN_MINUTES_MS)
}

//! The person's activity at the time of an effect, so that alarms can be counted by kind of day.

use kinguard_core::time::{Moment, Span};

use super::Month;
use super::calls::Visit;
use super::day::Act;
use super::phone::Life;

/// The time for which something unusual stays the likeliest cause of an effect.
const LASTING: Span = Span::hours(2);

/// Something the person began to do, or a call that came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occasion {
    began: Moment,
    name: Name,
}

/// The event.
#[derive(Clone, Copy, Debug)]
pub(super) enum Name {
    /// It happens on any day.
    Everyday(&'static str),
    /// It makes the day one of its own kind.
    Special(&'static str),
}

use Name::{Everyday, Special};

impl Life {
    pub(super) fn begin_occasion(&mut self, name: Name) {
        self.occasions.push(Occasion { began: Moment::from_ms(self.now), name });
    }
}

impl Month {
    /// The kind of day that `at` belongs to: the latest unusual thing of the two hours before, or else the
    /// current activity.
    #[must_use]
    pub fn kind_of_day(&self, at: Moment) -> &'static str {
        let past = || self.occasions.iter().rev().filter(|occasion| occasion.began <= at);
        let special =
            past().take_while(|occasion| occasion.began + LASTING >= at).find_map(|occasion| match occasion
                .name
            {
                Special(name) => Some(name),
                Everyday(_) => None,
            });
        special.or_else(|| past().map(|occasion| occasion.name.word()).next()).unwrap_or("first morning")
    }
}

impl Name {
    const fn word(self) -> &'static str {
        match self {
            Everyday(name) | Special(name) => name,
        }
    }
}

impl Visit {
    pub(super) const fn occasion(self) -> Name {
        match self {
            Self::Courier => Everyday("courier's call"),
            Self::Rider => Everyday("rider's call"),
            Self::Sales => Everyday("sales call"),
            Self::Unanswered => Everyday("missed call"),
            Self::SmallBusiness => Everyday("small business call"),
            Self::Tradesman => Everyday("tradesman's call"),
            Self::EstateAgent => Everyday("estate agent's call"),
            Self::Hotline => Everyday("hotline's call"),
            Self::Contact => Everyday("contact's call"),
            Self::OverseasAnswered => Special("overseas call answered"),
            Self::OverseasMissed => Everyday("overseas call missed"),
            Self::Relative => Special("unsaved relative's call"),
            Self::Teacher => Special("teacher's call"),
            Self::LocalAbroad => Special("local call abroad"),
        }
    }
}

impl Act {
    pub(super) const fn occasion(&self) -> Name {
        match self {
            Self::Plain => Everyday("plain use"),
            Self::Pay | Self::Shop => Everyday("payment"),
            Self::Bank => Everyday("bank visit"),
            Self::ChatCall => Everyday("chat call"),
            Self::CallContact => Everyday("call to a contact"),
            Self::CallBack(_) => Everyday("calling back"),
            Self::CallTradesman => Everyday("call to a tradesman"),
            Self::CallHotline => Special("call to a hotline"),
            Self::Cast => Special("cast"),
            Self::Game => Special("game"),
            Self::MirrorOn | Self::MirrorOff => Special("laptop mirror"),
            Self::Drive => Special("drive"),
            Self::RecordScreen => Special("screen recorder"),
            Self::Meet => Special("class or meeting"),
            Self::InstallForClass | Self::FirstClass => Special("first class"),
            Self::RemoteHelp => Special("child's help"),
            Self::SteerOwnComputer => Special("own computer steered"),
            Self::VisitStore => Special("store visit"),
            Self::NightUpdates => Special("night updates"),
            Self::InstallFromBrowser => Special("file from a page"),
            Self::Remove(_) => Everyday("removal"),
            Self::Migrate => Special("new phone copied"),
            Self::ShopSetsUp => Special("shop sets up a phone"),
            Self::Reboot => Everyday("restart"),
            Self::Depart | Self::Return => Special("journey abroad"),
            Self::Fly => Special("flight"),
            Self::AirplaneAtNight | Self::ProtectionPage | Self::PowerPage => Special("settings page"),
            Self::NfcRide => Special("transport card"),
            Self::ForwardingOn | Self::ForwardingOff => Special("forwarding"),
            Self::AdSkipper => Special("ad skipper"),
            Self::ScreenReader => Special("screen reader"),
            Self::Watch => Special("watch's companion"),
            Self::DoorCard => Special("door card"),
            Self::VideoShare => Special("sharing in a video call"),
            Self::InsurersSale => Special("insurer's recorded sale"),
            Self::Fraud(_) => Special("fraud"),
        }
    }
}

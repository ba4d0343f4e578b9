//! English.

use kinguard_core::caller::{Caller, CallerKind, Why};
use kinguard_core::effect::{Certainty, FamilyMessage, HelpDecision, Level, Origin, Reason, RuleId};
use kinguard_core::event::{
    Capability, Choice, Direction, Event, FamilyAnswer, Help, InstallSource, Power, SettingsScreen,
};
use kinguard_core::region::Region;
use kinguard_core::rule::Rule;
use kinguard_core::time::Span;

use super::{Labels, Words, places};
use crate::lang::Lang;
use crate::names::{Names, masked};
use crate::window::Window;

/// English for people who do not work with phones.
pub(super) struct English;

impl Words for English {
    fn lang(&self) -> Lang {
        Lang::En
    }

    fn labels(&self) -> &'static Labels {
        &LABELS
    }

    fn span(&self, span: Span) -> String {
        span.to_string()
    }

    fn region(&self, region: Region) -> String {
        places::name(region).map_or_else(|| region.to_string(), |place| place.english.to_owned())
    }

    fn event(&self, event: &Event, names: &Names) -> String {
        let app = |package: &String| names.app(package);
        let maybe_app = |package: &Option<String>| package.as_deref().map(|package| names.app(package));
        match event {
            Event::CallStarted { direction, number, contact, line, family, verified, hotline } => {
                let who = match contact {
                    _ if *verified == Some(false) => "Somebody with a forged number",
                    _ if *family => "Family",
                    _ if *hotline => "A hotline",
                    Some(true) => "A contact",
                    Some(false) => "A stranger",
                    None => "Somebody",
                };
                let caller = self.caller(names.caller(number.as_deref(), *line), number.as_deref());
                match direction {
                    Direction::Incoming => format!("{who} calls: {caller}"),
                    Direction::Outgoing => format!("The phone calls {}: {caller}", who.to_lowercase()),
                }
            }
            Event::CallAnswered {} => "The call is answered".to_owned(),
            Event::CallEnded {} => "The call is over".to_owned(),
            Event::VoiceChatStarted { package, .. } => match maybe_app(package) {
                Some(app) => format!("Voice chat begins in {app}"),
                None => "Voice chat begins in some app".to_owned(),
            },
            Event::VoiceChatEnded {} => "The voice chat is over".to_owned(),
            Event::AppInstalled { package, source, update, .. } => {
                let what = if *update { "updated" } else { "installed" };
                format!("{} is {what}, {}", app(package), install_source(*source))
            }
            Event::AppRemoved { package } => format!("{} is removed", app(package)),
            Event::AppOpened { package } => format!("{} is opened", app(package)),
            Event::CaptureConsentOpened { package } => match maybe_app(package) {
                Some(app) => format!("{app} asks to see the screen"),
                None => "An app asks to see the screen".to_owned(),
            },
            Event::CaptureServiceStarted { package, .. } => {
                format!("{} may now be capturing the screen", app(package))
            }
            Event::CaptureServiceStopped { package, .. } => format!("{} stops capturing", app(package)),
            Event::PrivateDisplayAdded { .. } | Event::PublicDisplayAdded { .. } => {
                "The screen is being mirrored".to_owned()
            }
            Event::PrivateDisplayRemoved { .. } | Event::PublicDisplayRemoved { .. } => {
                "The mirroring ends".to_owned()
            }
            Event::CarModeChanged { on: true } => "The phone connects to a car's screen".to_owned(),
            Event::CarModeChanged { on: false } => "The phone disconnects from the car's screen".to_owned(),
            Event::ScreenRecorded { visible: true } => {
                "The system confirms: our warning is being recorded".to_owned()
            }
            Event::ScreenRecorded { visible: false } => {
                "The system says: our warning is not being recorded".to_owned()
            }
            Event::RemoteControlEnabled { package, .. } => {
                format!("{} may now operate the phone", app(package))
            }
            Event::RemoteControlDisabled { package } => {
                format!("{} may no longer operate the phone", app(package))
            }
            Event::PowerGranted { package, power: Power::Overlay } => {
                format!("{} is allowed to draw over other apps", app(package))
            }
            Event::PowerGranted { package, power: Power::InstallsApps } => {
                format!("{} is allowed to install other apps", app(package))
            }
            Event::CallForwardingChanged { on: true } => {
                "Calls are now diverted to another number".to_owned()
            }
            Event::CallForwardingChanged { on: false } => "Calls are no longer diverted".to_owned(),
            Event::NfcTurned { on: true } => "NFC is switched on".to_owned(),
            Event::NfcTurned { on: false } => "NFC is switched off".to_owned(),
            Event::ScreenTurned { on: true } => "The screen goes on".to_owned(),
            Event::ScreenTurned { on: false } => "The screen goes off".to_owned(),
            Event::DeviceBooted {} => "The phone restarts".to_owned(),
            Event::ProtectionChanged { capability, granted } => protection(*capability, *granted),
            Event::WarningAnswered { choice } => match choice {
                Choice::Stop => "The parent stops",
                Choice::CallFamily => "The parent calls the family",
                Choice::Continue => "The parent continues in spite of the warning",
                Choice::Left => "The parent leaves the warning for another screen",
                Choice::MoneySent => "The parent reports that money has been sent",
            }
            .to_owned(),
            Event::FamilyAnswered { contact, answer, unverified } => match answer {
                FamilyAnswer::Calling if *unverified => {
                    format!("A call from the number of family contact {}", u64::from(*contact) + 1)
                }
                FamilyAnswer::Calling => format!("Family contact {} is calling", u64::from(*contact) + 1),
                FamilyAnswer::Fine => format!("Family contact {} says all is fine", u64::from(*contact) + 1),
            },
            Event::FamilyHelp { contact, help, .. } => {
                let what = match help {
                    Help::EndCall => "to end the call",
                    Help::Say => "to show a sentence",
                    Help::RingNext => "to ring the next contact",
                };
                format!("Family contact {} asks the phone {what}", u64::from(*contact) + 1)
            }
            Event::HelpAsked {} => "The parent presses the alarm button".to_owned(),
            Event::SettingsChanged { home, .. } => {
                format!("The settings change: the SIM is now from {}", self.region(*home))
            }
            Event::SettingsOpened { what } => settings(*what).to_owned(),
        }
    }

    fn reason(&self, reason: &Reason, names: &Names) -> String {
        let app = |package: &String| names.app(package);
        match reason {
            Reason::StrangerCall { direction, origin, region, live, spoken_ms } => {
                let origin = match (origin, region) {
                    (Origin::Service, _) => "a service number".to_owned(),
                    (Origin::Domestic, _) => "an ordinary number".to_owned(),
                    (Origin::Hidden, _) => "a hidden number".to_owned(),
                    (Origin::Overseas, Some(region)) => format!("a number from {}", self.region(*region)),
                    (Origin::Overseas, None) => "a foreign or forged number".to_owned(),
                };
                let who = match direction {
                    Direction::Incoming => format!("A stranger called from {origin}"),
                    Direction::Outgoing => format!("A stranger was called, {origin}"),
                };
                match (*live, spoken_ms.ms()) {
                    (true, 0) => format!("{who}, and is on the line now"),
                    (true, _) => format!("{who}, and has been on the line for {spoken_ms}"),
                    (false, 0) => who,
                    (false, _) => format!("{who}; they spoke for {spoken_ms}"),
                }
            }
            Reason::VoiceChat { package: Some(package) } => {
                format!("Somebody is talking in {}", app(package))
            }
            Reason::VoiceChat { package: None } => "Somebody is talking in a chat app".to_owned(),
            Reason::Installed { package, source, ago_ms } => {
                let when = if ago_ms.ms() < 1_000 { "just now".to_owned() } else { format!("{ago_ms} ago") };
                format!("{} was installed {when}, {}", app(package), install_source(*source))
            }
            Reason::ScreenShared { package, certainty, live } => {
                let by =
                    package.as_ref().map_or_else(String::new, |package| format!(" through {}", app(package)));
                let (may, was) = match certainty {
                    Certainty::Possible => {
                        ("may be visible to somebody else", "may have been visible to somebody else")
                    }
                    Certainty::Likely => (
                        "is very likely visible to somebody else",
                        "was very likely visible to somebody else",
                    ),
                    Certainty::Certain => ("is visible to somebody else", "was visible to somebody else"),
                };
                let state = if *live { may } else { was };
                format!("This screen {state}{by}{}", if *live { "" } else { " just before" })
            }
            Reason::MoneyApp { package } => format!("{}, which holds money, is open", app(package)),
            Reason::Messages { package } => {
                format!("Text messages are open ({}), where codes arrive", app(package))
            }
            Reason::PaymentAppInstalled { package } => {
                format!("{}, which can send money, was installed", app(package))
            }
            Reason::RemoteControl { package } => format!("{} can operate this phone by itself", app(package)),
            Reason::CallsForwarded {} => "Calls to this phone go to another number".to_owned(),
            Reason::HelpAsked {} => "The alarm button was pressed".to_owned(),
            Reason::Protection { capability, granted } => protection(*capability, *granted),
            Reason::Settings { what } => settings(*what).to_owned(),
        }
    }

    fn rule(&self, rule: RuleId) -> &'static str {
        match rule {
            RuleId::HelpAsked => "The alarm button was pressed.",
            RuleId::BankDuringShare => "Somebody can see this screen while a bank or payment app is open.",
            RuleId::BankAfterShare => "A bank or payment app was opened just after the screen was shared.",
            RuleId::CodesDuringShare => {
                "Somebody can see this screen while text messages with codes are open."
            }
            RuleId::ShareByInstalledApp => {
                "An app installed on a stranger's word, or just from a link, shows this screen to somebody."
            }
            RuleId::ShareDuringCall => "A stranger on the phone is being shown this screen.",
            RuleId::ShareAfterCall => "Soon after a stranger's call, somebody is being shown this screen.",
            RuleId::RemoteControl => "After a stranger's call, an app has gained control of this phone.",
            RuleId::CallForwarding => "After a stranger's call, calls to this phone are diverted.",
            RuleId::PaymentAppInIncident => "A payment app was installed in the middle of a suspected fraud.",
            RuleId::BankDuringMeeting => "A bank or payment app is open while a meeting can see this screen.",
            RuleId::InstallAfterCall => {
                "An app of the kind that fraud uses was installed on a stranger's word."
            }
            RuleId::InstallDuringChat => {
                "An app of the kind that fraud uses was installed during a voice chat."
            }
            RuleId::SideloadedMeetingApp => {
                "An app for meetings or remote help was installed from a link or file."
            }
            RuleId::ShareByFreshApp => {
                "An app that has just been installed is showing this screen to somebody."
            }
            RuleId::ShareDuringChat => "This screen is being shared during a conversation.",
            RuleId::BankDuringOverseasCall => {
                "A bank or payment app was opened while a foreign or hidden caller is on the phone."
            }
            RuleId::BankAfterOverseasCall => {
                "A bank was opened soon after a call from a foreign or hidden number."
            }
            RuleId::BankDuringCall => "A bank or payment app was opened during a long call with a stranger.",
            RuleId::BankAfterInstall => {
                "A bank or payment app was opened after an app was installed on a stranger's word."
            }
            RuleId::BankAfterCall => "A bank was opened soon after a stranger's long call.",
            RuleId::LongStrangerCall => "A stranger has been on the phone for very long.",
            RuleId::SettingsDuringCall => {
                "A screen that can switch the protection off was opened in a stranger's call, or soon after."
            }
            RuleId::PermissionDuringCall => {
                "An app is being allowed to install others or draw over them while a stranger is on the phone."
            }
            RuleId::SideloadedAppInControl => "An app from a link or file has gained control of this phone.",
            RuleId::ControlAfterCall => {
                "Soon after a stranger's call, an app has gained control of this phone."
            }
            RuleId::BankUnderControl => {
                "A bank or payment app is open while an app that just came from a link can operate this phone."
            }
            RuleId::ShareByControllingApp => {
                "An app from a link that can operate this phone is watching the screen, too."
            }
            RuleId::CodesDuringChatShare => {
                "Text messages with codes are open while a chat app is showing this screen to somebody."
            }
            RuleId::ShareInChatApp => "A chat app has begun to show this screen to somebody.",
            RuleId::MoneyAppAfterCall => "An app that can send money was installed on a stranger's word.",
            RuleId::BankDuringDialledCall => "A bank was opened during a call to a stranger's number.",
            RuleId::ShareDuringServiceCall => {
                "A caller from a service number, which can be forged, is being shown this screen."
            }
            RuleId::BankDuringHabitualShare => "A bank is open while this screen is shared, as it often is.",
            RuleId::ForwardingSetUp => {
                "Calls to this phone were diverted around a call that the parent made to a hotline."
            }
            RuleId::NfcWithNewApp => {
                "NFC, over which a bank card can be read, was switched on soon after a new app was installed."
            }
            RuleId::CodesDuringCall => {
                "Text messages with codes were opened while a foreign or hidden caller is on the phone."
            }
            RuleId::PowerfulAppInstalled => "An app from a link or file asks for powers that a trojan needs.",
            RuleId::BankDuringFamilyHelp => {
                "A bank or payment app is open while this screen is shared; the family is on the line."
            }
            RuleId::SettingsDuringIncident => "Somebody may be about to switch the protection off.",
            RuleId::ProtectionChanged => "A part of the protection was lost or came back.",
        }
    }

    fn meaning(&self, rule: &Rule) -> &'static str {
        rule.meaning
    }

    fn false_alarms(&self, rule: &Rule) -> &'static str {
        rule.false_alarms
    }

    fn window(&self, window: Window, span: Span) -> String {
        match window {
            Window::Spoken => format!("talk of {span}"),
            Window::AfterCall => format!("{span} after call"),
            Window::AfterSharing => format!("{span} after sharing"),
            Window::AfterInstall => format!("{span} after install"),
        }
    }

    fn level(&self, level: Level) -> &'static str {
        match level {
            Level::Amber => "Watch out",
            Level::Red => "Stop now",
        }
    }

    fn family(&self, message: FamilyMessage) -> &'static str {
        match message {
            FamilyMessage::Early => {
                "A first sign of fraud. Please call the parent, on another line if this one is busy."
            }
            FamilyMessage::Danger => "It is happening now. Call the parent at once, or go there.",
            FamilyMessage::WentOn => {
                "The parent went on in spite of the warning. Call again, or send somebody near."
            }
            FamilyMessage::MoneySent => {
                "The parent says money has been sent. Call the police and the bank now."
            }
            FamilyMessage::NextContact => "Nobody has answered; the next contact is told too.",
            FamilyMessage::Ended => "The danger seems to be over.",
            FamilyMessage::Protection => {
                "A part of the protection has stopped, or is about to be switched off."
            }
            FamilyMessage::Restored => "The protection works again.",
        }
    }

    fn help(&self, help: Help, decision: HelpDecision) -> &'static str {
        match (decision, help) {
            (HelpDecision::Give, Help::EndCall) => "The phone ends the call for the family",
            (HelpDecision::Give, Help::Say) => "The phone shows the family's sentence",
            (HelpDecision::Give, Help::RingNext) => "The phone rings the next contact",
            (HelpDecision::NoDanger, _) => "Refused: there is no red danger",
            (HelpDecision::NoCall, _) => "Refused: no telephone call goes on",
            (HelpDecision::CallIsGood, _) => {
                "Refused: the call is with a contact, an emergency number or a hotline"
            }
            (HelpDecision::CallIsUnclear, _) => "Refused: it is unknown whose call would end",
        }
    }

    fn caller_kind(&self, kind: CallerKind) -> &'static str {
        match kind {
            CallerKind::Domestic => "domestic",
            CallerKind::Overseas => "overseas",
            CallerKind::Unknown => "unknown",
        }
    }

    fn why(&self, why: Why) -> &'static str {
        match why {
            Why::CountryCode => "It begins with + and the calling code of another region.",
            Why::InternationalPrefix => {
                "It begins with the prefix for calls abroad and another region's calling code."
            }
            Why::HomeCountryCode => "It begins with the home calling code and exists there.",
            Why::NationalNumber => "It has the form of an ordinary number of the home region.",
            Why::ServiceNumber => "It is a short code, freephone or hotline number of the home region.",
            Why::BareCountryCode => {
                "It begins with another region's calling code without a +, and no home number looks like that."
            }
            Why::UnassignedCode => "It begins with a calling code that belongs to nobody.",
            Why::ForgedHomeCode => {
                "It begins with the home calling code, but no such number can exist there: a disguise."
            }
            Why::ForgedDoublePrefix => {
                "It has two international beginnings, one inside the other: a disguise."
            }
            Why::ForgedAreaCode => {
                "It poses as an area code, but is another region's calling code: a disguise."
            }
            Why::Withheld => "The number was withheld or not reported.",
            Why::Placeholder => "It is a word or value that stands for a missing number.",
            Why::NotANumber => "It is not a telephone number.",
            Why::TooShort => "It is too short to be a number of any region.",
            Why::TooLong => "It is longer than any number can be.",
            Why::NoSuchNumber => "It fits neither the home region nor any of its neighbours.",
        }
    }

    fn lead(&self, lead: Span) -> String {
        format!("Red warning {lead} before the money left")
    }

    fn family_lead(&self, lead: Span) -> String {
        format!("Family told {lead} before the money left")
    }

    fn heard_late(&self, late: Span) -> String {
        format!("the phone reported this {late} later")
    }

    fn hidden_events(&self, count: usize) -> String {
        match count {
            1 => "1 everyday event is not shown".to_owned(),
            _ => format!("{count} everyday events are not shown"),
        }
    }

    fn quiet_summary(&self, warnings: usize, messages: usize) -> String {
        let plural = |count: usize, what: &str| match count {
            1 => format!("1 {what}"),
            _ => format!("{count} {what}s"),
        };
        format!("{}, {} to the family", plural(warnings, "warning"), plural(messages, "message"))
    }
}

impl English {
    fn caller(&self, caller: Caller, number: Option<&str>) -> String {
        let Some(number) = number.filter(|number| !number.is_empty()) else {
            return "number hidden".to_owned();
        };
        let note = match (caller.kind, caller.region) {
            (_, _) if caller.forged => "forged".to_owned(),
            (CallerKind::Domestic, _) if caller.service => "service number".to_owned(),
            (CallerKind::Domestic, _) => "domestic".to_owned(),
            (CallerKind::Overseas, Some(region)) => self.region(region),
            (CallerKind::Overseas, None) => "from abroad".to_owned(),
            (CallerKind::Unknown, _) => "unreadable number".to_owned(),
        };
        format!("{} ({note})", masked(number))
    }
}

fn install_source(source: InstallSource) -> &'static str {
    match source {
        InstallSource::Store => "from an app store",
        InstallSource::Sideload => "from a link or file, not from a store",
        InstallSource::Unknown => "from an unknown source",
    }
}

fn protection(capability: Capability, granted: bool) -> String {
    let what = match capability {
        Capability::CallScreening => "reading who calls",
        Capability::PhoneState => "noticing calls",
        Capability::Contacts => "reading the contacts",
        Capability::Sms => "sending text messages",
        Capability::Notifications => "showing notifications",
        Capability::Overlay => "showing warnings over other apps",
        Capability::UsageAccess => "seeing which app is open",
        Capability::Battery => "running in the background",
        Capability::Autostart => "starting with the phone",
        Capability::InstalledApps => "seeing which apps are installed",
        Capability::BackgroundStart => "bringing the warning up from the background",
        Capability::LockScreen => "showing the warning on a locked screen",
        Capability::UnusedExemption => "keeping its permissions while nobody opens it",
    };
    let state = if granted { "KinGuard is allowed again" } else { "KinGuard is no longer allowed" };
    format!("{state}: {what}")
}

fn settings(screen: SettingsScreen) -> &'static str {
    match screen {
        SettingsScreen::Uninstall => "The screen that removes KinGuard is opened",
        SettingsScreen::AppInfo => "KinGuard's system page, which can stop it, is opened",
        SettingsScreen::Accessibility => "The accessibility settings are opened",
        SettingsScreen::UsageAccess => "The usage access settings are opened",
        SettingsScreen::Airplane => "The aeroplane mode switch is opened",
        SettingsScreen::UnknownSources => "The page is opened that lets an app install others",
        SettingsScreen::Overlay => "The page is opened that lets an app draw over others",
        SettingsScreen::Nfc => "The NFC settings are opened",
    }
}

const LABELS: Labels = Labels {
    product: "KinGuard",
    page_title: "What happened on the phone",
    page_intro: "This page shows, minute by minute, what happened on the phone, and what KinGuard said and why.",
    contents: "Contents",
    because: "because",
    family_told: "To the family",
    all_clear: "The warning is taken away: the danger is over",
    harm: "The money leaves (or would have left)",
    harm_short: "Money gone",
    no_red_before_harm: "No red warning before the money left",
    family_not_told_before_harm: "Family not told before the money left",
    nothing_said: "KinGuard said nothing",
    expected: "expected",
    found: "found",
    silence: "silence",
    time_passes: "A while later",
    source: "Source",
    sim_region: "SIM from",
    length: "Length",
    drawing: "Drawn time line",
    not_to_scale: "Quiet stretches are shortened; the times below are exact.",
    what_happened: "What happened",
    hidden_by_number_note: "Times count from the first event. The last four digits of callers' numbers are hidden.",
    lane_guard: "KinGuard",
    lane_family: "Family",
    lane_calls: "Calls",
    lane_voice: "Voice chat",
    lane_apps: "Apps",
    lane_sharing: "Sharing",
    lane_money: "Money",
    tag_answer: "Answer",
    tag_phone: "Phone",
    key_stranger: "stranger",
    key_contact: "contact",
    key_installed: "app installed",
    key_control: "remote control",
    tells_family: "+ family",
    rule: "Rule",
    level: "Level",
    meaning: "What it means",
    known_false_alarms: "Known false alarms",
    windows: "Times",
    forged: "forged",
};

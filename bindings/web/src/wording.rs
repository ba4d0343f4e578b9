//! Which of the app's texts belong to an effect: the names of its string resources. The texts themselves come from the
//! app's own files; the build looks for every name that stands here.

use kinguard_core::effect::{Certainty, Effect, FamilyMessage, Level, Origin, Reason, RuleId};
use serde::Serialize;

// The app's sets of rules, by the names that they have in its sources. A test compares them.

/// `ExitStep.kt`: an app operates the phone.
const OPERATED: &[RuleId] = &[
    RuleId::RemoteControl,
    RuleId::BankUnderControl,
    RuleId::ShareByControllingApp,
    RuleId::ControlAfterCall,
];

/// `ExitStep.kt`: somebody sees the screen.
const SEEN: &[RuleId] = &[
    RuleId::BankDuringShare,
    RuleId::CodesDuringShare,
    RuleId::ShareByInstalledApp,
    RuleId::ShareDuringCall,
    RuleId::ShareAfterCall,
    RuleId::ShareByFreshApp,
    RuleId::ShareDuringChat,
    RuleId::BankDuringMeeting,
    RuleId::CodesDuringChatShare,
    RuleId::ShareDuringServiceCall,
    RuleId::BankDuringHabitualShare,
    RuleId::BankDuringFamilyHelp,
];

/// `WarningWords.kt`: the truth is about control.
const ABOUT_CONTROL: &[RuleId] = &[RuleId::RemoteControl, RuleId::BankUnderControl];

/// `WarningWords.kt`: the truth is about the screen.
const ABOUT_SEEING: &[RuleId] = &[
    RuleId::BankDuringShare,
    RuleId::BankAfterShare,
    RuleId::CodesDuringShare,
    RuleId::ShareByInstalledApp,
    RuleId::ShareDuringCall,
    RuleId::ShareAfterCall,
    RuleId::ShareByControllingApp,
    RuleId::HelpAsked,
];

/// `WarningWords.kt`: amber asks who looks.
const BY_SOMEBODY_WHO_LOOKS: &[RuleId] = &[
    RuleId::ShareByFreshApp,
    RuleId::ShareDuringChat,
    RuleId::BankDuringMeeting,
    RuleId::CodesDuringChatShare,
    RuleId::ShareDuringServiceCall,
    RuleId::BankDuringHabitualShare,
    RuleId::BankDuringFamilyHelp,
];

/// `WarningWords.kt`: amber asks who said so.
const ON_SOMEBODYS_WORD: &[RuleId] = &[
    RuleId::SettingsDuringCall,
    RuleId::PermissionDuringCall,
    RuleId::ControlAfterCall,
    RuleId::ForwardingSetUp,
    RuleId::NfcWithNewApp,
    RuleId::CodesDuringCall,
];

/// `WarningDescription.kt`: the sentence names an app that was installed.
const ABOUT_AN_APP: &[RuleId] = &[
    RuleId::ShareByInstalledApp,
    RuleId::RemoteControl,
    RuleId::PaymentAppInIncident,
    RuleId::InstallAfterCall,
    RuleId::ShareByFreshApp,
    RuleId::ControlAfterCall,
    RuleId::ShareByControllingApp,
];

/// The words of a warning on the phone.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Warning {
    /// What is happening.
    headline: &'static str,
    /// What to do, which stands above it on red.
    order: Option<&'static str>,
    /// What holds against any story, on red.
    truth: Option<&'static str>,
    /// The app in it.
    app: Option<String>,
    /// What stands there if the app has no name.
    nameless: &'static str,
    /// How the name is written.
    frame: Option<&'static str>,
    /// Amber's question, and the answers that stop and that go on.
    question: Option<Question>,
    /// The steps out of the danger.
    way: Vec<ExitStep>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Question {
    text: &'static str,
    stops: &'static str,
    goes_on: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum ExitStep {
    HangUp,
    HangUpChat,
    StopSharing,
    SwitchOff,
    CallFamily,
}

/// The words of a message to the family: title, what happened, and what to do.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Message {
    title: &'static str,
    happened: &'static str,
    todo: &'static str,
}

impl Warning {
    pub(crate) fn of(effect: &Effect) -> Option<Self> {
        let Effect::Warn { level, rule, reasons, .. } = effect else { return None };
        let headline = headline(*rule, reasons);
        let opened = reasons.iter().rev().find_map(|reason| match reason {
            Reason::MoneyApp { package } => Some(package.clone()),
            _ => None,
        });
        let (app, nameless, frame) = if ABOUT_AN_APP.contains(rule) {
            (culprit(reasons), "warning_app", Some("warning_quoted"))
        } else {
            (opened, "warning_bank", None)
        };
        let question = (*level == Level::Amber).then(|| question(*rule, call_is_live(reasons)));
        let is_red = *level == Level::Red;
        Some(Self {
            headline,
            order: is_red.then(|| order(*rule, reasons)),
            truth: is_red.then(|| truth(*rule)),
            app,
            nameless,
            frame,
            question,
            way: way(*rule, reasons),
        })
    }
}

fn order(rule: RuleId, reasons: &[Reason]) -> &'static str {
    let chats = reasons.iter().any(|reason| matches!(reason, Reason::VoiceChat { .. }));
    let somebody_talks = chats || call_is_live(reasons) || rule == RuleId::HelpAsked;
    if somebody_talks { "warning_hang_up_now" } else { "warning_stop_now" }
}

fn truth(rule: RuleId) -> &'static str {
    match rule {
        _ if ABOUT_CONTROL.contains(&rule) => "warning_never_controls",
        _ if ABOUT_SEEING.contains(&rule) => "warning_never_looks",
        RuleId::CallForwarding => "warning_never_diverts",
        _ => "warning_never_asks_money",
    }
}

fn headline(rule: RuleId, reasons: &[Reason]) -> &'static str {
    let hidden =
        reasons.iter().any(|reason| matches!(reason, Reason::StrangerCall { origin: Origin::Hidden, .. }));
    let mut shared = reasons.iter().filter_map(|reason| match reason {
        Reason::ScreenShared { certainty, live, .. } => Some((*certainty, *live)),
        _ => None,
    });
    match rule {
        RuleId::HelpAsked => "warning_help_asked",
        RuleId::BankDuringShare => match shared.next() {
            Some((Certainty::Possible, _))
                if shared.all(|(certainty, _)| certainty == Certainty::Possible) =>
            {
                "warning_bank_during_share_maybe"
            }
            _ => "warning_bank_during_share",
        },
        RuleId::BankAfterShare => "warning_bank_after_share",
        RuleId::CodesDuringShare => "warning_codes_during_share",
        RuleId::ShareByInstalledApp
            if shared.any(|(certainty, live)| live && certainty != Certainty::Possible) =>
        {
            "warning_share_by_installed_app_live"
        }
        RuleId::ShareByInstalledApp => "warning_share_by_installed_app",
        RuleId::ShareDuringCall => "warning_share_during_call",
        RuleId::ShareAfterCall => "warning_share_after_call",
        RuleId::RemoteControl => "warning_remote_control",
        RuleId::CallForwarding => "warning_call_forwarding",
        RuleId::PaymentAppInIncident => "warning_payment_app_in_incident",
        RuleId::BankDuringMeeting => "warning_bank_during_meeting",
        RuleId::InstallAfterCall if call_is_live(reasons) => "warning_install_during_call",
        RuleId::InstallAfterCall => "warning_install_after_call",
        RuleId::ShareByFreshApp => "warning_share_by_fresh_app",
        RuleId::ShareDuringChat => "warning_share_during_chat",
        RuleId::BankDuringOverseasCall if hidden => "warning_bank_during_hidden_call",
        RuleId::BankDuringOverseasCall => "warning_bank_during_overseas_call",
        RuleId::BankAfterOverseasCall if hidden => "warning_bank_after_hidden_call",
        RuleId::BankAfterOverseasCall => "warning_bank_after_overseas_call",
        RuleId::BankDuringCall => "warning_bank_during_call",
        RuleId::BankAfterInstall => "warning_bank_after_install",
        RuleId::BankAfterCall => "warning_bank_after_call",
        RuleId::SettingsDuringCall => "warning_settings_during_call",
        RuleId::PermissionDuringCall => "warning_permission_during_call",
        RuleId::ControlAfterCall => "warning_control_after_call",
        RuleId::BankUnderControl => "warning_bank_under_control",
        RuleId::ShareByControllingApp => "warning_share_by_controlling_app",
        RuleId::CodesDuringChatShare => "warning_codes_during_chat_share",
        RuleId::BankDuringDialledCall => "warning_bank_during_dialled_call",
        RuleId::ShareDuringServiceCall => "warning_share_during_service_call",
        RuleId::BankDuringHabitualShare => "warning_bank_during_habitual_share",
        RuleId::ForwardingSetUp => "warning_forwarding_set_up",
        RuleId::NfcWithNewApp => "warning_nfc_with_new_app",
        RuleId::CodesDuringCall if hidden => "warning_codes_during_hidden_call",
        RuleId::CodesDuringCall => "warning_codes_during_call",
        RuleId::BankDuringFamilyHelp => "warning_bank_during_family_help",
        RuleId::InstallDuringChat
        | RuleId::SideloadedMeetingApp
        | RuleId::LongStrangerCall
        | RuleId::SideloadedAppInControl
        | RuleId::ShareInChatApp
        | RuleId::MoneyAppAfterCall
        | RuleId::PowerfulAppInstalled
        | RuleId::SettingsDuringIncident
        | RuleId::ProtectionChanged => "warning_other",
    }
}

/// The app that a sentence about an app is about.
fn culprit(reasons: &[Reason]) -> Option<String> {
    let order: [fn(&Reason) -> Option<&String>; 4] = [
        |reason| if let Reason::RemoteControl { package } = reason { Some(package) } else { None },
        |reason| if let Reason::PaymentAppInstalled { package } = reason { Some(package) } else { None },
        |reason| if let Reason::Installed { package, .. } = reason { Some(package) } else { None },
        |reason| if let Reason::ScreenShared { package, .. } = reason { package.as_ref() } else { None },
    ];
    order.into_iter().find_map(|named| reasons.iter().find_map(named)).cloned()
}

fn question(rule: RuleId, live: bool) -> Question {
    let text = match rule {
        RuleId::InstallAfterCall => "warning_ask_install",
        _ if BY_SOMEBODY_WHO_LOOKS.contains(&rule) => "warning_ask_viewer",
        _ if ON_SOMEBODYS_WORD.contains(&rule) => "warning_ask_word",
        _ => "warning_ask_money",
    };
    let (stops, goes_on) = match (text, live) {
        ("warning_ask_money", true) => ("warning_unknown_hang_up_button", "warning_fine_money_button"),
        ("warning_ask_money", false) => ("warning_unknown_stop_button", "warning_fine_money_button"),
        (_, true) => ("warning_no_hang_up_button", "warning_fine_button"),
        (_, false) => ("warning_no_stop_button", "warning_fine_button"),
    };
    Question { text, stops, goes_on }
}

fn call_is_live(reasons: &[Reason]) -> bool {
    reasons.iter().any(|reason| matches!(reason, Reason::StrangerCall { live: true, .. }))
}

/// The steps out of the danger, in order.
fn way(rule: RuleId, reasons: &[Reason]) -> Vec<ExitStep> {
    let mut way = Vec::new();
    if call_is_live(reasons) || rule == RuleId::HelpAsked {
        way.push(ExitStep::HangUp);
    } else if reasons.iter().any(|reason| matches!(reason, Reason::VoiceChat { .. })) {
        way.push(ExitStep::HangUpChat);
    }
    if OPERATED.contains(&rule) || reasons.iter().any(|reason| matches!(reason, Reason::RemoteControl { .. }))
    {
        way.push(ExitStep::SwitchOff);
        return way;
    }
    let shows = |reason: &Reason| matches!(reason, Reason::ScreenShared { live: true, .. });
    if SEEN.contains(&rule) || reasons.iter().any(shows) {
        way.push(ExitStep::StopSharing);
    }
    way.push(ExitStep::CallFamily);
    way
}

impl Message {
    pub(crate) fn of(effect: &Effect) -> Option<Self> {
        let Effect::NotifyFamily { kind, rule, .. } = effect else { return None };
        let (title, happened, todo) = match kind {
            FamilyMessage::Early => ("family_title_early", early(*rule), ask(*rule)),
            FamilyMessage::Danger => {
                ("family_title_danger", danger(*rule).unwrap_or("family_danger"), rescue(*rule))
            }
            // The next contact gets what the first one got.
            FamilyMessage::NextContact => match danger(*rule) {
                Some(happened) => ("family_title_danger", happened, rescue(*rule)),
                None => ("family_title_early", early(*rule), ask(*rule)),
            },
            FamilyMessage::WentOn => ("family_title_went_on", "family_went_on", rescue(*rule)),
            FamilyMessage::MoneySent => {
                ("family_title_money_sent", "family_money_sent", "family_do_freeze_and_report")
            }
            FamilyMessage::Ended => ("family_title_ended", "family_ended", "family_do_ask_later"),
            FamilyMessage::Protection => match rule {
                RuleId::SettingsDuringIncident => {
                    ("family_title_danger", "family_settings", "family_do_stop")
                }
                RuleId::SettingsDuringCall => {
                    ("family_title_early", "family_settings_during_call", "family_do_ask")
                }
                _ => ("family_title_protection", "family_protection", "family_do_repair"),
            },
            FamilyMessage::Restored => ("family_title_restored", "family_restored", "family_do_nothing"),
        };
        Some(Self { title, happened, todo })
    }
}

fn early(rule: RuleId) -> &'static str {
    match rule {
        RuleId::InstallAfterCall => "family_install_after_call",
        RuleId::InstallDuringChat => "family_install_during_chat",
        RuleId::SideloadedMeetingApp => "family_install_from_link",
        RuleId::ShareByFreshApp => "family_share_by_fresh_app",
        RuleId::BankDuringOverseasCall => "family_bank_during_call",
        RuleId::BankAfterOverseasCall => "family_bank_after_call",
        RuleId::BankAfterInstall => "family_bank_after_install",
        RuleId::LongStrangerCall => "family_long_call",
        RuleId::PermissionDuringCall => "family_permission_during_call",
        RuleId::SideloadedAppInControl => "family_in_control",
        RuleId::ControlAfterCall => "family_control_after_call",
        RuleId::CodesDuringChatShare => "family_codes_during_chat_share",
        RuleId::ShareInChatApp => "family_share_in_chat",
        RuleId::MoneyAppAfterCall => "family_money_app",
        RuleId::BankDuringDialledCall => "family_bank_during_dialled_call",
        RuleId::ShareDuringServiceCall => "family_share_during_service_call",
        RuleId::BankDuringHabitualShare => "family_bank_during_habitual_share",
        RuleId::ForwardingSetUp => "family_forwarding_set_up",
        RuleId::NfcWithNewApp => "family_nfc",
        RuleId::PowerfulAppInstalled => "family_powerful_app",
        RuleId::BankDuringFamilyHelp => "family_bank_during_family_help",
        _ => "family_early",
    }
}

fn danger(rule: RuleId) -> Option<&'static str> {
    Some(match rule {
        RuleId::HelpAsked => "family_help_asked",
        RuleId::BankDuringShare => "family_bank_during_share",
        RuleId::BankAfterShare => "family_bank_after_share",
        RuleId::CodesDuringShare => "family_codes_during_share",
        RuleId::ShareByInstalledApp => "family_share_by_installed_app",
        RuleId::ShareDuringCall | RuleId::ShareAfterCall => "family_share_with_stranger",
        RuleId::RemoteControl => "family_remote_control",
        RuleId::CallForwarding => "family_call_forwarding",
        RuleId::PaymentAppInIncident => "family_payment_app",
        RuleId::BankUnderControl => "family_bank_under_control",
        RuleId::ShareByControllingApp => "family_share_by_controlling_app",
        _ => return None,
    })
}

fn ask(rule: RuleId) -> &'static str {
    if rule == RuleId::ForwardingSetUp { "family_do_go_round" } else { "family_do_ask" }
}

fn rescue(rule: RuleId) -> &'static str {
    match rule {
        RuleId::CallForwarding | RuleId::ForwardingSetUp => "family_do_go_round",
        RuleId::RemoteControl | RuleId::BankUnderControl | RuleId::ShareByControllingApp => {
            "family_do_switch_off"
        }
        _ => "family_do_stop",
    }
}

#[cfg(test)]
mod tests;

//! Every window and threshold, one millisecond before it, at it and one millisecond after it.
//!
//! A window is half-open: what lies exactly at its limit is outside. A least duration counts once it is reached.
//!
//! Three lengths cannot be seen from outside and are not here: the minute of `install-after-call`, which is judged at the
//! install itself; the two hours for which an ended voice chat is kept, because the next voice follows within minutes or
//! is none of its; and how long ended calls are kept beyond the day for which they are told.

use kinguard_core::effect::{FamilyMessage, Level, Reason, RuleId};
use kinguard_core::engine::DISPLAY_GRACE;
use kinguard_core::event::{
    Choice, Declaration, Direction, Event, FamilyAnswer, InstallSource, SettingsScreen,
};
use kinguard_core::time::Span;
use kinguard_tests::scenario::{
    BANK, CHAT, DAUGHTER, DAY, HOME, HOTLINE, HOUR, MEETING, MESSAGES, MINUTE, MOBILE, OVERSEAS, REMOTE,
    SECOND, Scenario, UNKNOWN, WALLET, call, consent, opened, service,
};

/// The last report of `tell` matters while it comes less than `limit` after what it depends on.
fn closes_at(limit: u64, holds: impl Fn(&Scenario) -> bool, tell: impl Fn(&mut Scenario, u64)) {
    check(limit, [true, false, false], holds, tell);
}

/// The last report of `tell` matters from a length of `limit` on.
fn opens_at(limit: u64, holds: impl Fn(&Scenario) -> bool, tell: impl Fn(&mut Scenario, u64)) {
    check(limit, [false, true, true], holds, tell);
}

fn check(
    limit: u64,
    expected: [bool; 3],
    holds: impl Fn(&Scenario) -> bool,
    tell: impl Fn(&mut Scenario, u64),
) {
    let lengths = [limit - 1, limit, limit + 1];
    let found = lengths.map(|length| {
        let mut scenario = Scenario::new();
        tell(&mut scenario, length);
        holds(&scenario)
    });
    assert_eq!(found, expected, "at {lengths:?} ms");
}

/// Returns whether that rule speaks last.
fn fires(rule: RuleId) -> impl Fn(&Scenario) -> bool {
    move |scenario| scenario.fires(rule)
}

/// Returns whether the guard fears its removal if that screen is opened now, or was some time `ago`.
fn fears(scenario: &Scenario, ago: u64, screen: SettingsScreen) -> bool {
    let (mut engine, now) = (scenario.engine().clone(), scenario.now());
    engine.observe(now, now - Span::from_ms(ago), &Event::SettingsOpened { what: screen }).removal_feared
}

/// Nobody's instigation: no call is known.
fn uninstigated_install(scenario: &mut Scenario) {
    scenario.installs(MEETING, InstallSource::Store);
}

/// Perhaps a stranger's instigation: a known meeting app, after the stranger hung up.
fn maybe_instigated_install(scenario: &mut Scenario) {
    scenario.talked(MOBILE, 4 * MINUTE).installs(MEETING, InstallSource::Store);
}

/// A stranger's instigation.
fn instigated_install(scenario: &mut Scenario, package: &str) {
    scenario.talks(MOBILE, 4 * MINUTE).installs(package, InstallSource::Sideload).hangs_up();
}

mod the_table {
    use super::*;

    #[test]
    fn bank_during_share_by_a_nameless_display_after_an_install() {
        closes_at(3 * DAY, fires(RuleId::BankDuringShare), |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.opens(HOME).after(gap).display(1).opens(BANK);
        });
    }

    #[test]
    fn bank_during_share_asked_for_by_a_doubtful_app() {
        closes_at(3 * DAY, fires(RuleId::BankDuringShare), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(gap).consent(MEETING).opens(BANK);
        });
    }

    #[test]
    fn bank_after_share_follows_the_sharing() {
        closes_at(10 * MINUTE, fires(RuleId::BankAfterShare), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).shares(MEETING);
            scenario.shares_no_more(MEETING).after(gap).opens(BANK);
        });
        closes_at(10 * MINUTE, fires(RuleId::BankAfterShare), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(5 * HOUR).shares(MEETING);
            scenario.shares_no_more(MEETING).after(gap).opens(BANK);
        });
    }

    #[test]
    fn bank_soon_after_share_by_an_app_of_the_day() {
        closes_at(5 * MINUTE, fires(RuleId::BankAfterShare), |scenario, gap| {
            uninstigated_install(scenario);
            scenario.after(2 * HOUR).shares(MEETING).shares_no_more(MEETING);
            scenario.after(gap).opens(BANK);
        });
        closes_at(DAY, fires(RuleId::BankAfterShare), |scenario, gap| {
            uninstigated_install(scenario);
            scenario.after(gap - MINUTE).shares(MEETING).shares_no_more(MEETING);
            scenario.after(MINUTE).opens(BANK);
        });
    }

    #[test]
    fn bank_soon_after_share_while_a_voice_goes_on() {
        closes_at(5 * MINUTE, fires(RuleId::BankAfterShare), |scenario, gap| {
            scenario.voice(CHAT).shares(CHAT).shares_no_more(CHAT);
            scenario.after(gap).opens(BANK);
        });
    }

    #[test]
    fn bank_after_share_remembers_the_call() {
        for (caller, limit) in [(MOBILE, 45 * MINUTE), (OVERSEAS, 2 * HOUR)] {
            closes_at(limit, fires(RuleId::BankAfterShare), |scenario, gap| {
                scenario.talked(caller, 4 * MINUTE).after(gap - MINUTE);
                scenario.shares(MEETING).shares_no_more(MEETING).after(MINUTE).opens(BANK);
            });
        }
    }

    #[test]
    fn bank_after_share_remembers_the_install() {
        closes_at(3 * DAY, fires(RuleId::BankAfterShare), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(gap - MINUTE);
            scenario.shares(MEETING).shares_no_more(MEETING).after(MINUTE).opens(BANK);
        });
    }

    #[test]
    fn codes_during_share() {
        for (caller, limit) in [(MOBILE, 45 * MINUTE), (OVERSEAS, 2 * HOUR)] {
            closes_at(limit, fires(RuleId::CodesDuringShare), |scenario, gap| {
                scenario.talked(caller, 4 * MINUTE).after(gap - MINUTE);
                scenario.shares(MEETING).after(MINUTE).opens(MESSAGES);
            });
        }
        closes_at(3 * DAY, fires(RuleId::CodesDuringShare), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(gap - MINUTE).shares(MEETING).after(MINUTE).opens(MESSAGES);
        });
        closes_at(2 * HOUR, fires(RuleId::CodesDuringShare), |scenario, gap| {
            uninstigated_install(scenario);
            scenario.after(gap - MINUTE).shares(MEETING).after(MINUTE).opens(MESSAGES);
        });
        closes_at(DAY, fires(RuleId::CodesDuringShare), |scenario, gap| {
            scenario.installs(REMOTE, InstallSource::Store);
            scenario.after(gap - MINUTE).shares(REMOTE).after(MINUTE).opens(MESSAGES);
        });
    }

    #[test]
    fn codes_during_chat_share_by_an_app_of_the_last_days() {
        closes_at(3 * DAY, fires(RuleId::CodesDuringChatShare), |scenario, gap| {
            uninstigated_install(scenario);
            scenario.after(gap - MINUTE).shares(MEETING).after(MINUTE).opens(MESSAGES);
        });
    }

    #[test]
    fn share_by_installed_app() {
        closes_at(30 * DAY, fires(RuleId::ShareByInstalledApp), |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.after(gap).consent(UNKNOWN);
        });
        closes_at(2 * HOUR, fires(RuleId::ShareByInstalledApp), |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.opens(HOME).after(gap).display(1);
        });
        closes_at(DAY, fires(RuleId::ShareByInstalledApp), |scenario, gap| {
            // Somebody of whom nothing is known, and a store: doubtful, but grave.
            scenario.rings(MOBILE, None).answers().after(4 * MINUTE);
            scenario.installs(REMOTE, InstallSource::Store);
            scenario.hangs_up().after(gap).shares(REMOTE);
        });
        closes_at(HOUR, fires(RuleId::ShareByInstalledApp), |scenario, gap| {
            scenario.installs_named(UNKNOWN, "云会通").after(gap).shares(UNKNOWN);
        });
    }

    #[test]
    fn share_by_controlling_app() {
        closes_at(7 * DAY, fires(RuleId::ShareByControllingApp), |scenario, gap| {
            scenario.installs(UNKNOWN, InstallSource::Sideload).controls(UNKNOWN);
            scenario.after(gap).shares(UNKNOWN);
        });
        closes_at(7 * DAY, fires(RuleId::ShareByControllingApp), |scenario, gap| {
            scenario.installs_asking(UNKNOWN, &[Declaration::Accessibility, Declaration::Sms]);
            scenario.after(gap).shares(UNKNOWN);
        });
    }

    #[test]
    fn bank_under_control() {
        closes_at(HOUR, fires(RuleId::BankUnderControl), |scenario, gap| {
            scenario.installs(UNKNOWN, InstallSource::Sideload).controls(UNKNOWN);
            scenario.after(gap).opens(BANK);
        });
        // The phone tells that it asks for what only a trojan needs.
        closes_at(7 * DAY, fires(RuleId::BankUnderControl), |scenario, gap| {
            scenario.installs_asking(UNKNOWN, &[Declaration::Accessibility, Declaration::Sms]);
            scenario.controls(UNKNOWN).after(gap).opens(BANK);
        });
    }

    #[test]
    fn share_during_chat_that_has_just_begun() {
        closes_at(5 * MINUTE, fires(RuleId::ShareDuringChat), |scenario, gap| {
            scenario.voice(CHAT).after(gap).shares(CHAT);
        });
    }

    #[test]
    fn bank_during_family_help() {
        closes_at(10 * MINUTE, fires(RuleId::BankDuringFamilyHelp), |scenario, gap| {
            scenario.family_rings().answers().after(MINUTE).shares(MEETING);
            scenario.hangs_up().after(gap).opens(BANK);
        });
        opens_at(10 * MINUTE, fires(RuleId::BankDuringShare), |scenario, gap| {
            scenario.family_rings().answers().after(MINUTE).shares(MEETING);
            scenario.hangs_up().after(gap).opens(BANK);
        });
    }

    #[test]
    fn share_after_call() {
        opens_at(5 * MINUTE, fires(RuleId::ShareAfterCall), |scenario, length| {
            scenario.talked(MOBILE, length).after(MINUTE).shares(MEETING);
        });
        closes_at(30 * MINUTE, fires(RuleId::ShareAfterCall), |scenario, gap| {
            scenario.talked(MOBILE, 6 * MINUTE).after(gap).shares(MEETING);
        });
        closes_at(HOUR, fires(RuleId::ShareAfterCall), |scenario, gap| {
            scenario.talked(OVERSEAS, 2 * MINUTE).after(gap).shares(MEETING);
        });
    }

    #[test]
    fn remote_control() {
        closes_at(30 * DAY, fires(RuleId::RemoteControl), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE);
            scenario.installs(REMOTE, InstallSource::Store).after(gap).controls(REMOTE);
        });
        closes_at(2 * HOUR, fires(RuleId::RemoteControl), |scenario, gap| {
            scenario.talked(OVERSEAS, 2 * MINUTE).after(gap).controls(REMOTE);
        });
    }

    #[test]
    fn control_after_call() {
        closes_at(30 * MINUTE, fires(RuleId::ControlAfterCall), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap).controls(REMOTE);
        });
        closes_at(3 * DAY, fires(RuleId::ControlAfterCall), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(gap).controls(MEETING);
        });
    }

    #[test]
    fn sideloaded_app_in_control() {
        closes_at(30 * DAY, fires(RuleId::SideloadedAppInControl), |scenario, gap| {
            scenario.installs(UNKNOWN, InstallSource::Sideload).after(gap).controls(UNKNOWN);
        });
    }

    #[test]
    fn call_forwarding() {
        closes_at(HOUR, fires(RuleId::CallForwarding), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap).forwards();
        });
        opens_at(20 * SECOND, fires(RuleId::CallForwarding), |scenario, length| {
            scenario.talks(MOBILE, length).forwards();
        });
    }

    #[test]
    fn forwarding_set_up() {
        let dialled = |scenario: &mut Scenario, length| {
            scenario.dials(HOTLINE, Some(false)).answers().after(length);
        };
        opens_at(3 * MINUTE, fires(RuleId::ForwardingSetUp), |scenario, length| {
            dialled(scenario, length);
            scenario.forwards();
        });
        closes_at(10 * MINUTE, fires(RuleId::ForwardingSetUp), |scenario, gap| {
            dialled(scenario, 4 * MINUTE);
            scenario.hangs_up().after(gap).forwards();
        });
    }

    #[test]
    fn money_app_after_call() {
        closes_at(30 * MINUTE, fires(RuleId::MoneyAppAfterCall), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap).installs(BANK, InstallSource::Store);
        });
    }

    #[test]
    fn settings_during_call() {
        opens_at(30 * SECOND, fires(RuleId::SettingsDuringCall), |scenario, length| {
            scenario.talks(MOBILE, length).settings(SettingsScreen::Airplane);
        });
        opens_at(3 * MINUTE, fires(RuleId::SettingsDuringCall), |scenario, length| {
            // The stranger's voice has moved into an app.
            scenario.talked(MOBILE, length).voice(CHAT).settings(SettingsScreen::Airplane);
        });
        closes_at(30 * MINUTE, fires(RuleId::SettingsDuringCall), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap).settings(SettingsScreen::AppInfo);
        });
    }

    #[test]
    fn permission_during_call() {
        opens_at(MINUTE, fires(RuleId::PermissionDuringCall), |scenario, length| {
            scenario.talks(MOBILE, length).settings(SettingsScreen::UnknownSources);
        });
    }

    #[test]
    fn nfc_with_new_app() {
        closes_at(7 * DAY, fires(RuleId::NfcWithNewApp), |scenario, gap| {
            scenario.installs_asking(UNKNOWN, &[Declaration::CardEmulation]).after(gap).nfc();
        });
        closes_at(3 * DAY, fires(RuleId::NfcWithNewApp), |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.after(gap).nfc();
        });
    }

    #[test]
    fn share_by_fresh_app() {
        closes_at(HOUR, fires(RuleId::ShareByFreshApp), |scenario, gap| {
            uninstigated_install(scenario);
            scenario.after(gap).shares(MEETING);
        });
        closes_at(DAY, fires(RuleId::ShareByFreshApp), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(gap).shares(MEETING);
        });
    }

    #[test]
    fn bank_after_install() {
        closes_at(DAY, fires(RuleId::BankAfterInstall), |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.after(gap).opens(BANK);
        });
        closes_at(2 * HOUR, fires(RuleId::BankAfterInstall), |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.after(gap).opens(WALLET);
        });
        closes_at(2 * HOUR, fires(RuleId::BankAfterInstall), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(gap).opens(BANK);
        });
    }

    #[test]
    fn a_wallet_during_overseas_call() {
        opens_at(3 * MINUTE, fires(RuleId::BankDuringOverseasCall), |scenario, length| {
            scenario.talks(OVERSEAS, length).opens(WALLET);
        });
        // Until then it is a word to the person alone.
        closes_at(3 * MINUTE, fires(RuleId::BankDuringCall), |scenario, length| {
            scenario.talks(OVERSEAS, length).opens(WALLET);
        });
    }

    #[test]
    fn bank_after_overseas_call() {
        opens_at(3 * MINUTE, fires(RuleId::BankAfterOverseasCall), |scenario, length| {
            scenario.talked(OVERSEAS, length).opens(BANK);
        });
        closes_at(30 * MINUTE, fires(RuleId::BankAfterOverseasCall), |scenario, gap| {
            scenario.talked(OVERSEAS, 4 * MINUTE).after(gap).opens(BANK);
        });
    }

    #[test]
    fn bank_during_call() {
        opens_at(5 * MINUTE, fires(RuleId::BankDuringCall), |scenario, length| {
            scenario.talks(MOBILE, length).opens(BANK);
        });
        opens_at(10 * MINUTE, fires(RuleId::BankDuringCall), |scenario, length| {
            scenario.talks(MOBILE, length).opens(WALLET);
        });
    }

    #[test]
    fn bank_during_dialled_call() {
        opens_at(3 * MINUTE, fires(RuleId::BankDuringDialledCall), |scenario, length| {
            scenario.dials(MOBILE, Some(false)).answers().after(length).opens(BANK);
        });
    }

    #[test]
    fn bank_after_call() {
        let dialled = |scenario: &mut Scenario, length| {
            scenario.dials(MOBILE, Some(false)).answers().after(length).hangs_up();
        };
        opens_at(5 * MINUTE, fires(RuleId::BankAfterCall), |scenario, length| {
            dialled(scenario, length);
            scenario.opens(BANK);
        });
        opens_at(15 * MINUTE, fires(RuleId::BankAfterCall), |scenario, length| {
            scenario.talked(MOBILE, length).opens(BANK);
        });
        closes_at(30 * MINUTE, fires(RuleId::BankAfterCall), |scenario, gap| {
            dialled(scenario, 6 * MINUTE);
            scenario.after(gap).opens(BANK);
        });
        closes_at(30 * MINUTE, fires(RuleId::BankAfterCall), |scenario, gap| {
            scenario.talked(MOBILE, 16 * MINUTE).after(gap).opens(BANK);
        });
    }

    #[test]
    fn long_stranger_call() {
        opens_at(30 * MINUTE, fires(RuleId::LongStrangerCall), |scenario, length| {
            scenario.talks(MOBILE, length);
        });
        opens_at(15 * MINUTE, fires(RuleId::LongStrangerCall), |scenario, length| {
            scenario.talks(OVERSEAS, length);
        });
        opens_at(30 * MINUTE, fires(RuleId::LongStrangerCall), |scenario, length| {
            scenario.event(&call(Direction::Incoming, None, None)).answers().after(length);
        });
    }

    #[test]
    fn long_talk_with_a_stranger_who_is_called_back() {
        opens_at(8 * MINUTE, fires(RuleId::LongStrangerCall), |scenario, length| {
            scenario.rings(MOBILE, Some(false)).hangs_up();
            scenario.after(HOUR).dials(MOBILE, Some(false)).answers().after(length);
        });
        opens_at(8 * MINUTE, fires(RuleId::LongStrangerCall), |scenario, length| {
            // The number stands in a text.
            scenario.opens(MESSAGES).dials(MOBILE, Some(false)).answers().after(length);
        });
    }

    #[test]
    fn long_talks_of_one_caller_are_added_up_for_two_hours() {
        closes_at(2 * HOUR, fires(RuleId::LongStrangerCall), |scenario, gap| {
            scenario.talked(MOBILE, 20 * MINUTE).after(gap).talks(MOBILE, 10 * MINUTE);
        });
        opens_at(30 * MINUTE, fires(RuleId::LongStrangerCall), |scenario, length| {
            scenario.talked(MOBILE, 20 * MINUTE).after(HOUR).talks(MOBILE, length - 20 * MINUTE);
        });
    }

    #[test]
    fn a_long_talk_of_one_caller_is_told_again_after_thirty_days() {
        opens_at(30 * DAY, fires(RuleId::LongStrangerCall), |scenario, gap| {
            scenario.talked(OVERSEAS, 15 * MINUTE).after(gap - 15 * MINUTE);
            scenario.talks(OVERSEAS, 15 * MINUTE);
        });
    }
}

mod calls {
    use super::*;

    #[test]
    fn an_overseas_stranger_matters_from_one_minute_on() {
        opens_at(MINUTE, fires(RuleId::BankDuringOverseasCall), |scenario, length| {
            scenario.talks(OVERSEAS, length).opens(BANK);
        });
    }

    #[test]
    fn a_hidden_stranger_matters_from_one_minute_on() {
        opens_at(MINUTE, fires(RuleId::BankDuringOverseasCall), |scenario, length| {
            scenario.event(&call(Direction::Incoming, None, Some(false))).answers();
            scenario.after(length).opens(BANK);
        });
    }

    #[test]
    fn a_domestic_stranger_matters_from_three_minutes_on() {
        opens_at(3 * MINUTE, fires(RuleId::ShareDuringCall), |scenario, length| {
            scenario.talks(MOBILE, length).shares(MEETING);
        });
    }

    #[test]
    fn a_stranger_called_back_matters_from_two_minutes_on() {
        opens_at(2 * MINUTE, fires(RuleId::ShareDuringCall), |scenario, length| {
            scenario.rings(MOBILE, Some(false)).hangs_up();
            scenario.after(HOUR).dials(MOBILE, Some(false)).answers();
            scenario.after(length).shares(MEETING);
        });
    }

    #[test]
    fn a_stranger_is_called_back_within_a_day() {
        closes_at(DAY, fires(RuleId::ShareDuringCall), |scenario, gap| {
            scenario.rings(MOBILE, Some(false)).hangs_up();
            scenario.after(gap).dials(MOBILE, Some(false)).answers();
            scenario.after(150 * SECOND).shares(MEETING);
        });
    }

    #[test]
    fn an_unknown_standing_and_a_hotline_matter_slightly_from_three_minutes_on() {
        opens_at(3 * MINUTE, fires(RuleId::CallForwarding), |scenario, length| {
            scenario.rings(MOBILE, None).answers().after(length).forwards();
        });
        opens_at(3 * MINUTE, fires(RuleId::ShareDuringServiceCall), |scenario, length| {
            scenario.talks(HOTLINE, length).shares(MEETING);
        });
    }

    #[test]
    fn talks_with_one_stranger_are_added_up_for_two_hours() {
        closes_at(2 * HOUR, fires(RuleId::ShareDuringCall), |scenario, gap| {
            scenario.talked(MOBILE, 2 * MINUTE).after(gap);
            scenario.talks(MOBILE, 2 * MINUTE).shares(MEETING);
        });
    }

    #[test]
    fn who_has_spoken_at_length_matters_from_thirty_seconds_on() {
        opens_at(30 * SECOND, fires(RuleId::ShareDuringCall), |scenario, length| {
            scenario.talked(MOBILE, 4 * MINUTE).after(DAY);
            scenario.talks(MOBILE, length).shares(MEETING);
        });
    }

    #[test]
    fn who_has_spoken_at_length_is_known_for_three_days() {
        closes_at(3 * DAY, fires(RuleId::ShareDuringCall), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap);
            scenario.talks(MOBILE, MINUTE).shares(MEETING);
        });
    }

    #[test]
    fn a_saved_stranger_stays_one_for_thirty_days() {
        closes_at(30 * DAY, fires(RuleId::ShareDuringCall), |scenario, gap| {
            scenario.rings(MOBILE, Some(false)).hangs_up();
            scenario.after(gap).rings(MOBILE, Some(true)).answers();
            scenario.after(4 * MINUTE).shares(MEETING);
        });
    }

    #[test]
    fn a_call_whose_end_was_never_told_is_given_up_after_twelve_hours() {
        closes_at(12 * HOUR, fires(RuleId::BankDuringOverseasCall), |scenario, gap| {
            scenario.talks(OVERSEAS, gap).opens(BANK);
        });
    }

    #[test]
    fn a_call_is_told_for_a_day() {
        let tells_of_a_call =
            |scenario: &Scenario| scenario.rests_on(|fact| matches!(fact, Reason::StrangerCall { .. }));
        closes_at(DAY, tells_of_a_call, |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap).help();
        });
    }

    #[test]
    fn the_last_strangers_are_remembered() {
        let stays = |others: u32| {
            let mut scenario = Scenario::new();
            scenario.rings(MOBILE, Some(false)).hangs_up();
            for other in 0..others {
                scenario.rings(&format!("136{other:08}"), Some(false)).hangs_up();
            }
            scenario.rings(MOBILE, Some(true)).answers().after(4 * MINUTE);
            scenario.shares(MEETING).fires(RuleId::ShareDuringCall)
        };
        assert_eq!([26, 27, 28].map(stays), [true, true, false]);
    }
}

mod installs {
    use super::*;

    fn tells_of_an_install(scenario: &Scenario) -> bool {
        scenario.rests_on(|fact| matches!(fact, Reason::Installed { .. }))
    }

    #[test]
    fn an_install_from_a_store_is_told_for_a_week() {
        closes_at(7 * DAY, tells_of_an_install, |scenario, gap| {
            uninstigated_install(scenario);
            scenario.after(gap).help();
        });
    }

    #[test]
    fn an_install_from_a_file_or_instigated_by_somebody_is_told_for_thirty_days() {
        closes_at(30 * DAY, tells_of_an_install, |scenario, gap| {
            scenario.installs(UNKNOWN, InstallSource::Sideload).after(gap).help();
        });
        closes_at(30 * DAY, tells_of_an_install, |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.after(gap).help();
        });
    }

    #[test]
    fn an_app_that_was_removed_stays_known_for_thirty_days() {
        closes_at(30 * DAY, fires(RuleId::ShareByInstalledApp), |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.removes(UNKNOWN).after(gap).consent(UNKNOWN);
        });
    }

    #[test]
    fn a_file_is_instigated_from_forty_five_seconds_of_talk_on() {
        opens_at(45 * SECOND, fires(RuleId::InstallAfterCall), |scenario, length| {
            scenario.talks(MOBILE, length).installs(UNKNOWN, InstallSource::Sideload);
        });
        opens_at(45 * SECOND, fires(RuleId::InstallAfterCall), |scenario, length| {
            scenario.installs(UNKNOWN, InstallSource::Sideload);
            scenario.after(DAY).talks(MOBILE, length).renews(UNKNOWN, InstallSource::Sideload);
        });
    }

    #[test]
    fn a_domestic_stranger_instigates_for_ten_minutes() {
        closes_at(10 * MINUTE, fires(RuleId::ShareByInstalledApp), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap);
            scenario.installs(UNKNOWN, InstallSource::Sideload).after(DAY).consent(UNKNOWN);
        });
    }

    #[test]
    fn many_apps_of_one_minute_come_from_an_old_phone() {
        // The first at a stranger's instigation, the others with it or after it.
        let copied = |scenario: &mut Scenario, with_it: u32, gap: u64| {
            scenario.talked(MOBILE, 4 * MINUTE).installs(UNKNOWN, InstallSource::Unknown);
            for other in 0..with_it {
                scenario.installs(&format!("com.example.other{other}"), InstallSource::Unknown);
            }
            scenario.after(gap).installs("com.example.last", InstallSource::Unknown);
            scenario.after(HOUR).consent(UNKNOWN);
        };
        opens_at(MINUTE, fires(RuleId::ShareByInstalledApp), |scenario, gap| copied(scenario, 2, gap));
        let alone = |with_it: u32| {
            let mut scenario = Scenario::new();
            copied(&mut scenario, with_it, SECOND);
            scenario.fires(RuleId::ShareByInstalledApp)
        };
        assert_eq!([1, 2, 3].map(alone), [true, false, false]);
    }

    #[test]
    fn a_store_meeting_is_instigated_from_ninety_seconds_of_talk_on() {
        opens_at(90 * SECOND, fires(RuleId::ShareByInstalledApp), |scenario, length| {
            scenario.talks(OVERSEAS, length).installs(MEETING, InstallSource::Store);
            scenario.consent(MEETING);
        });
    }

    #[test]
    fn a_domestic_stranger_may_have_instigated_for_half_an_hour() {
        closes_at(30 * MINUTE, fires(RuleId::InstallAfterCall), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap);
            scenario.installs(UNKNOWN, InstallSource::Sideload);
        });
    }

    #[test]
    fn an_overseas_stranger_instigates_for_two_hours() {
        closes_at(2 * HOUR, fires(RuleId::InstallAfterCall), |scenario, gap| {
            scenario.talked(OVERSEAS, 2 * MINUTE).after(gap);
            scenario.installs(MEETING, InstallSource::Store);
        });
    }

    #[test]
    fn the_last_installs_that_nobody_asked_for_are_remembered() {
        let stays = |others: u32| {
            let mut scenario = Scenario::new();
            uninstigated_install(&mut scenario);
            for other in 0..others {
                scenario.installs(&format!("com.example.other{other}"), InstallSource::Sideload);
            }
            scenario.after(MINUTE).shares(MEETING).fires(RuleId::ShareByFreshApp)
        };
        assert_eq!([4, 5, 6].map(stays), [true, true, false]);
    }

    #[test]
    fn an_instigated_install_outlasts_any_number_of_others() {
        let stays = |others: u32| {
            let mut scenario = Scenario::new();
            instigated_install(&mut scenario, UNKNOWN);
            for other in 0..others {
                scenario.installs(&format!("com.example.other{other}"), InstallSource::Sideload);
            }
            scenario.after(HOUR).consent(UNKNOWN).fires(RuleId::ShareByInstalledApp)
        };
        assert_eq!([5, 6, 60].map(stays), [true; 3]);
    }
}

mod sharing {
    use super::*;

    /// A stranger is on the line, so that a likely sharing is reported at once.
    fn talking(scenario: &mut Scenario) {
        scenario.talks(MOBILE, 10 * MINUTE);
    }

    fn likely(scenario: &Scenario) -> bool {
        scenario.fires(RuleId::ShareDuringCall)
    }

    #[test]
    fn after_the_dialog_one_may_think_for_two_minutes() {
        closes_at(2 * MINUTE, likely, |scenario, gap| {
            talking(scenario);
            scenario.consent(MEETING).after(gap).service(MEETING);
        });
        closes_at(2 * MINUTE, likely, |scenario, gap| {
            talking(scenario);
            scenario.consent(MEETING).after(gap).display(1);
        });
    }

    #[test]
    fn a_dialog_heard_of_late_belongs_to_what_followed_within_two_minutes() {
        closes_at(2 * MINUTE, likely, |scenario, gap| {
            talking(scenario);
            scenario.service(MEETING).late(gap, &consent(MEETING));
        });
        closes_at(2 * MINUTE, likely, |scenario, gap| {
            talking(scenario);
            scenario.display(1).late(gap, &consent(MEETING));
        });
    }

    #[test]
    fn signs_of_one_capture_come_within_fifteen_seconds() {
        closes_at(15 * SECOND, likely, |scenario, gap| {
            talking(scenario);
            scenario.display(1).after(gap).service(MEETING);
        });
        closes_at(15 * SECOND, likely, |scenario, gap| {
            talking(scenario);
            scenario.service(MEETING).after(gap).consent(MEETING);
        });
        closes_at(15 * SECOND, likely, |scenario, gap| {
            talking(scenario);
            scenario.display(1).after(gap).consent(MEETING);
        });
    }

    #[test]
    fn a_display_that_comes_within_a_second_of_an_app_is_its_pages() {
        const SHOP: &str = "com.example.shop";
        let warned = |scenario: &Scenario| scenario.warns(Level::Red);
        opens_at(SECOND, warned, |scenario, gap| {
            scenario.talks(MOBILE, 5 * MINUTE).opens(SHOP).after(gap).display(1).after(MINUTE).opens(BANK);
        });
        opens_at(SECOND, warned, |scenario, gap| {
            scenario.talks(MOBILE, 5 * MINUTE).display(1).after(gap).opens(SHOP).after(MINUTE).opens(BANK);
        });
        // Not those of an app that shows screens to others, nor of the home screen, to which whoever shares goes next.
        for app in [CHAT, HOME] {
            let mut scenario = Scenario::new();
            scenario.talks(MOBILE, 5 * MINUTE).opens(app).display(1).after(MINUTE);
            assert!(warned(scenario.opens(BANK)), "{app}");
        }
    }

    #[test]
    fn a_display_that_nothing_else_speaks_for_is_judged_three_seconds_later() {
        let warned = |scenario: &Scenario| scenario.warns(Level::Red);
        opens_at(DISPLAY_GRACE.ms(), warned, |scenario, gap| {
            scenario.talks(MOBILE, 5 * MINUTE).opens(BANK).after(MINUTE).display(1).after(gap);
        });
        // A service that joins it meanwhile is judged at once.
        let mut scenario = Scenario::new();
        scenario.talks(MOBILE, 5 * MINUTE).opens(BANK).after(MINUTE).display(1).after(SECOND);
        assert!(warned(scenario.service(MEETING)));
    }

    #[test]
    fn signs_heard_of_late_come_within_fifteen_seconds_too() {
        closes_at(15 * SECOND, likely, |scenario, gap| {
            talking(scenario);
            scenario.display(1).late(gap, &service(MEETING));
        });
        closes_at(15 * SECOND, likely, |scenario, gap| {
            talking(scenario);
            scenario.consent(MEETING).late(gap, &service(MEETING));
        });
        closes_at(15 * SECOND, likely, |scenario, gap| {
            talking(scenario);
            scenario.consent(MEETING).late(gap, &Event::PrivateDisplayAdded { display: 1 });
        });
    }

    #[test]
    fn a_service_may_run_for_hours_before_it_projects() {
        let mut scenario = Scenario::new();
        scenario.service(MEETING).after(5 * HOUR);
        talking(&mut scenario);
        assert!(likely(scenario.display(1)));
    }

    #[test]
    fn a_dialog_after_which_nothing_came_is_forgotten_after_ten_minutes() {
        closes_at(10 * MINUTE, fires(RuleId::BankDuringShare), |scenario, gap| {
            maybe_instigated_install(scenario);
            scenario.consent(MEETING).after(gap).opens(BANK);
        });
    }

    #[test]
    fn a_capture_whose_end_was_not_seen_is_given_up_after_a_day() {
        closes_at(DAY, fires(RuleId::BankDuringShare), |scenario, gap| {
            scenario.shares(MEETING).after(gap).opens(BANK);
        });
        // The service stops, its display stays.
        closes_at(DAY, fires(RuleId::BankDuringShare), |scenario, gap| {
            scenario.shares(MEETING).service_stops(MEETING).after(gap).opens(BANK);
        });
    }

    #[test]
    fn an_ended_sharing_is_told_for_a_quarter_of_an_hour() {
        let tells_of_sharing = |scenario: &Scenario| {
            scenario.rests_on(|fact| matches!(fact, Reason::ScreenShared { live: false, .. }))
        };
        closes_at(15 * MINUTE, tells_of_sharing, |scenario, gap| {
            scenario.shares(MEETING).shares_no_more(MEETING);
            scenario.after(gap).help();
        });
    }
}

mod phone {
    use super::*;

    #[test]
    fn a_strangers_voice_moves_into_an_app_within_three_minutes() {
        closes_at(3 * MINUTE, fires(RuleId::ShareDuringCall), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap);
            scenario.voice(CHAT).shares(CHAT);
        });
    }

    #[test]
    fn and_from_there_into_the_next_one_within_three_minutes() {
        closes_at(3 * MINUTE, fires(RuleId::ShareDuringCall), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).voice(CHAT).after(10 * MINUTE);
            scenario.voice_ends().after(gap).voice(MEETING).shares(MEETING);
        });
    }

    #[test]
    fn a_stranger_leads_to_what_is_shared_within_ten_minutes() {
        // The user sits in their own meeting anyway, and shares only now.
        closes_at(10 * MINUTE, fires(RuleId::ShareAfterCall), |scenario, gap| {
            scenario.talked(MOBILE, 6 * MINUTE).after(gap - 6 * MINUTE);
            scenario.voice(MEETING).after(6 * MINUTE).shares(MEETING);
        });
    }

    #[test]
    fn one_from_overseas_leads_within_ten_minutes_to_what_is_shared_every_week() {
        closes_at(10 * MINUTE, fires(RuleId::ShareAfterCall), |scenario, gap| {
            for _ in 0..3 {
                habits::day(scenario);
            }
            scenario.talked(OVERSEAS, 2 * MINUTE).after(gap).shares(MEETING);
        });
    }

    #[test]
    fn a_long_installed_app_may_share_at_a_strangers_request_for_half_an_hour() {
        closes_at(30 * MINUTE, fires(RuleId::BankDuringShare), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(gap).shares(UNKNOWN).opens(BANK);
        });
    }

    #[test]
    fn voice_whose_end_was_never_told_is_given_up_after_twelve_hours() {
        opens_at(12 * HOUR, fires(RuleId::ShareInChatApp), |scenario, gap| {
            scenario.voice(CHAT).after(gap).shares(CHAT);
        });
    }

    #[test]
    fn a_conversation_explains_a_display_for_two_hours() {
        closes_at(2 * HOUR, fires(RuleId::BankDuringShare), |scenario, gap| {
            scenario.voice(CHAT).after(gap).display(1).opens(BANK);
        });
    }

    #[test]
    fn a_conversation_that_a_call_interrupts_falls_silent_within_ten_seconds() {
        // In the same conversation, which the user had been in for long before sharing, nothing is said.
        let another = fires(RuleId::ShareDuringChat);
        opens_at(10 * SECOND, &another, |scenario, gap| {
            scenario.voice(MEETING).after(HOUR).rings(MOBILE, Some(false));
            scenario.answers().after(gap).voice_ends().after(30 * SECOND).hangs_up();
            scenario.voice(MEETING).after(MINUTE).shares(MEETING);
        });
        opens_at(10 * SECOND, &another, |scenario, gap| {
            scenario.voice(MEETING).after(HOUR).rings(MOBILE, Some(false));
            scenario.voice_ends().after(gap).answers().after(30 * SECOND).hangs_up();
            scenario.voice(MEETING).after(MINUTE).shares(MEETING);
        });
    }

    #[test]
    fn a_stranger_is_involved_for_two_hours_after_the_call() {
        let softer = fires(RuleId::BankDuringMeeting);
        opens_at(2 * HOUR, softer, |scenario, gap| {
            // The user has been in the meeting for long, and pays.
            scenario.talked(MOBILE, 4 * MINUTE).after(gap - HOUR);
            scenario.voice(MEETING).after(30 * MINUTE).shares(MEETING);
            scenario.after(30 * MINUTE).opens(WALLET);
        });
    }

    #[test]
    fn a_stranger_is_involved_for_a_day_after_an_instigated_install() {
        let softer = fires(RuleId::BankDuringMeeting);
        opens_at(DAY, softer, |scenario, gap| {
            instigated_install(scenario, UNKNOWN);
            scenario.after(gap - HOUR);
            scenario.voice(MEETING).after(30 * MINUTE).shares(MEETING);
            scenario.after(30 * MINUTE).opens(WALLET);
        });
    }
}

mod situation {
    use super::*;

    #[test]
    fn who_sat_in_the_meeting_for_five_minutes_was_not_led_there_to_share() {
        closes_at(5 * MINUTE, fires(RuleId::CodesDuringShare), |scenario, gap| {
            scenario.talked(MOBILE, 4 * MINUTE).after(30 * MINUTE);
            scenario.voice(MEETING).after(gap).shares(MEETING).opens(MESSAGES);
        });
    }

    #[test]
    fn to_have_sat_in_a_meeting_means_nothing_within_an_hour_of_a_call_from_overseas() {
        closes_at(HOUR, fires(RuleId::CodesDuringShare), |scenario, gap| {
            scenario.talked(OVERSEAS, 2 * MINUTE).after(gap - 6 * MINUTE);
            scenario.voice(MEETING).after(6 * MINUTE).shares(MEETING).opens(MESSAGES);
        });
    }
}

mod habits {
    use super::*;

    /// A day on which the app shares, and nothing follows.
    pub(super) fn day(scenario: &mut Scenario) {
        scenario.shares(MEETING).after(HOUR).shares_no_more(MEETING);
        scenario.after(23 * HOUR);
    }

    fn softer(scenario: &Scenario) -> bool {
        scenario.fires(RuleId::BankDuringHabitualShare)
    }

    #[test]
    fn three_earlier_days_are_a_habit() {
        let after = |days: u32| {
            let mut scenario = Scenario::new();
            for _ in 0..days {
                day(&mut scenario);
            }
            softer(scenario.shares(MEETING).opens(BANK))
        };
        assert_eq!([2, 3, 4].map(after), [false, true, true]);
    }

    #[test]
    fn a_day_counts_once() {
        let mut scenario = Scenario::new();
        for _ in 0..6 {
            scenario.shares(MEETING).after(MINUTE).shares_no_more(MEETING);
            scenario.after(MINUTE);
        }
        scenario.after(DAY).shares(MEETING).opens(BANK);
        assert!(scenario.fires(RuleId::BankDuringShare));
    }

    #[test]
    fn a_day_ends_at_its_twenty_fourth_hour() {
        // Two days, and a third sharing that falls just before or after midnight of the third.
        opens_at(DAY, softer, |scenario, third| {
            day(scenario);
            scenario.shares(MEETING).after(1).shares_no_more(MEETING);
            scenario.after(third - 1).shares(MEETING).after(1).shares_no_more(MEETING);
            scenario.after(2 * DAY).shares(MEETING).opens(BANK);
        });
    }

    #[test]
    fn a_habit_lasts_for_thirty_days() {
        closes_at(30 * DAY, softer, |scenario, gap| {
            for _ in 0..3 {
                day(scenario);
            }
            // From the beginning of the last sharing on.
            scenario.after(gap - DAY).shares(MEETING).opens(BANK);
        });
        closes_at(30 * DAY, softer, |scenario, gap| {
            for _ in 0..3 {
                day(scenario);
            }
            // A fourth day after too long a pause begins the count anew.
            scenario.after(gap - DAY).shares(MEETING).after(HOUR).shares_no_more(MEETING);
            scenario.after(2 * DAY).shares(MEETING).opens(BANK);
        });
    }

    #[test]
    fn a_habit_is_no_excuse_within_a_day_of_five_minutes_with_a_stranger() {
        closes_at(5 * MINUTE, softer, |scenario, length| {
            for _ in 0..3 {
                day(scenario);
            }
            scenario.talked(MOBILE, length).after(3 * HOUR).shares(MEETING).opens(BANK);
        });
        opens_at(DAY, softer, |scenario, gap| {
            for _ in 0..3 {
                day(scenario);
            }
            scenario.talked(MOBILE, 6 * MINUTE).after(gap).shares(MEETING).opens(BANK);
        });
    }

    #[test]
    fn what_has_not_become_a_habit_makes_room() {
        // Two days of the app, as many others, and its third day.
        let stays = |others: u32| {
            let mut scenario = Scenario::new();
            day(&mut scenario);
            scenario.shares(MEETING).after(MINUTE).shares_no_more(MEETING);
            share_once(&mut scenario, others);
            // Two days again weigh more than one.
            scenario.after(DAY).shares(MEETING).after(MINUTE).shares_no_more(MEETING);
            scenario.after(DAY);
            softer(scenario.shares(MEETING).opens(BANK))
        };
        assert_eq!([5, 6, 60].map(stays), [true; 3]);
        let of_one_day = |others: u32| {
            let mut scenario = Scenario::new();
            scenario.shares(MEETING).after(MINUTE).shares_no_more(MEETING).after(MINUTE);
            share_once(&mut scenario, others);
            scenario.after(DAY);
            day(&mut scenario);
            day(&mut scenario);
            softer(scenario.shares(MEETING).opens(BANK))
        };
        assert_eq!([4, 5, 6].map(of_one_day), [true, true, false]);
    }

    #[test]
    fn a_habit_outlasts_any_number_of_others() {
        let stays = |others: u32| {
            let mut scenario = Scenario::new();
            for _ in 0..3 {
                day(&mut scenario);
            }
            share_once(&mut scenario, others);
            scenario.after(DAY);
            softer(scenario.shares(MEETING).opens(BANK))
        };
        assert_eq!([5, 6, 60].map(stays), [true; 3]);
    }

    #[test]
    fn habits_that_lapsed_make_room() {
        let mut scenario = Scenario::new();
        for other in 0..6 {
            let package = format!("com.example.other{other}");
            for _ in 0..3 {
                scenario.shares(&package).after(HOUR).shares_no_more(&package).after(23 * HOUR);
            }
        }
        scenario.after(60 * DAY);
        for _ in 0..3 {
            day(&mut scenario);
        }
        assert!(softer(scenario.shares(MEETING).opens(BANK)));
    }

    /// As many other apps share once each.
    fn share_once(scenario: &mut Scenario, others: u32) {
        for other in 0..others {
            let package = format!("com.example.other{other}");
            scenario.shares(&package).after(MINUTE).shares_no_more(&package);
        }
    }
}

mod incidents {
    use super::*;

    #[test]
    fn the_next_contact_is_told_after_three_minutes_and_four_times_in_all() {
        opens_at(
            3 * MINUTE,
            |scenario| scenario.tells(FamilyMessage::NextContact),
            |scenario, gap| {
                scenario.help().after(gap);
            },
        );
        let mut scenario = Scenario::new();
        scenario.talks(MOBILE, 4 * MINUTE).help();
        for _ in 0..4 {
            assert!(!scenario.after(3 * MINUTE - 1).tells(FamilyMessage::NextContact));
            assert!(scenario.after(1).tells(FamilyMessage::NextContact));
        }
        assert!(!scenario.after(20 * MINUTE).tells(FamilyMessage::NextContact));
    }

    #[test]
    fn a_red_danger_is_over_after_ten_calm_minutes() {
        opens_at(10 * MINUTE, Scenario::dismisses, |scenario, gap| {
            scenario.talks(MOBILE, 4 * MINUTE).shares(MEETING);
            scenario.shares_no_more(MEETING).after(MINUTE).hangs_up().after(gap);
        });
    }

    #[test]
    fn a_stopped_one_after_one_minute() {
        opens_at(MINUTE, Scenario::dismisses, |scenario, gap| {
            scenario.talks(MOBILE, 4 * MINUTE).shares(MEETING).chooses(Choice::Stop);
            scenario.shares_no_more(MEETING).after(MINUTE).hangs_up().after(gap);
        });
    }

    #[test]
    fn what_is_said_to_be_stopped_is_looked_at_after_thirty_seconds() {
        opens_at(
            30 * SECOND,
            |scenario| scenario.warns(Level::Red) && scenario.tells(FamilyMessage::WentOn),
            |scenario, gap| {
                scenario.talks(MOBILE, 4 * MINUTE).shares(MEETING).chooses(Choice::Stop).after(gap);
            },
        );
        opens_at(
            30 * SECOND,
            |scenario| scenario.fires(RuleId::BankDuringShare) && scenario.tells(FamilyMessage::WentOn),
            |scenario, gap| {
                scenario.talks(MOBILE, 4 * MINUTE).shares(MEETING).opens(BANK);
                scenario.chooses(Choice::Stop).after(gap);
            },
        );
        // Where it is true, nothing more is said.
        let mut scenario = Scenario::new();
        scenario.talks(MOBILE, 4 * MINUTE).shares(MEETING).chooses(Choice::Stop);
        scenario.after(10 * SECOND).shares_no_more(MEETING);
        assert_eq!(scenario.after(MINUTE).answer(), []);
    }

    #[test]
    fn an_answer_that_they_ring_buys_three_minutes_once() {
        let next = |scenario: &Scenario| scenario.tells(FamilyMessage::NextContact);
        opens_at(3 * MINUTE, next, |scenario, gap| {
            scenario.help().after(MINUTE).family(FamilyAnswer::Calling).after(gap);
        });
        opens_at(2 * MINUTE, next, |scenario, gap| {
            scenario.help().after(MINUTE).family(FamilyAnswer::Calling);
            scenario.after(MINUTE).family(FamilyAnswer::Calling).after(gap);
        });
        // The next one may buy as much.
        opens_at(3 * MINUTE, next, |scenario, gap| {
            scenario.help().after(MINUTE).family(FamilyAnswer::Calling).after(3 * MINUTE);
            scenario.after(MINUTE).family(FamilyAnswer::Calling).after(gap);
        });
    }

    #[test]
    fn a_display_that_came_a_quarter_of_an_hour_before_belongs_to_it() {
        opens_at(15 * MINUTE, Scenario::dismisses, |scenario, gap| {
            scenario.display(1).after(gap).help().after(10 * MINUTE);
        });
    }

    #[test]
    fn a_voice_whose_end_was_never_told_holds_a_danger_open_for_twelve_hours() {
        opens_at(12 * HOUR, Scenario::dismisses, |scenario, gap| {
            scenario.voice(CHAT).after(MINUTE).help().after(gap - MINUTE);
            // Something is heard of the phone.
            scenario.settings(SettingsScreen::Overlay).after(10 * MINUTE);
        });
        // Nothing need be heard of it.
        let mut scenario = Scenario::new();
        scenario.voice(CHAT).after(MINUTE).help();
        assert!(!scenario.after(12 * HOUR + 9 * MINUTE - 1).dismisses());
        assert!(scenario.after(1).dismisses());
    }

    #[test]
    fn a_call_whose_end_was_never_told_holds_a_danger_open_for_twelve_hours() {
        opens_at(12 * HOUR, Scenario::dismisses, |scenario, gap| {
            scenario.talks(MOBILE, 4 * MINUTE).help().after(gap - 4 * MINUTE);
            scenario.settings(SettingsScreen::Nfc).after(10 * MINUTE);
        });
    }

    #[test]
    fn an_early_sign_after_two_calm_hours() {
        opens_at(2 * HOUR, Scenario::dismisses, |scenario, gap| {
            scenario.talks(OVERSEAS, 2 * MINUTE).opens(BANK).hangs_up().after(gap);
        });
    }
}

mod lateness {
    use super::*;

    #[test]
    fn news_of_thirty_seconds_ago_raises_no_screen_of_its_own() {
        closes_at(
            30 * SECOND,
            |scenario| scenario.warns(Level::Amber),
            |scenario, age| {
                scenario.talks(OVERSEAS, 10 * MINUTE).late(age, &opened(BANK));
            },
        );
        // The family is told in any case.
        for age in [30 * SECOND - 1, 30 * SECOND, 30 * SECOND + 1] {
            let mut scenario = Scenario::new();
            scenario.talks(OVERSEAS, 10 * MINUTE).late(age, &opened(BANK));
            assert!(scenario.tells(FamilyMessage::Early));
        }
    }

    #[test]
    fn news_of_a_day_ago_is_told_to_nobody() {
        closes_at(DAY, fires(RuleId::HelpAsked), |scenario, age| {
            scenario.after(3 * DAY).late(age, &Event::HelpAsked {});
        });
    }

    #[test]
    fn all_fine_keeps_caution_back_for_twenty_minutes_and_the_family_told() {
        let tell = |scenario: &mut Scenario, gap| {
            scenario.talks(OVERSEAS, 2 * MINUTE).opens(BANK);
            scenario.family(FamilyAnswer::Fine).opens(HOME).after(gap).opens(BANK);
        };
        opens_at(20 * MINUTE, |scenario| scenario.warns(Level::Amber), tell);
        // A quarter of an hour of such a call would be told by itself.
        check(10 * MINUTE, [true; 3], |scenario| scenario.tells(FamilyMessage::Early), tell);
    }

    #[test]
    fn all_fine_is_about_one_app() {
        let mut scenario = Scenario::new();
        scenario.talks(OVERSEAS, 2 * MINUTE).opens(BANK).family(FamilyAnswer::Fine).opens(WALLET);
        assert!(scenario.warns(Level::Amber));
    }

    #[test]
    fn a_stop_is_looked_after_at_growing_waits() {
        let waits = [30, 30, 30, 60, 120, 240, 480, 480, 480].map(|seconds| seconds * SECOND);
        for stops in 1..=waits.len() {
            opens_at(
                waits[stops - 1],
                |scenario| scenario.warns(Level::Red),
                |scenario, wait| {
                    scenario.talks(MOBILE, 4 * MINUTE).shares(MEETING);
                    for earlier in &waits[..stops - 1] {
                        scenario.chooses(Choice::Stop).after(*earlier);
                    }
                    scenario.chooses(Choice::Stop).after(wait);
                },
            );
        }
    }

    #[test]
    fn the_guard_may_be_taken_away_in_a_strangers_call_and_half_an_hour_after() {
        let feared = |screen| move |scenario: &Scenario| fears(scenario, 0, screen);
        for screen in [SettingsScreen::Uninstall, SettingsScreen::AppInfo] {
            closes_at(30 * MINUTE, feared(screen), |scenario, gap| {
                scenario.talked(MOBILE, SECOND).after(gap);
            });
        }
        let mut scenario = Scenario::new();
        assert!(!fears(&scenario, 0, SettingsScreen::Uninstall), "nobody rang");
        scenario.rings(MOBILE, Some(false));
        assert!(fears(&scenario, 0, SettingsScreen::Uninstall));
        assert!(!fears(&scenario, 0, SettingsScreen::UsageAccess), "nothing is removed there");
        let mut contact = Scenario::new();
        contact.rings(DAUGHTER, Some(true)).answers().after(5 * MINUTE);
        assert!(!fears(&contact, 0, SettingsScreen::Uninstall), "a contact is no stranger");
        scenario.after(MINUTE);
        let late = [30 * SECOND - 1, 30 * SECOND].map(|ago| fears(&scenario, ago, SettingsScreen::AppInfo));
        assert_eq!(late, [true, false], "what is over did no harm");
    }

    #[test]
    fn a_caution_about_one_app_is_not_repeated_for_thirty_days() {
        opens_at(30 * DAY, fires(RuleId::ShareDuringChat), |scenario, gap| {
            scenario.voice(CHAT).shares(CHAT);
            scenario.shares_no_more(CHAT).voice_ends();
            scenario.after(gap).voice(CHAT).shares(CHAT);
        });
    }

    #[test]
    fn the_latest_cautions_are_remembered() {
        let kept_back = |others: u32| {
            let mut scenario = Scenario::new();
            scenario.voice(CHAT).shares(CHAT).shares_no_more(CHAT);
            scenario.chooses(Choice::Continue);
            for other in 0..others {
                let package = format!("com.example.other{other}");
                scenario.after(SECOND).shares(&package).shares_no_more(&package);
                scenario.chooses(Choice::Continue);
            }
            scenario.after(MINUTE);
            !scenario.shares(CHAT).fires(RuleId::ShareDuringChat)
        };
        assert_eq!([4, 5, 6].map(kept_back), [true, true, false]);
    }
}

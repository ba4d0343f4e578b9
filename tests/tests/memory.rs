//! The memory cannot be flooded: after thousands of harmless reports everything that matters is still known,
//! and the next step is answered as it would have been.
//!
//! Every list of the state is bounded, so something goes when it is full. An attacker, or a busy day, decides
//! what is reported; weight rather than age decides what goes.

use kinguard_core::catalog::{self, Category};
use kinguard_core::effect::Level;
use kinguard_core::event::{Choice, Declaration, Event, FamilyAnswer, InstallSource, SettingsScreen};
use kinguard_tests::scenario::{
    BANK, CHAT, DAUGHTER, DAY, HOME, HOUR, MEETING, MESSAGES, MINUTE, MOBILE, OVERSEAS, REMOTE, SECOND,
    Scenario, UNKNOWN,
};

/// The number of reports in each flood.
const MANY: u32 = 1_000;
/// The state is stored in a database row on the flash of an old phone.
const LARGEST: usize = 8_192;

/// A memory under attack: how it comes about, and the next step, on which the guard must speak.
struct Matter {
    name: &'static str,
    comes: fn(&mut Scenario),
    next: &'static [fn(&mut Scenario)],
    level: Level,
    /// True if somebody is on the line, so that no other call can have come and gone meanwhile.
    on_the_line: bool,
}

/// A harmless report that can be repeated any number of times.
struct Flood {
    name: &'static str,
    /// The report with that number, and the time it takes in milliseconds.
    pours: fn(&mut Scenario, u32),
    lasts: u64,
    /// True if each occupies the line.
    takes_the_line: bool,
}

const MATTERS: &[Matter] = &[
    Matter {
        name: "a stranger is on the line",
        comes: |scenario| {
            scenario.talks(MOBILE, 4 * MINUTE);
        },
        next: &[|scenario| {
            scenario.shares(MEETING);
        }],
        level: Level::Red,
        on_the_line: true,
    },
    Matter {
        name: "a stranger from overseas is on the line",
        comes: |scenario| {
            scenario.talks(OVERSEAS, 4 * MINUTE);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Amber,
        on_the_line: true,
    },
    Matter {
        name: "one from overseas has hung up",
        comes: |scenario| {
            scenario.talked(OVERSEAS, 2 * MINUTE);
        },
        next: &[|scenario| {
            scenario.controls(REMOTE);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "a stranger from home has hung up",
        comes: |scenario| {
            scenario.talked(MOBILE, 6 * MINUTE);
        },
        next: &[
            |scenario| {
                scenario.shares(MEETING);
            },
            |scenario| {
                scenario.opens(MESSAGES);
            },
        ],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "a stranger who has spoken at length is saved, and rings",
        comes: |scenario| {
            scenario.talked(MOBILE, 4 * MINUTE).after(DAY);
        },
        next: &[|scenario| {
            scenario.rings(MOBILE, Some(true)).answers().after(MINUTE).shares(MEETING);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "a stranger's voice has moved into a chat",
        comes: |scenario| {
            scenario.talked(MOBILE, 4 * MINUTE).voice(CHAT);
        },
        next: &[|scenario| {
            scenario.shares(CHAT);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "the screen is shared",
        comes: |scenario| {
            scenario.shares(MEETING);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "the service of a sharing has stopped and its display has not",
        comes: |scenario| {
            scenario.shares(MEETING).service_stops(MEETING);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "a stranger has led to a display without a name",
        comes: |scenario| {
            scenario.opens(HOME).talks(MOBILE, 4 * MINUTE).display(1);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Red,
        on_the_line: true,
    },
    Matter {
        name: "the sharing is just over that a stranger led to",
        comes: |scenario| {
            scenario.talked(MOBILE, 4 * MINUTE).shares(MEETING).after(MINUTE).shares_no_more(MEETING);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "an app was installed on a stranger's word",
        comes: |scenario| {
            scenario.talks(MOBILE, 4 * MINUTE).installs(UNKNOWN, InstallSource::Sideload).hangs_up();
        },
        next: &[|scenario| {
            scenario.consent(UNKNOWN);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "an app from a link can operate the phone",
        comes: |scenario| {
            scenario.installs(UNKNOWN, InstallSource::Sideload).controls(UNKNOWN);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "an app from a link asks for what only a trojan needs",
        comes: |scenario| {
            scenario.installs_asking(UNKNOWN, &[Declaration::Accessibility, Declaration::Sms]);
        },
        next: &[|scenario| {
            scenario.shares(UNKNOWN);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "a file that names remote help is new",
        comes: |scenario| {
            scenario.installs_named(UNKNOWN, "云会通");
        },
        next: &[|scenario| {
            scenario.shares(UNKNOWN);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "a new app from a link plays a card's part",
        comes: |scenario| {
            scenario.installs_asking(UNKNOWN, &[Declaration::CardEmulation]);
        },
        next: &[|scenario| {
            scenario.nfc();
        }],
        level: Level::Amber,
        on_the_line: false,
    },
    Matter {
        name: "a recorder did not come with the phone, and captures",
        comes: |scenario| {
            scenario.event(&impostor("com.example.screenrecorder")).display(1);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Red,
        on_the_line: false,
    },
    Matter {
        name: "a red danger is open, and she went on",
        comes: |scenario| {
            scenario.talks(MOBILE, 4 * MINUTE).shares(MEETING).chooses(Choice::Continue);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Red,
        on_the_line: true,
    },
    Matter {
        name: "the same is shared every week",
        comes: |scenario| {
            for _ in 0..3 {
                scenario.shares(MEETING).after(HOUR).shares_no_more(MEETING).after(7 * DAY - HOUR);
            }
            scenario.shares(MEETING);
        },
        next: &[|scenario| {
            scenario.opens(BANK);
        }],
        level: Level::Amber,
        on_the_line: false,
    },
];

const FLOODS: &[Flood] = &[
    Flood {
        name: "contacts that wait",
        pours: |scenario, number| {
            scenario.rings(&format!("137{number:08}"), Some(true));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "strangers that wait",
        pours: |scenario, number| {
            scenario.rings(&format!("136{number:08}"), Some(false));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "a daughter who rings and rings",
        pours: |scenario, _| {
            scenario.family_rings();
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "missed calls of strangers",
        pours: |scenario, number| {
            scenario.rings(&format!("136{number:08}"), Some(false)).hangs_up();
        },
        lasts: 0,
        takes_the_line: true,
    },
    Flood {
        name: "strangers who are cut off after two seconds",
        pours: |scenario, number| {
            scenario.rings(&format!("136{number:08}"), Some(false)).answers();
            scenario.after(2 * SECOND).hangs_up();
        },
        lasts: 2 * SECOND,
        takes_the_line: true,
    },
    Flood {
        name: "contacts who talk for two seconds",
        pours: |scenario, _| {
            scenario.rings(DAUGHTER, Some(true)).answers().after(2 * SECOND).hangs_up();
        },
        lasts: 2 * SECOND,
        takes_the_line: true,
    },
    Flood {
        name: "displays without a name",
        pours: |scenario, number| {
            scenario.display(1_000 + number as i32);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "displays that come and go",
        pours: |scenario, number| {
            scenario.display(1_000 + number as i32).display_goes(1_000 + number as i32);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "capture services of other apps",
        pours: |scenario, number| {
            scenario.service(&other(number));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "capture services that come and go",
        pours: |scenario, number| {
            scenario.service(&other(number)).service_stops(&other(number));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "sharings of other apps that come and go",
        pours: |scenario, number| {
            let display = 1_000 + number as i32;
            scenario.service(&other(number)).display(display);
            scenario.service_stops(&other(number)).display_goes(display);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "services that say they are the phone's",
        pours: |scenario, number| {
            scenario.event(&impostor(&format!("{}.cast", other(number))));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "consent dialogs of other apps",
        pours: |scenario, number| {
            scenario.consent(&other(number));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "apps from the store",
        pours: |scenario, number| {
            scenario.installs(&other(number), InstallSource::Store);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "meeting and remote apps from the store",
        pours: |scenario, number| {
            scenario.installs(meeting_or_remote(number), InstallSource::Store);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "apps from files",
        pours: |scenario, number| {
            scenario.installs(&other(number), InstallSource::Sideload);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "apps that do not say where they came from",
        pours: |scenario, number| {
            scenario.installs(&other(number), InstallSource::Unknown);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "apps from files that come and go",
        pours: |scenario, number| {
            scenario.installs(&other(number), InstallSource::Sideload).removes(&other(number));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "renewals from files",
        pours: |scenario, number| {
            scenario.renews(&other(number), InstallSource::Sideload);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "controllers that are switched on and off",
        pours: |scenario, number| {
            scenario.controls(&other(number)).controls_no_more(&other(number));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "apps in front",
        pours: |scenario, number| {
            scenario.opens(&other(number));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "settings screens",
        pours: |scenario, number| {
            const SCREENS: [SettingsScreen; 4] = [
                SettingsScreen::Accessibility,
                SettingsScreen::Airplane,
                SettingsScreen::Overlay,
                SettingsScreen::Nfc,
            ];
            scenario.settings(SCREENS[number as usize % SCREENS.len()]);
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "voices in other apps",
        pours: |scenario, number| {
            scenario.voice(&other(number));
        },
        lasts: 0,
        takes_the_line: false,
    },
    Flood {
        name: "answers of the family",
        pours: |scenario, _| {
            scenario.family(FamilyAnswer::Calling);
        },
        lasts: 0,
        takes_the_line: false,
    },
];

fn other(number: u32) -> String {
    format!("com.example.other{number}")
}

/// A service of an app that claims by its id to be part of the phone.
fn impostor(package: &str) -> Event {
    Event::CaptureServiceStarted { package: package.to_owned(), preinstalled: Some(false) }
}

/// An event that the scenarios above do not use.
fn meeting_or_remote(number: u32) -> &'static str {
    let made_for_it = |category| matches!(category, Category::Meeting | Category::RemoteControl);
    let others: Vec<&str> = catalog::rows()
        .iter()
        .filter(|app| made_for_it(app.category))
        .map(|app| app.package)
        .filter(|package| ![MEETING, REMOTE].contains(package))
        .collect();
    others[number as usize % others.len()]
}

/// The highest level that the next step raises after `meanwhile`. If that itself was red, nothing was
/// forgotten.
fn raised(matter: &Matter, meanwhile: impl Fn(&mut Scenario)) -> Option<Level> {
    let mut scenario = Scenario::new();
    // Not at the beginning of time: there must have been a past.
    scenario.after(60 * DAY);
    (matter.comes)(&mut scenario);
    scenario.after(SECOND).take_highest();
    meanwhile(&mut scenario);
    if scenario.take_highest() == Some(Level::Red) {
        return Some(Level::Red);
    }
    // A warning on screen is answered, so that it is not what is seen.
    scenario.chooses(Choice::Continue).after(SECOND).take_highest();
    for step in matter.next {
        step(&mut scenario);
    }
    scenario.take_highest()
}

#[test]
fn without_a_flood_the_next_step_is_answered() {
    for matter in MATTERS {
        for lasts in [0, 2 * SECOND] {
            let found = raised(matter, |scenario| {
                scenario.after(lasts * u64::from(MANY));
            });
            let over = matter.name.starts_with("the sharing is just over") && lasts > 0;
            assert_eq!(found, (!over).then_some(matter.level), "{}", matter.name);
        }
    }
}

#[test]
fn no_flood_makes_the_guard_forget_what_matters() {
    let mut forgotten = Vec::new();
    for matter in MATTERS {
        for flood in FLOODS.iter().filter(|flood| !(matter.on_the_line && flood.takes_the_line)) {
            // Each of these is a system dialog that the user agrees to, and a later sharing looks like the
            // one before.
            if matter.name.starts_with("the sharing is just over")
                && flood.name.starts_with("sharings of other apps")
            {
                continue;
            }
            let found = raised(matter, |scenario| {
                for number in 0..MANY {
                    (flood.pours)(scenario, number);
                    if number % 50 == 0 {
                        let size = scenario.engine().snapshot().len();
                        assert!(size < LARGEST, "{}, {}: {size} bytes", matter.name, flood.name);
                    }
                }
            });
            let expected = raised(matter, |scenario| {
                scenario.after(flood.lasts * u64::from(MANY));
            });
            if found < expected {
                forgotten.push(format!("{}; {}: {found:?}", matter.name, flood.name));
            }
        }
    }
    assert!(forgotten.is_empty(), "{} are forgotten:\n{}", forgotten.len(), forgotten.join("\n"));
}

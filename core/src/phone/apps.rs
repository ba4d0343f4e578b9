//! Apps that are installed or removed, or that gain control.

use super::{Change, Controller, Phone, STRANGER_INVOLVED_FOR};
use crate::bounded::push_weighed;
use crate::call::Risk;
use crate::catalog;
use crate::event::{Declaration, InstallSource};
use crate::installs::{self, Ability, Install, Installing, Instigator};
use crate::package::PackageName;
use crate::sharing::Sharing;
use crate::time::{Moment, Span};

/// A stranger's call during which a file is installed matters from this length on.
const BRIEF_TALK: Span = Span::seconds(45);
const CONTROLLERS_HELD: usize = 4;
const IMPOSTORS_HELD: usize = 4;

/// An install as the phone reports it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReportedInstall<'event> {
    pub(super) package: &'event str,
    pub(super) label: Option<&'event str>,
    pub(super) source: InstallSource,
    pub(super) update: bool,
    pub(super) preinstalled: Option<bool>,
    pub(super) declares: Option<&'event [Declaration]>,
}

impl Phone {
    pub(super) fn install(&mut self, at: Moment, came: ReportedInstall<'_>) -> Change {
        let ReportedInstall { package, label, source, .. } = came;
        if came.preinstalled != Some(true) && !came.update && catalog::lookup(package).is_none() {
            note_impostor(&mut self.impostors, &self.sharing, package, Some(false));
        }
        let ability = installs::ability(package, label, source, came.preinstalled);
        // Apps update themselves every night. An unknown app from a file may have been dormant until now.
        let renews_itself = source != InstallSource::Sideload || catalog::lookup(package).is_some();
        if came.update && (renews_itself || came.preinstalled == Some(true)) {
            return Change::None;
        }
        if ability == Ability::None {
            return Change::OtherInstalled(package.to_owned());
        }
        let instigator = self.instigator(at, package, ability, source);
        let install = Install {
            package: PackageName::new(package),
            at,
            source,
            instigator,
            ability,
            looks_remote: installs::looks_remote(package, label),
            declares: came.declares.map(<[Declaration]>::to_vec).map(installs::without_repeats),
            gone: false,
        };
        let controllers = &self.controllers;
        let operates = |package: &PackageName| {
            controllers.iter().any(|controller| controller.on && controller.package == *package)
        };
        self.installs.add(install.clone(), self.calls.stranger_talks(), operates);
        if came.update && instigator == Instigator::Nobody {
            Change::None
        } else {
            Change::Installed(install)
        }
    }

    /// Returns who had an app installed, as far as the calls tell.
    fn instigator(&self, at: Moment, package: &str, ability: Ability, source: InstallSource) -> Instigator {
        // If nobody but a contact is on the line, the contact asks for it.
        if self.calls.contact_on_line(at) && self.calls.risk(at, Span::default()) == Risk::None {
            return Instigator::Nobody;
        }
        let carried =
            self.voice.as_ref().filter(|voice| voice.is_live(at)).and_then(|voice| voice.carries_on);
        let installing = Installing { package, ability, source, at };
        let calls = self.calls.that_matter(at, STRANGER_INVOLVED_FOR).into_iter();
        let instigators = calls.map(|(call, risk, _)| {
            let voice_goes_on = carried.is_some() && carried == call.answered;
            installing.instigator(call, risk, voice_goes_on)
        });
        // Nobody takes a file from a courier, however short the call so far.
        let from_talker = ability == Ability::Grave
            && source != InstallSource::Store
            && self.calls.stranger_has_talked(at, BRIEF_TALK);
        let at_least = if from_talker { Instigator::MaybeStranger } else { Instigator::Nobody };
        instigators.max().unwrap_or(Instigator::Nobody).max(at_least)
    }

    pub(super) fn remove(&mut self, at: Moment, package: &str) {
        self.installs.remove(package);
        self.sharing.app_removed(at, package);
        self.controllers.retain(|controller| !controller.package.is(package));
        self.impostors.retain(|impostor| !impostor.is(package));
    }

    pub(super) fn enable_controller(&mut self, package: &str, preinstalled: Option<bool>) -> Change {
        if let Some(known) = self.controllers.iter_mut().find(|known| known.package.is(package)) {
            known.on = true;
            return Change::None;
        }
        let package = PackageName::new(package);
        let controller = Controller { package: package.clone(), on: true };
        let installs = &self.installs;
        // Those that are off go first, then those that nobody instigated.
        push_weighed(&mut self.controllers, CONTROLLERS_HELD, controller, |controller| {
            (controller.on, installs.instigator_of(&controller.package))
        });
        if preinstalled == Some(true) { Change::None } else { Change::Controlled(package) }
    }

    pub(super) fn disable_controller(&mut self, package: &str) {
        for known in self.controllers.iter_mut().filter(|known| known.package.is(package)) {
            known.on = false;
        }
    }
}

/// Remembers an app that borrows the name of something that ships with a phone.
pub(super) fn note_impostor(
    impostors: &mut Vec<PackageName>,
    sharing: &Sharing,
    package: &str,
    preinstalled: Option<bool>,
) {
    let known = impostors.iter().any(|known| known.is(package));
    if preinstalled == Some(false) && !known && catalog::names_part_of_phone(package) {
        // A dropped impostor is trusted again, so those that capture stay.
        let weight = |impostor: &PackageName| sharing.is_owned_by(impostor);
        push_weighed(impostors, IMPOSTORS_HELD, PackageName::new(package), weight);
    }
}

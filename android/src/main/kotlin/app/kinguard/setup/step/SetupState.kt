package app.kinguard.setup.step

import app.kinguard.family.Contact
import app.kinguard.family.screen.ContactReadiness
import app.kinguard.phone.LaunchPath
import app.kinguard.setup.HelpAgreements
import app.kinguard.setup.LaunchTrials
import app.kinguard.setup.OptionalNotices
import app.kinguard.setup.SetupScreens

/** Everything that a setup page shows, as read off the main thread. */
internal class SetupState(
    val step: SetupStep,
    val phone: PhoneState,
    val permissions: Permissions,
    /** True if Android no longer shows its dialog on [step]. */
    val asksNoMore: Boolean,
    val family: List<Contact>,
    /** The name by which the family calls the parent. */
    val parent: String,
    /** True if the parent has agreed that the family is told. */
    val isAgreed: Boolean,
    val optional: OptionalNotices,
    val help: HelpAgreements,
    val pinIsSet: Boolean,
    val regions: RegionState,
    val trial: TrialState,
    private val tested: Set<Long>,
) {
    /** Returns whether [contact] has confirmed a test. */
    fun isTested(contact: Contact): Boolean = contact.id in tested

    /** The parts whose change lays a visible page out afresh. They exclude what is being typed or chosen there. */
    private val looks =
        listOf(step, phone.isInDoubtfulCall, permissions.looks, family, tested, isAgreed, pinIsSet, trial)

    fun looksLike(other: SetupState?): Boolean = other != null && looks == other.looks

    companion object {
        /** Reads the state. [alone] is the one step shown by itself, if any. */
        fun find(
            screens: SetupScreens,
            here: PhoneStateReader,
            asks: PermissionAsks,
            visit: Visit,
            alone: SetupStep?,
        ): SetupState {
            val phone = here.look()
            val step = step(phone.steps, visit, alone ?: screens.store.step)
            val contacts = screens.family.contacts.all()
            return SetupState(
                step = step,
                phone = phone,
                permissions = asks.look(phone),
                asksNoMore = screens.store.asksNoMore(step),
                family = contacts,
                parent = screens.family.settings.parent,
                isAgreed = screens.consent.isGiven,
                optional = OptionalNotices.of(screens.family.settings),
                help = HelpAgreements.of(screens.family.settings),
                pinIsSet = screens.pinIsSet(),
                regions = screens.regions.run { RegionState(sims, home, familiar) },
                trial = screens.launchTrials.run { TrialState(waitsFor, LaunchPath.entries.associateWith(::outcome)) },
                tested = contacts.filter { isTested(screens, it) }.map { it.id }.toSet(),
            )
        }

        private fun step(steps: List<SetupStep>, visit: Visit, wanted: SetupStep?): SetupStep = when {
            visit.detour != null -> visit.detour
            wanted == null -> steps.first()
            else -> steps.firstOrNull { it >= wanted } ?: steps.last()
        }

        private fun isTested(screens: SetupScreens, contact: Contact) =
            ContactReadiness.of(contact, screens.family.family.deliveries(contact)).isReady
    }
}

/** The phone's home region, and the regions that relatives call from: ISO 3166, upper case. */
internal class RegionState(val sims: Set<String>, val home: String?, val familiar: List<String>)

/** The results of the trials whether the warning comes up by itself. */
internal data class TrialState(
    /** The launch path under trial, or null if there is none. */
    val waitsFor: LaunchPath?,
    private val outcomes: Map<LaunchPath, LaunchTrials.Outcome?>,
) {
    /** Returns the last result, or null if there was no trial. */
    fun outcome(launchPath: LaunchPath): LaunchTrials.Outcome? = outcomes[launchPath]
}

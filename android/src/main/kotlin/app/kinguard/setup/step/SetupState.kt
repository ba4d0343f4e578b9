package app.kinguard.setup.step

import app.kinguard.family.Contact
import app.kinguard.family.screen.ContactReadiness
import app.kinguard.phone.LaunchPath
import app.kinguard.setup.LaunchTrials
import app.kinguard.setup.OptionalNotices
import app.kinguard.setup.SetupScreens

/** Everything that a page of the first run shows, as it was found aside of the main thread. */
internal class SetupState(
    val step: SetupStep,
    val phone: PhoneState,
    val permissions: Permissions,
    /** Android shows its question on [step] no more. */
    val asksNoMore: Boolean,
    val family: List<Contact>,
    /** How the family calls the person at this phone. */
    val parent: String,
    /** The person agreed that the family is told. */
    val isAgreed: Boolean,
    val optional: OptionalNotices,
    val pinIsSet: Boolean,
    val regions: RegionState,
    val trial: TrialState,
    private val ready: Set<Long>,
) {
    fun isReady(contact: Contact): Boolean = contact.id in ready

    /** What a page is laid out anew for while somebody looks at it. What is being typed or chosen there is none of it. */
    private val looks =
        listOf(step, phone.isInDoubtfulCall, permissions.looks, family, ready, isAgreed, pinIsSet, trial)

    fun looksLike(other: SetupState?): Boolean = other != null && looks == other.looks

    companion object {
        /** [alone]: the one step that is looked at by itself. */
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
                pinIsSet = screens.pinIsSet(),
                regions = screens.regions.run { RegionState(sims, home, familiar) },
                trial = screens.entrances.run { TrialState(waitsFor, LaunchPath.entries.associateWith(::outcome)) },
                ready = contacts.filter { isReady(screens, it) }.map { it.id }.toSet(),
            )
        }

        private fun step(steps: List<SetupStep>, visit: Visit, wanted: SetupStep?): SetupStep = when {
            visit.detour -> SetupStep.RESTRICTED
            wanted == null -> steps.first()
            else -> steps.firstOrNull { it >= wanted } ?: steps.last()
        }

        private fun isReady(screens: SetupScreens, contact: Contact) =
            ContactReadiness.of(contact, screens.family.family.deliveries(contact)).isReady
    }
}

/** Where this phone is at home, and where relatives ring from: ISO 3166, upper case. */
internal class RegionState(val sims: Set<String>, val home: String?, val familiar: List<String>)

/** What came of trying whether the warning comes up by itself. */
internal data class TrialState(
    /** What is being tried; null: nothing. */
    val waitsFor: LaunchPath?,
    private val outcomes: Map<LaunchPath, LaunchTrials.Outcome?>,
) {
    /** Null: it was not tried. */
    fun outcome(entrance: LaunchPath): LaunchTrials.Outcome? = outcomes[entrance]
}

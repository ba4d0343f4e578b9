package app.kinguard.setup

import android.content.Context
import android.content.Intent
import app.kinguard.family.Change
import app.kinguard.family.Consent
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.phone.Moments

/** The dependencies of the setup pages. The application implements it. */
interface SetupHost {
    val setup: SetupScreens
}

/** The dependencies of the setup pages. */
class SetupScreens(
    val store: SetupStore,
    val family: FamilyScreens,
    val consent: Consent,
    val regions: Regions,
    val moments: Moments,
    val launchTrials: LaunchTrials,
    /** Returns the intent that opens a practice warning, or null while there is none. */
    val practice: (Context) -> Intent? = { null },
    /** Returns the intent that opens the PIN settings, or null while there are none. */
    val pin: (Context) -> Intent? = { null },
    /** Returns whether the PIN is set. */
    val pinIsSet: () -> Boolean = { false },
    /** Makes this a phone of the family, and returns the intent that opens the home of such a phone. Blocks. */
    val becomeFamily: (Context) -> Intent,
) {
    /** True until anything is set up that would be lost in another role. */
    val isNew: Boolean get() = !finished && !consent.isGiven && family.contacts.all().isEmpty()

    /** True once setup is finished, which takes the parent's consent. */
    val finished: Boolean get() = store.finished

    /** Records the parent's consent to messages to the family. */
    fun agree() = family.family.agree(moments.wallClockMs())

    /** Tells the family that the app's language has changed. The system stores the language. */
    fun languageChanged() {
        family.contacts.together { family.family.settingsChanged(setOf(Change(Change.What.APP_LANGUAGE))) }
        family.family.deliver()
    }

    /** Finishes setup. From now on the family is told of every change, and a new contact has to wait. */
    fun finish() {
        if (finished) return
        family.contacts.together {
            store.finished = true
            family.family.setUpIsOver()
        }
    }

    fun withdraw() = family.family.withdraw(moments.wallClockMs())
}

/** The phone's home region and the familiar ones: ISO 3166, upper case. */
interface Regions {
    /** The regions of the SIM cards, as far as they can be read. */
    val sims: Set<String>

    /** The home region, or null until the user has chosen one. */
    val home: String?

    val familiar: List<String>

    fun settle(home: String, familiar: List<String>)
}

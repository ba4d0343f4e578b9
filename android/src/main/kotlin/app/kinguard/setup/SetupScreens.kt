package app.kinguard.setup

import android.content.Context
import android.content.Intent
import app.kinguard.family.Change
import app.kinguard.family.Consent
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.phone.Moments

/** What the application offers the pages of the first run. */
interface SetupHost {
    val setup: SetupScreens
}

/** What the pages of the first run work with. */
class SetupScreens(
    val store: SetupStore,
    val family: FamilyScreens,
    val consent: Consent,
    val regions: Regions,
    val moments: Moments,
    val entrances: LaunchTrials,
    /** A warning to practise with; null while there is none. */
    val practice: (Context) -> Intent? = { null },
    /** Where the family's PIN is set; null while there is none. */
    val pin: (Context) -> Intent? = { null },
    /** Whether it is set. */
    val pinIsSet: () -> Boolean = { false },
) {
    /** Whether the phone was set up to the end, which takes the consent of whom it belongs to. */
    val finished: Boolean get() = store.finished

    /** The person agrees that the family is told. */
    fun agree() = family.family.agree(moments.wallClockMs())

    /** This app speaks another language now, which the system keeps. */
    fun languageChanged() {
        family.contacts.together { family.family.settingsChanged(setOf(Change(Change.What.APP_LANGUAGE))) }
        family.family.deliver()
    }

    /** From now on the family hears of every change, and whoever is added has to wait. */
    fun finish() {
        if (finished) return
        family.contacts.together {
            store.finished = true
            family.family.setUpIsOver()
        }
    }

    fun withdraw() = family.family.withdraw(moments.wallClockMs())
}

/** Where the phone is at home, and which regions are nothing strange: ISO 3166, upper case. */
interface Regions {
    /** Of the SIM cards, as far as they can be read. */
    val sims: Set<String>

    /** Null until somebody has said. */
    val home: String?

    val familiar: List<String>

    fun settle(home: String, familiar: List<String>)
}

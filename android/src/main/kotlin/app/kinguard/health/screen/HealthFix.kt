package app.kinguard.health.screen

import android.content.Context
import android.content.Intent
import android.provider.Settings
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.failure.isAllowed
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.health.FamilyReach
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.health.LaunchPathState

/** Gives the health screen access to [HealthDestinations]. The application implements it. */
interface HealthDestinationsHost {
    val healthDestinations: HealthDestinations
}

/** The pages of other features on which health can be restored. */
class HealthDestinations(
    /** The page that asks for a capability. */
    val mend: (Context, Capability) -> Intent,
    /** The page that tests whether the warning comes up by itself. */
    val trial: (Context) -> Intent,
    val practice: (Context) -> Intent,
    /** The page on which a pause is ended. */
    val pause: (Context) -> Intent,
    /** The page on which the parent agrees to messages to the family. */
    val consent: (Context) -> Intent,
)

/** The page on which something can be put right, one tap away. */
internal sealed interface HealthFix {
    fun words(words: HealthWords): String

    fun intent(context: Context, destinations: HealthDestinations): Intent

    /** Opens the page, or the settings if this phone lacks it. */
    fun open(context: Context, destinations: HealthDestinations) {
        isAllowed { context.startActivity(intent(context, destinations)) } ||
            isAllowed { context.startActivity(Intent(Settings.ACTION_SETTINGS)) }
    }

    data class Grant(val capability: Capability) : HealthFix {
        override fun words(words: HealthWords) = words.text(R.string.health_cure_grant, words.capability(capability))

        override fun intent(context: Context, destinations: HealthDestinations) = destinations.mend(context, capability)
    }

    enum class Screen(private val words: Int, private val page: (Context, HealthDestinations) -> Intent) : HealthFix {
        SOUND(R.string.health_cure_sound, { _, _ -> Intent(Settings.ACTION_SOUND_SETTINGS) }),
        DO_NOT_DISTURB(
            R.string.health_cure_do_not_disturb,
            { _, _ -> Intent(Settings.ACTION_ZEN_MODE_PRIORITY_SETTINGS) },
        ),
        STORAGE(R.string.health_cure_storage, { _, _ -> Intent(Settings.ACTION_INTERNAL_STORAGE_SETTINGS) }),
        FAMILY(R.string.health_cure_family, { context, _ -> FamilyActivity.intent(context) }),
        FIRST_CONTACT(R.string.health_cure_first_contact, { context, _ -> FamilyActivity.intent(context) }),
        CONSENT(R.string.health_cure_consent, { context, to -> to.consent(context) }),
        PAUSE(R.string.health_cure_pause, { context, to -> to.pause(context) }),
        TRIAL(R.string.health_cure_trial, { context, to -> to.trial(context) }),
        PRACTICE(R.string.health_cure_practice, { context, to -> to.practice(context) }),
        CHECK(R.string.health_check_phone, { context, _ -> CheckPhoneActivity.intent(context) }),
        ;

        override fun words(words: HealthWords) = words.text(this.words)

        override fun intent(context: Context, destinations: HealthDestinations) = page(context, destinations)
    }

    companion object {
        /** Returns the fix for [finding], or null if there is none or nothing is wrong. */
        fun of(finding: Finding?): HealthFix? = when ((finding as? Finding.Fault)?.reason) {
            Reason.ALARMS_MUTE -> Screen.SOUND
            Reason.NO_ALARMS -> Screen.DO_NOT_DISTURB
            Reason.NOT_STORED -> Screen.STORAGE
            Reason.UNPAIRED -> Screen.FAMILY
            else -> null
        }

        /** Returns the fix for a launch path that needs [capability]. */
        fun of(state: LaunchPathState, capability: Capability): HealthFix? = when {
            state == LaunchPathState.Off -> Grant(capability)
            state.isToBeTried -> Screen.TRIAL
            else -> null
        }

        fun of(reach: FamilyReach): HealthFix? = when (reach) {
            FamilyReach.TOLD -> null
            FamilyReach.NOBODY -> Screen.FIRST_CONTACT
            FamilyReach.NOT_AGREED -> Screen.CONSENT
        }
    }
}

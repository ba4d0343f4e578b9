package app.kinguard.health.screen

import android.content.Context
import android.content.Intent
import android.provider.Settings
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason

/** The screen on which a fault can be fixed, one tap away. */
internal enum class HealthFix(val words: Int) {
    SOUND(R.string.health_cure_sound) {
        override fun screen(context: Context) = Intent(Settings.ACTION_SOUND_SETTINGS)
    },
    DO_NOT_DISTURB(R.string.health_cure_do_not_disturb) {
        override fun screen(context: Context) = Intent(Settings.ACTION_ZEN_MODE_PRIORITY_SETTINGS)
    },
    STORAGE(R.string.health_cure_storage) {
        override fun screen(context: Context) = Intent(Settings.ACTION_INTERNAL_STORAGE_SETTINGS)
    },
    FAMILY(R.string.health_cure_family) {
        override fun screen(context: Context) = FamilyActivity.intent(context)
    },
    ;

    protected abstract fun screen(context: Context): Intent

    /** Opens the screen, or the settings if this phone lacks it. */
    fun open(context: Context) {
        isAllowed { context.startActivity(screen(context)) } ||
            isAllowed { context.startActivity(Intent(Settings.ACTION_SETTINGS)) }
    }

    companion object {
        /** Returns the screen for [finding], or null if there is none or nothing is wrong. */
        fun of(finding: Finding?): HealthFix? = when ((finding as? Finding.Fault)?.reason) {
            Reason.ALARMS_MUTE -> SOUND
            Reason.NO_ALARMS -> DO_NOT_DISTURB
            Reason.NOT_STORED -> STORAGE
            Reason.UNPAIRED -> FAMILY
            else -> null
        }
    }
}

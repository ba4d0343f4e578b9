package app.kinguard.relative.screen

import android.app.NotificationManager
import android.content.Context
import android.content.Intent
import android.provider.Settings
import app.kinguard.R
import app.kinguard.setup.SetupActivity
import app.kinguard.setup.SetupScreens
import app.kinguard.setup.step.PermissionAsks
import app.kinguard.setup.step.PhoneStateReader
import app.kinguard.setup.step.SetupStep

/** Finds what this phone must allow before an alarm can wake anybody, by the steps of setup that ask for the same. */
class AlarmNeeds(private val setup: SetupScreens) {
    fun of(context: Context): List<AlarmNeed> {
        val here = PhoneStateReader(context, setup.regions)
        val permissions = PermissionAsks(context, setup.store, here).look(here.look())
        val steps = STEPS.mapNotNull(permissions::of).map { permission ->
            AlarmNeed(permission.title, permission.isDone) { SetupActivity.at(it, permission.step) }
        }
        return steps.take(1) + doNotDisturb(context) + steps.drop(1)
    }

    private fun doNotDisturb(context: Context): AlarmNeed {
        val manager = context.getSystemService(NotificationManager::class.java)
        return AlarmNeed(R.string.relative_disturb, manager?.isNotificationPolicyAccessGranted != false) {
            Intent(Settings.ACTION_NOTIFICATION_POLICY_ACCESS_SETTINGS)
        }
    }

    private companion object {
        val STEPS =
            listOf(SetupStep.NOTICES, SetupStep.BATTERY, SetupStep.AUTOSTART, SetupStep.SWITCHES, SetupStep.UNUSED)
    }
}

package app.kinguard

import android.content.Context
import android.content.Intent
import app.kinguard.failure.unlessRefused
import app.kinguard.guard.GuardService
import app.kinguard.page.PageAccess

/** What the phone of the family takes from the rest of the app, and how a phone changes from one role to the other. */
internal class RelativeDependencies(
    private val context: Context,
    private val app: AppContainer,
    private val platform: PlatformServices,
) : RelativeContainer.Dependencies {
    override val database get() = app.database
    override val secrets get() = platform.secrets
    override val clock get() = app.clock
    override val moments get() = app.moments
    override val store get() = app.store
    override val https get() = app.familyContainer.https
    override val setup get() = app.setup

    override fun region() = app.region()

    /**
     * Asks once more what the page before it has asked: a phone that guards somebody stops only for the family. To the
     * contacts it is as if the parent no longer agreed: they are told, by the message that overtakes all others, that
     * nothing more will come, and servers drop the messages that they hold back.
     */
    override fun leaveGuard(): Boolean {
        if (!app.setup.isNew && app.gate.passage() != PageAccess.OPEN) return false
        app.family.withdraw(platform.ticks.wallClockMs())
        app.guard.stop()
        unlessRefused { context.stopService(Intent(context, GuardService::class.java)) }
        app.practiceReminder.withdraw()
        online()
        return true
    }

    override fun startGuard() = app.start()

    override fun online() = platform.familyThread.post {
        unlessRefused { app.family.hurry() }
        unlessRefused { app.lifeline.move() }
    }
}

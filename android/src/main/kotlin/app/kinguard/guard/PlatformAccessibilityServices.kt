package app.kinguard.guard

import android.content.ComponentName
import android.content.Context
import android.media.AudioManager
import app.kinguard.core.InstallSource
import app.kinguard.core.showsScreen
import app.kinguard.signals.InstallSources
import app.kinguard.signals.ServiceChanges
import app.kinguard.signals.ServiceIdentity
import app.kinguard.signals.hasScreenReader
import app.kinguard.signals.identityOf
import app.kinguard.signals.servicesThatAct

/** The accessibility services of this phone. */
class PlatformAccessibilityServices(private val context: Context) : KnownServices.Phone {
    private val changes = ServiceChanges(context)
    private val sources = InstallSources(context)

    override fun acting(): Set<ComponentName>? = context.servicesThatAct()

    override fun identity(service: ComponentName): ServiceIdentity? = context.identityOf(service)

    override fun isFromStore(app: String): Boolean = sources.of(app) == InstallSource.STORE

    override fun sharesScreen(app: String): Boolean {
        CoreLibrary.load()
        return showsScreen(app)
    }

    override fun hasScreenReader(): Boolean = context.hasScreenReader()

    override fun isInCall(): Boolean =
        context.getSystemService(AudioManager::class.java)?.mode.let { it != null && it != AudioManager.MODE_NORMAL }

    override fun watch(changed: () -> Unit) = changes.start(changed)
}

package app.kinguard.lock

import android.content.ComponentName
import app.kinguard.guard.KnownServices
import app.kinguard.signals.ServiceIdentity

/** A phone whose accessibility services are switched on and off by hand. */
internal class ManualAccessibilityServices : KnownServices.Phone {
    private val on = mutableSetOf<ComponentName>()
    private val identities = mutableMapOf<ComponentName, ServiceIdentity>()
    private val fromStore = mutableSetOf<String>()
    private val sharing = mutableSetOf<String>()
    private var changed: () -> Unit = {}

    /** True if the phone reports its services. If not, [acting] is null. */
    var says = true

    var inCall = false

    /** True if one of the services reads the screen out. */
    var reads = false

    fun isOn(app: String, fromStore: Boolean = true, sharesScreen: Boolean = false): ComponentName {
        val service = ComponentName(app, "$app.Service")
        on += service
        signed(service, "first", INSTALLED_MS)
        if (fromStore) this.fromStore += app else this.fromStore -= app
        if (sharesScreen) sharing += app
        changed()
        return service
    }

    fun isOff(service: ComponentName) {
        on -= service
        changed()
    }

    fun none() {
        on.clear()
        changed()
    }

    fun signed(service: ComponentName, signer: String, installedMs: Long) {
        identities[service] = ServiceIdentity(service, listOf(signer), installedMs)
    }

    /** Hides a service, as while its app is being updated. */
    fun isHidden(service: ComponentName) {
        identities -= service
    }

    override fun acting(): Set<ComponentName>? = on.takeIf { says }

    override fun identity(service: ComponentName): ServiceIdentity? = identities[service]

    override fun isFromStore(app: String): Boolean = app in fromStore

    override fun sharesScreen(app: String): Boolean = app in sharing

    override fun hasScreenReader(): Boolean = reads

    override fun isInCall(): Boolean = inCall

    override fun watch(changed: () -> Unit) {
        this.changed = changed
    }

    companion object {
        const val INSTALLED_MS = 1_700_000_000_000L
    }
}

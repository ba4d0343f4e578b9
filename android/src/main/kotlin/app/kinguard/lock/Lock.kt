package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.failure.unlessRefused
import app.kinguard.guard.ControllingService
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Pause
import app.kinguard.guard.ServiceTrust
import app.kinguard.page.ControllingApp
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess

/** Gives the pages of the lock access to [Lock]. The application implements it. */
interface LockHost {
    val lock: Lock
}

/** Guards the family's pages: it checks for a danger or a spying service first, and then for the PIN. */
class Lock(
    val pin: Pin,
    /** Clears a forgotten PIN. */
    val resetCode: SpokenCode,
    /** The same without a code. */
    val sealedReset: SealedReset,
    /** Confirms a new contact at once. */
    val confirmCode: SpokenCode,
    val pause: Pause,
    /** Wall-clock time. */
    val nowMs: () -> Long,
    /** Called after a pause began or ended. */
    val pauseChanged: () -> Unit,
    /** Other apps' accessibility services. */
    val services: KnownServices,
    private val danger: Danger,
) : Gate {
    /** Tells whether a danger goes on, or somebody may be watching the screen. */
    interface Danger {
        /** Read from memory; null while unknown. */
        val goesOn: Boolean?

        /** Checks again on the guard's thread, and calls [known] there. */
        fun find(known: () -> Unit)
    }

    /** Returns the code that the message with this id carries, or null if it is no longer valid. */
    fun digits(message: Long): String? = resetCode.digits(message) ?: confirmCode.digits(message)

    override fun passage(): PageAccess = passage(services.anyStrangeLately())

    /**
     * Returns the access to the page on which the user trusts services that block all other pages, and to the PIN
     * before it. Services that cannot be trusted must be switched off first: they would see the PIN, or operate that
     * page themselves.
     */
    fun passageToServices(): PageAccess = passage(services.lately()?.any { it.acquaintance is ServiceTrust.Refused })

    private fun passage(isWatched: Boolean?): PageAccess {
        val danger = danger.goesOn
        val isSet = pin.isKnownToBeSet
        return when {
            danger == true || isWatched == true -> PageAccess.SHUT
            danger == null || isWatched == null || isSet == null -> PageAccess.NOT_KNOWN
            isSet && !pin.isOpen -> PageAccess.PIN
            else -> PageAccess.OPEN
        }
    }

    override fun find(known: () -> Unit) = danger.find {
        unlessRefused { services.find() }
        pin.learn()
        known()
    }

    override fun ask(context: Context): Intent = PinActivity.intent(context)

    override val controllingApps: List<ControllingApp>
        get() = if (danger.goesOn != false) {
            emptyList()
        } else {
            services.lately().orEmpty().mapNotNull(::controllingApp).distinctBy { it.app }
        }

    override val mayBeReadOut: Boolean get() = services.screenReaderIsTrusted()

    override fun askAboutServices(context: Context): Intent? = ServicesActivity.intent(context)
        .takeIf { !services.lately().isNullOrEmpty() && passageToServices() in listOf(PageAccess.OPEN, PageAccess.PIN) }

    private fun controllingApp(service: ControllingService): ControllingApp? {
        val app = service.service.packageName
        return when (val acquaintance = service.acquaintance) {
            ServiceTrust.Known -> null
            ServiceTrust.MayBeKnown -> ControllingApp(app, null)
            is ServiceTrust.Refused -> ControllingApp(app, why(acquaintance.why))
        }
    }
}

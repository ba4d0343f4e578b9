package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.guard.ControllingService
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Pause
import app.kinguard.guard.ServiceTrust
import app.kinguard.page.ControllingApp
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess
import app.kinguard.store.unlessRefused

/** What the application offers the pages of the lock. */
interface LockHost {
    val lock: Lock
}

/** What stands before the family's pages: a danger or an onlooker first, and then the PIN. */
class Lock(
    val pin: Pin,
    /** With it a forgotten PIN is cleared. */
    val resetCode: SpokenCode,
    /** With it somebody new counts as family at once. */
    val confirmCode: SpokenCode,
    val pause: Pause,
    /** By the wall clock. */
    val nowMs: () -> Long,
    /** To be called when a pause was begun or ended. */
    val pauseChanged: () -> Unit,
    /** Other apps' accessibility services. */
    val services: KnownServices,
    private val danger: Danger,
) : Gate {
    /** Whether a danger goes on, or somebody may be looking on. */
    interface Danger {
        /** From memory; null while it is not known. */
        val goesOn: Boolean?

        /** Finds out anew, on the guard's thread, and calls [known] there. */
        fun find(known: () -> Unit)
    }

    /** The digits that the message of this id carries; null once they count no longer. */
    fun digits(message: Long): String? = resetCode.digits(message) ?: confirmCode.digits(message)

    override fun passage(): PageAccess = passage(services.anyStrangeLately())

    /**
     * To the page where services that shut all others are said to be known, and to the PIN before it. Whatever nobody may
     * say to know has to be off first: it would see the PIN, or touch that page itself.
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

    override val onlookers: List<ControllingApp>
        get() = if (danger.goesOn != false) {
            emptyList()
        } else {
            services.lately().orEmpty().mapNotNull(::onlooker).distinctBy { it.app }
        }

    override val mayBeReadOut: Boolean get() = services.screenReaderIsTrusted()

    override fun askAboutServices(context: Context): Intent? = ServicesActivity.intent(context)
        .takeIf { !services.lately().isNullOrEmpty() && passageToServices() in listOf(PageAccess.OPEN, PageAccess.PIN) }

    private fun onlooker(service: ControllingService): ControllingApp? {
        val app = service.service.packageName
        return when (val acquaintance = service.acquaintance) {
            ServiceTrust.Known -> null
            ServiceTrust.MayBeKnown -> ControllingApp(app, null)
            is ServiceTrust.Refused -> ControllingApp(app, why(acquaintance.why))
        }
    }
}

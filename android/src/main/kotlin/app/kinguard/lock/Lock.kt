package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.guard.Acquaintance
import app.kinguard.guard.ActingService
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Pause
import app.kinguard.page.Gate
import app.kinguard.page.Onlooker
import app.kinguard.page.Passage

/** What the application offers the pages of the lock. */
interface LockHost {
    val lock: Lock
}

/** What stands before the family's pages: a danger or an onlooker first, and then the PIN. */
class Lock(
    val pin: Pin,
    val resetCode: ResetCode,
    val pause: Pause,
    /** By the wall clock. */
    val nowMs: () -> Long,
    /** To be called when a pause was begun or ended. */
    val pauseChanged: () -> Unit,
    /** Other apps' accessibility services. */
    val services: KnownServices,
    private val inDanger: () -> Boolean,
) : Gate {
    override fun passage(): Passage = when {
        inDanger() || services.anyStrangeLately() -> Passage.SHUT
        else -> behindPin()
    }

    /**
     * To the page where services that shut all others are said to be known, and to the PIN before it. Whatever nobody may
     * say to know has to be off first: it would see the PIN, or touch that page itself.
     */
    fun passageToServices(): Passage = when {
        inDanger() || services.all().any { it.acquaintance is Acquaintance.Refused } -> Passage.SHUT
        else -> behindPin()
    }

    override fun ask(context: Context): Intent = PinActivity.intent(context)

    override val onlookers: List<Onlooker>
        get() = if (inDanger()) emptyList() else services.all().mapNotNull(::onlooker).distinctBy { it.app }

    override val mayBeReadOut: Boolean get() = services.screenReaderIsTrusted()

    override fun askAboutServices(context: Context): Intent? = ServicesActivity.intent(context)
        .takeIf { services.all().isNotEmpty() && passageToServices() != Passage.SHUT }

    private fun onlooker(service: ActingService): Onlooker? {
        val app = service.service.packageName
        return when (val acquaintance = service.acquaintance) {
            Acquaintance.Known -> null
            Acquaintance.MayBeKnown -> Onlooker(app, null)
            is Acquaintance.Refused -> Onlooker(app, why(acquaintance.why))
        }
    }

    private fun behindPin() = if (pin.isSet && !pin.isOpen) Passage.PIN else Passage.OPEN
}

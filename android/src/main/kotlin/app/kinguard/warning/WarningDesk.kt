package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.core.Level
import java.util.concurrent.CopyOnWriteArrayList

/** What the application offers the warning's screen. */
interface WarningHost {
    val warningDesk: WarningDesk
}

/** The page that is open. */
sealed interface Page {
    /** Amber only: one question. */
    data object Question : Page

    /** One of the steps out of the danger. [byHand]: the phone would not hang up, so the person has to. */
    data class Way(val at: Int, val byHand: Boolean = false) : Page

    /** Whom to call now that money has left. */
    data object MoneySent : Page

    /** Waiting before one may go on. [sinceMs] counts from the start of the phone. */
    data class Wait(val sinceMs: Long) : Page

    /** The sentence to agree to. */
    data object Agree : Page

    /** The second sentence, and the last. */
    data object Sure : Page
}

/** A warning as it stands, and how far the person has come in it. */
data class Standing(val warning: Warning, val page: Page, val stopped: Boolean = false)

/** Puts the warning's screen in front of the person, and takes away what led there. */
interface Stage {
    fun raise(warning: Warning)

    fun clear()
}

/**
 * Holds the one warning that stands. The screen shows what lies here and puts back what the person does, so that it may
 * be torn down and built again at any time. May be called on any thread.
 */
class WarningDesk(private val stage: Stage, val alarm: Alarm, val hands: Hands) : WarningDoor {
    /** Who hears what the person chose. */
    @Volatile
    var listener: WarningListener? = null

    /** What stands now. */
    @Volatile
    var standing: Standing? = null
        private set

    /** Whether the voice has yet to speak. */
    private var unsaid = false
    private val watchers = CopyOnWriteArrayList<(Standing?) -> Unit>()

    override fun show(warning: Warning) {
        change { old ->
            if (old != null && old.warning.danger() == warning.danger()) {
                old.copy(warning = warning).keptFromGoingOn()
            } else {
                unsaid = true
                Standing(warning, first(warning))
            }
        }
        stage.raise(warning)
    }

    override fun dismiss() {
        change { null }
        alarm.hush()
        stage.clear()
    }

    /** Tells [watcher] of every change, on the thread that makes it. */
    fun watch(watcher: (Standing?) -> Unit) {
        watchers += watcher
    }

    fun unwatch(watcher: (Standing?) -> Unit) {
        watchers -= watcher
    }

    /** Opens another page. */
    fun turn(page: Page) = change { it?.copy(page = page) }

    /** The person stops: said once, however many steps follow. */
    fun stop() {
        if (standing?.stopped != false) return
        change { it?.copy(stopped = true) }
        answer(Choice.STOP)
    }

    /** Hands the person's choice on. */
    fun answer(choice: Choice) {
        listener?.answered(choice)
    }

    /** What the system says about this screen being recorded. */
    fun recorded(visible: Boolean) {
        listener?.recorded(visible)
    }

    /** True once for each danger: then the voice is to speak. */
    @Synchronized
    fun takeUnsaid(): Boolean = unsaid.also { unsaid = false }

    /** Back to where the warning began. */
    fun turnBack() = change { it?.copy(page = first(it.warning)) }

    private fun change(step: (Standing?) -> Standing?) {
        val now =
            synchronized(this) {
                standing = step(standing)
                standing
            }
        watchers.forEach { it(now) }
    }

    private fun first(warning: Warning): Page = if (warning.level == Level.AMBER) Page.Question else Page.Way(0)

    /** The same danger keeps its page; a new showing of it begins anew. */
    private fun Warning.danger() = Triple(rule, level, showing)

    /** Whoever was about to go on may no longer, once another app can act for the user. */
    private fun Standing.keptFromGoingOn(): Standing = when (page) {
        is Page.Wait, Page.Agree, Page.Sure -> if (warning.mayGoOn) this else copy(page = first(warning))
        else -> this
    }
}

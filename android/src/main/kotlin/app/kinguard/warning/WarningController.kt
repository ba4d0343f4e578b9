package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.core.Level
import java.util.Locale
import java.util.concurrent.CopyOnWriteArrayList

/** What the application offers the warning's screen. */
interface WarningHost {
    val warningController: WarningController

    /**
     * Looks up the last red warning, null where that is too long ago, for who finds out only later that money has left.
     * [found] is called on whichever thread has looked.
     */
    fun findLastRed(found: (Warning?) -> Unit)
}

/** Puts the warning's screen in front of the person, and takes away what led there. */
interface WarningPresenter {
    fun raise(warning: Warning)

    /** Whether the window of the warning's screen has focus, whenever that changes. */
    fun focused(has: Boolean)

    /** Somebody opened that screen from its notification: it did not come up by itself. Said before it has focus. */
    fun opened() = Unit

    fun clear()
}

/**
 * Holds the one warning that stands. The screen shows what lies here and puts back what the person does, so that it may
 * be torn down and built again at any time. May be called on any thread.
 */
class WarningController(
    private val presenter: WarningPresenter,
    val alarm: WarningAlarm,
    val callActions: CallActions,
    val capture: ProjectionPreemptor,
    val exposure: WarningExposure = WarningExposure.None,
) : WarningPort {
    /** Who hears what the person chose. */
    @Volatile
    var listener: WarningListener? = null

    /** Who hears it in a drill, and nobody else does. */
    @Volatile
    var practice: WarningListener? = null

    /** What stands now. */
    @Volatile
    var standing: WarningState? = null
        private set

    /** Whether the voice has yet to speak. */
    private var unsaid = false
    private var voice = Voice.NONE
    private val watchers = CopyOnWriteArrayList<(WarningState?) -> Unit>()

    /** A danger takes the place of a drill, and never the other way round; a page that is no danger gives way to both. */
    override fun show(warning: Warning) {
        change { old ->
            val isDanger = old != null && !old.warning.practice && old.page !is WarningPage.MoneySentLater
            when {
                warning.practice && isDanger -> old

                old != null && old.page !is WarningPage.MoneySentLater && old.warning.danger() == warning.danger() ->
                    old.copy(warning = warning).keptFromGoingOn()

                else -> {
                    unsaid = true
                    WarningState(warning, first(warning))
                }
            }
        }
        presenter.raise(warning)
    }

    /** The danger may be over before the person has rung everybody: those numbers stay until they are closed. */
    override fun dismiss() {
        change { old ->
            unsaid = false
            when (old?.takeUnless { it.warning.practice }?.page) {
                WarningPage.MoneySent -> old.copy(page = WarningPage.MoneySentLater(told = true))
                is WarningPage.MoneySentLater -> old
                else -> null
            }
        }
        hush()
        presenter.clear()
    }

    override fun spokeWithFamily(name: String) {
        spoke(name, reached = true)
        hush()
    }

    /**
     * Lays the page for money that has left on the desk, without a warning and without a sound. A warning that stands
     * keeps its place: it leads to the same page. A drill does not.
     */
    fun openMoneySent(warning: Warning) = change { old ->
        old?.takeUnless { it.warning.practice } ?: WarningState(warning, WarningPage.MoneySentLater())
    }

    /** The person closes what is no warning. */
    fun close() = change { null }

    /** Tells [watcher] of every change, on the thread that makes it. */
    fun watch(watcher: (WarningState?) -> Unit) {
        watchers += watcher
    }

    fun unwatch(watcher: (WarningState?) -> Unit) {
        watchers -= watcher
    }

    /** Opens another page. */
    fun turn(page: WarningPage) = change { it?.copy(page = page) }

    /** The person stops: said once, however many steps follow. */
    fun stop() {
        if (standing?.stopped != false) return
        change { it?.copy(stopped = true) }
        answer(Choice.STOP)
    }

    /**
     * Money has left. Without a warning this is said at the first call for help, and not when the page opens: a finger
     * that slipped on a notification must not frighten the family.
     */
    fun moneySent() {
        if (standing?.page == WarningPage.MoneySentLater(told = true)) return
        change {
            it?.copy(
                page = if (it.page is WarningPage.MoneySentLater) {
                    WarningPage.MoneySentLater(
                        true,
                    )
                } else {
                    WarningPage.MoneySent
                },
            )
        }
        answer(Choice.MONEY_SENT)
    }

    /** Somebody of the family is being rung. */
    fun ringing(name: String) = change { it?.copy(ringing = name) }

    /** A call screen has covered the warning: what comes back is the page for after the call. */
    fun covered() {
        standing?.ringing?.let { spoke(it, reached = false) }
    }

    /** Our own capture has ended the sharing, or could not. */
    fun captured(worked: Boolean) = change { old ->
        val page = old?.page as? WarningPage.Cut
        when {
            page == null -> old
            worked -> old.copy(page = WarningPage.Way(page.at + 1, ActionOutcome.SHARING_CUT), cutTried = true)
            else -> old.copy(page = WarningPage.Way(page.at, ActionOutcome.SHARING_NOT_CUT), cutTried = true)
        }
    }

    /** Hands the person's choice on. */
    fun answer(choice: Choice) {
        listening()?.answered(choice)
    }

    /** What the system says about this screen being recorded. */
    fun recorded(visible: Boolean) {
        listening()?.recorded(visible)
    }

    /** Somebody opened the warning's screen from its notification. */
    fun opened() = presenter.opened()

    /** The window of the warning's screen gained the focus, or lost it. */
    fun focused(has: Boolean) = presenter.focused(has)

    /** True once for each danger: then the voice of the screen is to speak. */
    @Synchronized
    fun takeUnsaid(): Boolean = unsaid.also {
        if (it) voice = Voice.SCREEN
        unsaid = false
    }

    /** Speaks for a screen that has not come, unless it speaks already. On the main thread. */
    fun speakFor(sentence: String, language: Locale) {
        val silent = synchronized(this) { (voice == Voice.NONE).also { if (it) voice = Voice.STAND_IN } }
        if (silent) alarm.sound(sentence, language)
    }

    /** The person is there, or nothing stands any more. */
    fun hush() {
        synchronized(this) { voice = Voice.NONE }
        alarm.hush()
    }

    /** The screen is there: its own voice goes on, and what spoke for it falls silent. */
    fun hushStandIn() {
        val spoke = synchronized(this) { (voice == Voice.STAND_IN).also { if (it) voice = Voice.NONE } }
        if (spoke) alarm.hush()
    }

    /** Back to where the warning began. */
    fun turnBack() = change { it?.copy(page = first(it.warning)) }

    private fun listening() = if (standing?.warning?.practice == true) practice else listener

    private fun change(step: (WarningState?) -> WarningState?) {
        val now =
            synchronized(this) {
                standing = step(standing)
                standing
            }
        watchers.forEach { it(now) }
    }

    /** Whoever is calling for help about money keeps the numbers in sight. */
    private fun spoke(name: String, reached: Boolean) = change { old ->
        when {
            // Somebody who rings in the middle of a drill has no part in it.
            old == null || old.warning.practice -> old
            old.page == WarningPage.MoneySent || old.page is WarningPage.MoneySentLater -> old.copy(ringing = null)
            else -> old.copy(page = WarningPage.Spoke(name, reached), ringing = null)
        }
    }

    private fun first(warning: Warning): WarningPage = if (warning.level ==
        Level.AMBER
    ) {
        WarningPage.Question
    } else {
        WarningPage.Way(0)
    }

    /** Whose the voice is that sounds. */
    private enum class Voice { NONE, SCREEN, STAND_IN }

    /** Whoever was about to go on may no longer, once another app can act for the user. */
    private fun WarningState.keptFromGoingOn(): WarningState = when (page) {
        is WarningPage.Wait, WarningPage.Agree, WarningPage.Sure -> if (warning.mayGoOn) {
            this
        } else {
            copy(
                page = first(warning),
            )
        }
        else -> this
    }
}

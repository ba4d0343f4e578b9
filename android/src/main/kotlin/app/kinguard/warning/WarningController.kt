package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.core.Level
import java.util.Locale
import java.util.concurrent.CopyOnWriteArrayList

/** The application's objects for the warning's screen. */
interface WarningHost {
    val warningController: WarningController

    /**
     * Looks up the last red warning, for parents who notice only later that money was sent. Passes null if that is too
     * long ago. [found] is called on the thread of the lookup.
     */
    fun findLastRed(found: (Warning?) -> Unit)
}

/** Shows the warning's screen to the user, and removes the notification that led there. */
interface WarningPresenter {
    fun raise(warning: Warning)

    /** Reports whether the window of the warning's screen has focus, at every change. */
    fun focused(has: Boolean)

    /**
     * Reports that somebody opened that screen from its notification, so it did not come up by itself. Called before it
     * has focus.
     */
    fun opened() = Unit

    fun clear()
}

/**
 * Holds the one warning that stands. The screen shows its state and returns the user's actions, so that the screen can
 * be destroyed and created again at any time. May be called on any thread.
 */
class WarningController(
    private val presenter: WarningPresenter,
    val alarm: WarningAlarm,
    val callActions: CallActions,
    val capture: ProjectionPreemptor,
    val exposure: WarningExposure = WarningExposure.None,
) : WarningPort {
    /** The listener to the user's choices. */
    @Volatile
    var listener: WarningListener? = null

    /** The only listener during a drill. */
    @Volatile
    var practice: WarningListener? = null

    /** The warning that stands now. */
    @Volatile
    var standing: WarningState? = null
        private set

    /** True while the voice has yet to speak. */
    private var unsaid = false

    /** True while the voice has yet to speak a sentence of the family. */
    @Volatile
    var hasUnsaidSentence = false
        private set
    private var voice = Voice.NONE
    private val watchers = CopyOnWriteArrayList<(WarningState?) -> Unit>()

    /**
     * Shows a warning. A danger replaces a drill, and never the other way round; a page that is no danger gives way to
     * both.
     */
    override fun show(warning: Warning) {
        change { old ->
            if (warning.said != null && warning.said != old?.warning?.said) hasUnsaidSentence = true
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

    /**
     * Ends the warning. The danger may be over before the parent has called everybody: the page with the numbers stays
     * until it is closed.
     */
    override fun dismiss() {
        change { old ->
            unsaid = false
            hasUnsaidSentence = false
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

    override fun calling(name: String) = spoke(name, reached = false)

    /**
     * Opens the page for money that was sent, without a warning and without a sound. A warning that stands stays,
     * because it leads to the same page. A drill does not.
     */
    fun openMoneySent(warning: Warning) = change { old ->
        old?.takeUnless { it.warning.practice } ?: WarningState(warning, WarningPage.MoneySentLater())
    }

    /** Closes a page that is no warning. */
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

    /** Reports that the parent stops: once, however many steps follow. */
    fun stop() {
        if (standing?.stopped != false) return
        change { it?.copy(stopped = true) }
        answer(Choice.STOP)
    }

    /**
     * Reports that money was sent. On the page without a warning this happens at the first call for help and not when
     * the page opens: an accidental tap on a notification must not alarm the family.
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

    /** Records that a relative is being called. */
    fun ringing(name: String) = change { it?.copy(ringing = name) }

    /** Shows the page for after the call, because a call screen has covered the warning. */
    fun covered() {
        standing?.ringing?.let { spoke(it, reached = false) }
    }

    /** Records whether this app's own capture has ended the sharing. */
    fun captured(worked: Boolean) = change { old ->
        val page = old?.page as? WarningPage.Cut
        when {
            page == null -> old
            worked -> old.copy(page = WarningPage.Way(page.at + 1, ActionOutcome.SHARING_ENDED), cutTried = true)
            else -> old.copy(page = WarningPage.Way(page.at, ActionOutcome.SHARING_NOT_CUT), cutTried = true)
        }
    }

    /** Passes on the user's choice. */
    fun answer(choice: Choice) {
        listening()?.answered(choice)
    }

    /** Passes on whether the system says that this screen is being recorded. */
    fun recorded(visible: Boolean) {
        listening()?.recorded(visible)
    }

    /** Passes on that somebody opened the warning's screen from its notification. */
    fun opened() = presenter.opened()

    /** Passes on that the window of the warning's screen gained or lost focus. */
    fun focused(has: Boolean) = presenter.focused(has)

    /** Returns true once for each danger: then the voice of the screen must speak. */
    @Synchronized
    fun takeUnsaid(): Boolean = unsaid.also {
        if (it) voice = Voice.SCREEN
        unsaid = false
    }

    /** Returns true once for each sentence of the family: then a voice must speak, whoever was silenced before. */
    @Synchronized
    fun takeUnsaidSentence(): Boolean = hasUnsaidSentence.also { hasUnsaidSentence = false }

    /** Speaks for a screen that has not come up, unless it already speaks. On the main thread. */
    fun speakFor(sentence: String, language: Locale) {
        val silent = synchronized(this) { (voice == Voice.NONE).also { if (it) voice = Voice.STAND_IN } }
        if (silent) alarm.sound(sentence, language)
    }

    /** Speaks for a screen that has not come up, whatever is being said: a relative has said something new. */
    fun speakAnew(sentence: String, language: Locale) {
        synchronized(this) { voice = Voice.STAND_IN }
        alarm.sound(sentence, language)
    }

    /** Silences the alarm, because the user is there or nothing stands any more. */
    fun hush() {
        synchronized(this) { voice = Voice.NONE }
        alarm.hush()
    }

    /** Silences the voice that spoke for the screen, because the screen is there. The screen's own voice goes on. */
    fun hushStandIn() {
        val spoke = synchronized(this) { (voice == Voice.STAND_IN).also { if (it) voice = Voice.NONE } }
        if (spoke) alarm.hush()
    }

    /** Returns to the warning's first page. */
    fun turnBack() = change { it?.copy(page = first(it.warning)) }

    private fun listening() = if (standing?.warning?.practice == true) practice else listener

    private fun change(step: (WarningState?) -> WarningState?) {
        val now =
            synchronized(this) {
                standing = step(standing)?.let { it.copy(sharingSeen = it.sharingSeen || exposure.screenSeen) }
                standing
            }
        watchers.forEach { it(now) }
    }

    /** Records a talk with [name]. The numbers to call about money stay in sight. */
    private fun spoke(name: String, reached: Boolean) = change { old ->
        when {
            // A relative who calls during a drill has no part in it.
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

    /** The source of the voice that sounds. */
    private enum class Voice { NONE, SCREEN, STAND_IN }

    /** Turns back from the way out of the warning if another app can now act for the user. */
    private fun WarningState.keptFromGoingOn(): WarningState =
        if (page.leadsOut() && !warning.mayGoOn) copy(page = first(warning)) else this
}

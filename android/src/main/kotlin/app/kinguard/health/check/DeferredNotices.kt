package app.kinguard.health.check

import android.content.ContentValues
import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Notice
import app.kinguard.family.NoticeHold
import app.kinguard.family.NoticeSink
import app.kinguard.phone.Moments
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.store.textOrNull
import app.kinguard.warning.Warning

/**
 * Holds back the messages to the family that a check causes, for ten minutes at most.
 *
 * The check should end in the real warning without alarming anybody. But a fraud may begin during a check, or somebody
 * may have been told to start one. So nothing is dropped: a message to the family waits until the user says that they
 * caused all of it. Otherwise it is sent, at the latest when the time is over. A check can be started only where the
 * family's screens are open. What the user reports directly, that they need help or that money is gone, is no part of a
 * check and releases everything held. So does a danger that involves a stranger's call; the family is told that it came
 * during a check.
 *
 * The guard believes that the family was told. If another red warning of the same danger comes up after the user
 * vouched for it, or the user dismisses the one on the screen, the family is told then.
 */
class DeferredNotices(
    private val family: NoticeSink,
    private val database: Database,
    private val moments: Moments,
    private val wakeIn: (Long) -> Unit,
) : NoticeHold {
    internal val check = CheckStore(database)

    override fun admit(notice: Notice): Notice? = when {
        isHoldingBack() && notice.isOfPerson() -> notice.also { database.write { releaseAll() } }

        isHoldingBack() && notice.isDangerByCall() -> notice.copy(duringCheck = true).also {
            database.write { releaseAll() }
        }

        isHoldingBack() && notice.isOfDanger() -> null.also { hold(notice) }

        isUntold() && notice.isOfDanger() -> unlessUntold(notice)

        else -> notice
    }

    /** Such a warning is held back with the other messages. */
    override fun admitsUnseen(rule: RuleId, atMs: Long): Boolean {
        if (isHoldingBack()) {
            database.write { it.putSetting(UNSEEN, "$atMs ${rule.name}") }
            return false
        }
        return !isUntold()
    }

    override fun releaseDue() {
        if (isHolding() && !isHoldingBack()) release()
    }

    /** Starts holding back. Messages of an earlier check are sent first. */
    fun begin(nowMs: Long, store: () -> Unit) {
        if (isHolding()) release()
        database.write {
            store()
            it.putSetting(UNTOLD, null)
            it.putSetting(SHOWN, null)
            it.putSetting(UNSEEN, null)
        }
        check.read()?.let { wakeIn(it.untilMs - nowMs) }
    }

    /** Sets the alarm again after the process started, as it may be gone. */
    fun resume() {
        val run = check.read() ?: return
        if (run.isOpen(moments.nowMs())) wakeIn(run.untilMs - moments.nowMs())
    }

    /** Drops the held messages because the user vouched for them. */
    fun vouched(store: () -> Unit): Unit = database.write { sql ->
        val open = rows().lastOrNull()?.let { it.second.kind != FamilyMessage.ENDED } ?: false
        sql.putSetting(UNTOLD, if (open) "yes" else null)
        sql.putSetting(UNSEEN, null)
        sql.delete("withheld", null, null)
        store()
    }

    /** Sends all held messages in order. */
    fun release() {
        database.write { releaseAll() }
        family.deliver()
    }

    fun isHolding(): Boolean = rows().isNotEmpty() || database.setting(UNSEEN) != null

    /** Called when a warning comes up. */
    internal fun shown(warning: Warning) {
        if (warning.level != Level.RED || warning.practice) return
        if (isHoldingBack()) {
            database.write { it.putSetting(SHOWN, "${warning.showing}") }
        } else if (isUntold() && warning.showing > (database.setting(SHOWN)?.toIntOrNull() ?: 0)) {
            database.write {
                it.putSetting(UNTOLD, null)
                val nowMs = moments.nowMs()
                family.keep(
                    Notice(FamilyMessage.DANGER, warning.rule, nowMs, null, emptySet(), incident = warning.incident),
                )
            }
            family.deliver()
        }
    }

    /** If this cannot be read, nothing is held back. */
    private fun isHoldingBack(): Boolean = unlessRefused {
        check.read()?.let { it.isOpen(moments.nowMs()) && (it.endedMs == null || isHolding()) }
    } ?: false

    /** Returns whether a danger goes on that the user vouched for and that the guard takes for told. */
    private fun isUntold(): Boolean = database.setting(UNTOLD) != null

    /** Returns the notice to keep after the user vouched for the danger, or null if there is none. */
    private fun unlessUntold(notice: Notice): Notice? = when (notice.kind) {
        FamilyMessage.ENDED -> null.also { tell() }

        FamilyMessage.EARLY, FamilyMessage.DANGER -> notice.also { tell() }

        // The next contact is not told before the first was.
        FamilyMessage.NEXT_CONTACT -> null

        // The user vouched for a danger that they did not cause, and now dismisses it or lets somebody into the
        // settings.
        else -> notice.copy(kind = FamilyMessage.DANGER).also { tell() }
    }

    /** From here on the family is told what the guard says. */
    private fun tell() = database.write { it.putSetting(UNTOLD, null) }

    private fun hold(notice: Notice): Unit = database.write { sql ->
        val row = ContentValues()
        row.put("kind", notice.kind.name)
        row.put("rule", notice.rule.name)
        row.put("at", notice.atMs)
        row.put("app", notice.app)
        row.put("lacking", notice.lacking.joinToString(",") { it.name })
        row.put("incident", notice.incident)
        sql.insertOrThrow("withheld", null, row)
    }

    /** Later messages are sent at once, too. */
    private fun releaseAll() {
        rows().forEach { (_, notice) -> family.keep(notice) }
        releaseUnseen()
        database.write { it.delete("withheld", null, null) }
        check.close(moments.nowMs())
    }

    private fun releaseUnseen() {
        val (atMs, rule) = database.setting(UNSEEN)?.split(' ') ?: return
        database.write { it.putSetting(UNSEEN, null) }
        family.unseen(RuleId.valueOf(rule), atMs.toLong())
    }

    private fun rows(): List<Pair<Long, Notice>> = database.read { sql ->
        sql.rawQuery("SELECT id, kind, rule, at, app, lacking, incident FROM withheld ORDER BY id", null).all {
            getLong(0) to
                Notice(
                    kind = FamilyMessage.valueOf(getString(1)),
                    rule = RuleId.valueOf(getString(2)),
                    atMs = getLong(3),
                    app = textOrNull(4),
                    lacking = getString(5).split(',').mapNotNull { name ->
                        Capability.entries.find { it.name == name }
                    }.toSet(),
                    incident = if (isNull(6)) null else getLong(6),
                )
        }
    }

    private fun Notice.isOfPerson() = rule == RuleId.HELP_ASKED || kind == FamilyMessage.MONEY_SENT

    private fun Notice.isDangerByCall() = kind == FamilyMessage.DANGER && byCall

    private fun Notice.isOfDanger() = kind in OF_DANGER || rule in OF_SETTINGS

    private companion object {
        /** Set while a danger goes on that the family was not told of. */
        const val UNTOLD = "check-untold"

        /** The time and the rule of a warning that may not have been seen. */
        const val UNSEEN = "check-unseen"

        /** The number of red showings during the check. */
        const val SHOWN = "check-shown"
        val OF_SETTINGS = setOf(RuleId.SETTINGS_DURING_INCIDENT, RuleId.SETTINGS_DURING_CALL)
        val OF_DANGER =
            setOf(
                FamilyMessage.EARLY,
                FamilyMessage.DANGER,
                FamilyMessage.NEXT_CONTACT,
                FamilyMessage.WENT_ON,
                FamilyMessage.ENDED,
            )
    }
}

package app.kinguard.health.check

import android.content.ContentValues
import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.family.Change
import app.kinguard.family.FamilyPort
import app.kinguard.family.Notice
import app.kinguard.phone.Moments
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.store.textOrNull
import app.kinguard.store.unlessRefused
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningPort

/**
 * Keeps back what a check makes the guard say to the family, for ten minutes at most.
 *
 * The check is to end in the real warning, and nobody is to be frightened by it; but a fraud may begin in its midst, or be
 * the reason why somebody was told to begin it. So nothing is dropped: what the family would hear waits until whoever
 * holds the phone says that all of it was their own doing, and otherwise goes out, at the latest when the time is over. A
 * check can be begun only where the family's screens are open. What the person says outright, that help is needed or
 * money is gone, is no part of a check and takes everything along; so does a danger in which a stranger's call has a part,
 * of which the family is told that it came during a check.
 *
 * The guard believes that the family was told. Where another red warning of the same danger goes up after somebody
 * vouched for it, or the person goes on against the one that stands, they are told then.
 */
class DeferredNotices(
    private val family: FamilyPort,
    private val database: Database,
    private val moments: Moments,
    private val wakeIn: (Long) -> Unit,
) : FamilyPort {
    internal val check = CheckStore(database)

    override fun contacts() = family.contacts()

    override fun toRing() = family.toRing()

    override fun isTold() = family.isTold()

    /** That is nothing a check could bring about. */
    override fun settingsChanged(changes: Set<Change>) = family.settingsChanged(changes)

    override fun keep(notice: Notice) {
        when {
            isHoldingBack() && notice.isOfPerson() -> database.write {
                releaseAll()
                family.keep(notice)
            }

            isHoldingBack() && notice.isDangerByCall() -> database.write {
                releaseAll()
                family.keep(notice.copy(duringCheck = true))
            }

            isHoldingBack() && notice.isOfDanger() -> hold(notice)

            isUntold() && notice.isOfDanger() -> unlessUntold(notice)

            else -> family.keep(notice)
        }
    }

    /** It belongs to what is held back. */
    override fun unseen(rule: RuleId, atMs: Long) = when {
        isHoldingBack() -> database.write { it.putSetting(UNSEEN, "$atMs ${rule.name}") }
        isUntold() -> Unit
        else -> family.unseen(rule, atMs)
    }

    override fun deliver() {
        unlessRefused { if (isHolding() && !isHoldingBack()) release() }
        family.deliver()
    }

    override fun afterwards(done: () -> Unit) = family.afterwards(done)

    /** What an earlier check left goes out first. */
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

    /** After a start of the process: the alarm may be gone. */
    fun resume() {
        val run = check.read() ?: return
        if (run.isOpen(moments.nowMs())) wakeIn(run.untilMs - moments.nowMs())
    }

    /** Nobody has to hear of it. */
    fun vouched(store: () -> Unit): Unit = database.write { sql ->
        val open = rows().lastOrNull()?.let { it.second.kind != FamilyMessage.ENDED } ?: false
        sql.putSetting(UNTOLD, if (open) "yes" else null)
        sql.putSetting(UNSEEN, null)
        sql.delete("withheld", null, null)
        store()
    }

    /** All of it goes out, in order. */
    fun release() {
        database.write { releaseAll() }
        family.deliver()
    }

    fun isHolding(): Boolean = rows().isNotEmpty() || database.setting(UNSEEN) != null

    /** A warning goes up. */
    internal fun shown(warning: Warning) {
        if (warning.level != Level.RED || warning.practice) return
        if (isHoldingBack()) {
            database.write { it.putSetting(SHOWN, "${warning.showing}") }
        } else if (isUntold() && warning.showing > (database.setting(SHOWN)?.toIntOrNull() ?: 0)) {
            database.write {
                it.putSetting(UNTOLD, null)
                family.keep(Notice(FamilyMessage.DANGER, warning.rule, moments.nowMs(), null, emptySet()))
            }
            family.deliver()
        }
    }

    /** Where that cannot be read, nothing is. */
    private fun isHoldingBack(): Boolean = unlessRefused {
        check.read()?.let { it.isOpen(moments.nowMs()) && (it.endedMs == null || isHolding()) }
    } ?: false

    /** A danger goes on that the guard takes for told, and that somebody vouched for. */
    private fun isUntold(): Boolean = database.setting(UNTOLD) != null

    private fun unlessUntold(notice: Notice) = when (notice.kind) {
        FamilyMessage.ENDED -> database.write { it.putSetting(UNTOLD, null) }

        FamilyMessage.EARLY, FamilyMessage.DANGER -> database.write {
            it.putSetting(UNTOLD, null)
            family.keep(notice)
        }

        // Nobody begins with the next contact who was not told the first.
        FamilyMessage.NEXT_CONTACT -> Unit

        // Whoever vouched for a danger that was none of theirs goes on, or lets somebody into the settings.
        else -> database.write {
            it.putSetting(UNTOLD, null)
            family.keep(notice.copy(kind = FamilyMessage.DANGER))
        }
    }

    private fun hold(notice: Notice): Unit = database.write { sql ->
        val row = ContentValues()
        row.put("kind", notice.kind.name)
        row.put("rule", notice.rule.name)
        row.put("at", notice.atMs)
        row.put("app", notice.app)
        row.put("lacking", notice.lacking.joinToString(",") { it.name })
        sql.insertOrThrow("withheld", null, row)
    }

    /** Whatever follows goes out at once, too. */
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
        sql.rawQuery("SELECT id, kind, rule, at, app, lacking FROM withheld ORDER BY id", null).all {
            getLong(0) to
                Notice(
                    kind = FamilyMessage.valueOf(getString(1)),
                    rule = RuleId.valueOf(getString(2)),
                    atMs = getLong(3),
                    app = textOrNull(4),
                    lacking = getString(5).split(',').mapNotNull { name ->
                        Capability.entries.find { it.name == name }
                    }.toSet(),
                )
        }
    }

    private fun Notice.isOfPerson() = rule == RuleId.HELP_ASKED || kind == FamilyMessage.MONEY_SENT

    private fun Notice.isDangerByCall() = kind == FamilyMessage.DANGER && byCall

    private fun Notice.isOfDanger() = kind in OF_DANGER || rule in OF_SETTINGS

    private companion object {
        /** Set while a danger goes on that nobody was told of. */
        const val UNTOLD = "check-untold"

        /** That the warning may not have been seen: when, and by which rule. */
        const val UNSEEN = "check-unseen"

        /** How often red was shown in the course of the check. */
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

/** The warning, with [deferred] listening in. */
class CheckedWarnings(private val warning: WarningPort, private val deferred: DeferredNotices) :
    WarningPort by warning {
    override fun show(warning: Warning) {
        this.warning.show(warning)
        deferred.shown(warning)
    }
}

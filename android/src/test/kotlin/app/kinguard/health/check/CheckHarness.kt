package app.kinguard.health.check

import android.content.Context
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Change
import app.kinguard.family.Contact
import app.kinguard.family.FamilyPort
import app.kinguard.family.Notice
import app.kinguard.health.BANK
import app.kinguard.health.ManualClock
import app.kinguard.signals.Observation
import app.kinguard.signals.SignalId
import app.kinguard.store.Database

/** A phone under check: the process, and the state that outlives it. */
internal class CheckedDevice(context: Context) {
    val clock = ManualClock()
    val database = Database(context)
    val family = RecordingFamily()

    /** The delay of the alarm, as last requested. */
    var wakesIn: Long? = null
    var mayBeLed = false
    var deferred = deferred()
    var check = check()

    val run get() = checkNotNull(check.run())

    /** Kills the process and starts it again. */
    fun dies() {
        deferred = deferred()
        check = check()
        deferred.resume()
    }

    fun hears(source: SignalId, event: Event, late: Long = 0) {
        check.heard(source, Observation(clock.nowMs - late, event))
    }

    fun says(kind: FamilyMessage, rule: RuleId = RuleId.BANK_DURING_SHARE, byCall: Boolean = false) =
        database.write { deferred.admit(Notice(kind, rule, clock.nowMs, null, emptySet(), byCall))?.let(family::keep) }

    fun unseen(rule: RuleId, atMs: Long) {
        if (deferred.admitsUnseen(rule, atMs)) family.unseen(rule, atMs)
    }

    private fun deferred() = DeferredNotices(family, database, clock.moments) { wakesIn = it }

    private fun check() = PhoneCheck(clock.moments, deferred, { PHONE }, { it == BANK }, { mayBeLed }, { it() })

    companion object {
        val PHONE = CheckedPhone("Huawei", "P60", "12 (31)", "2024-01-01", "0.1.0 (1)", "CN")
    }
}

internal class RecordingFamily : FamilyPort {
    val kept = mutableListOf<Notice>()
    val told get() = kept.map { it.kind }
    var deliveries = 0

    override fun contacts() = emptyList<Contact>()

    override fun toRing() = contacts()

    override fun isTold() = true

    val changes = mutableListOf<Change>()

    override fun settingsChanged(changes: Set<Change>) {
        this.changes += changes
    }

    override fun keep(notice: Notice) {
        kept += notice
    }

    /** The warnings that may not have been seen: the rule and the time. */
    val unseen = mutableListOf<Pair<RuleId, Long>>()

    override fun unseen(rule: RuleId, atMs: Long) {
        unseen += rule to atMs
    }

    override fun deliver() {
        deliveries += 1
    }

    override fun afterwards(done: () -> Unit) = done()
}

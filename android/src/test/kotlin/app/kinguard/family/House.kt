package app.kinguard.family

import android.content.Context
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.guard.HandAlarm
import app.kinguard.guard.HandThread
import app.kinguard.guard.HandTicks
import app.kinguard.store.Database

/** What outlives a process: the clock, what arrived where, and the database's file. */
internal class World(val context: Context) {
    val ticks = HandTicks()
    val network = HandNetwork()
    val now get() = ticks.elapsed

    fun process() = FamilyProcess(this)
}

/** What the world did with each post. */
internal class HandNetwork : Channel<Address> {
    /** Every post that was handed over, in order. */
    val handed = mutableListOf<Post>()

    /** Every post that reached its contact, in order. */
    val arrived = mutableListOf<Post>()

    /** What happens to the next post; may answer now, later or never. */
    var does: (Post, (Outcome) -> Unit) -> Unit = { post, outcome ->
        arrived += post
        outcome(Outcome.Sent)
    }

    override fun send(post: Post, address: Address, outcome: (Outcome) -> Unit) {
        handed += post
        does(post, outcome)
    }
}

internal class FamilyProcess(private val world: World) {
    private val database = Database(world.context)
    private var dead = false
    val contacts = Contacts(database)
    val outbox = Outbox(database, contacts)
    val alarm = HandAlarm()
    val thread = HandThread(world.ticks)
    val family =
        Family(contacts, outbox) { unreachable ->
            Postman(
                outbox,
                { post, address, outcome -> world.network.send(post, address) { if (!dead) outcome(it) } },
                ::write,
                Postman.Round(thread, alarm) { world.now },
                unreachable,
            )
        }

    fun tell(kind: FamilyMessage, rule: RuleId = RuleId.SHARE_DURING_CALL) {
        database.write { family.keep(Notice(kind, rule, world.now, null, emptySet())) }
        family.deliver()
    }

    /** Lets time pass, with all that falls due in it. */
    fun passTo(untilMs: Long) {
        while (true) {
            val next = thread.next()?.takeIf { it <= untilMs } ?: break
            world.ticks.to(next.coerceAtLeast(world.ticks.elapsed))
            thread.runNext()
        }
        world.ticks.to(untilMs)
    }

    fun pass(ms: Long) = passTo(world.now + ms)

    fun end() {
        dead = true
        database.close()
    }

    private fun write(delivery: Delivery, nowMs: Long) = Post(
        id = "${delivery.id}",
        contact = delivery.contact,
        kind = delivery.message.kind,
        title = "",
        text = if (delivery.repeated) "again" else "",
        answers = emptyList(),
    )
}

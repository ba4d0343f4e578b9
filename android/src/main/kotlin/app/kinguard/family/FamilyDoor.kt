package app.kinguard.family

import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId

/** What the guard asks of the family's side: to tell them. */
fun interface FamilyDoor {
    /**
     * Takes charge of a message: keeps it and sends it, whatever the network does. [atMs] is when the core decided on it.
     *
     * [kind], [rule] and [atMs] together name one message. After a crash the same danger may be handed over again.
     */
    fun tell(kind: FamilyMessage, rule: RuleId, atMs: Long)
}

package app.kinguard.family

import android.database.sqlite.SQLiteDatabase

/** Seals what goes to paired devices, before it is handed over. Works on the family's thread. */
interface Sealer {
    /** Seals [post] for [delivery], or finds what was sealed before: a retry sends the same bytes. */
    fun prepare(delivery: Delivery, post: OutgoingMessage, nowMs: Long): Handover

    /** Records that a server accepted what was sealed for this delivery, and keeps it for the device. */
    fun accepted(delivery: Long, nowMs: Long)

    /** A message that is ready to be handed over. */
    class Handover(
        val post: OutgoingMessage,
        /** Why it cannot be handed over; null if it can. */
        val refused: Outcome? = null,
        /** Stores what was sealed, as part of the transaction that marks the delivery as handed over. */
        val store: (SQLiteDatabase) -> Unit = {},
        /** Called after that transaction. */
        val stored: () -> Unit = {},
    )

    /** There are no paired devices. */
    object None : Sealer {
        override fun prepare(delivery: Delivery, post: OutgoingMessage, nowMs: Long) = Handover(post)

        override fun accepted(delivery: Long, nowMs: Long) = Unit
    }
}

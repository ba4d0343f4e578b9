package app.kinguard.family.channel

import android.annotation.TargetApi
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build

/**
 * Receives the phone's answers about text messages. Not exported: answers come only through the intents of [answer].
 */
class TextMessageReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val host = context.applicationContext as? TextMessageHost ?: return
        val subject = Subject.of(intent.data) ?: return
        val code = resultCode
        val pending: PendingResult? = goAsync()
        val kept = { pending?.finish() ?: Unit }
        when (subject.about) {
            About.SENT -> host.textMessages.sent(subject.attempt, subject.part, code, cause(intent), kept)
            About.DELIVERY -> host.textMessages.reported(subject.attempt, subject.part, DeliveryReport.of(intent), kept)
        }
    }

    private fun cause(intent: Intent): Int? = intent.getIntExtra(CAUSE, 0).takeIf { it > 0 }

    internal enum class About { SENT, DELIVERY }

    /** The subject of an answer. It is part of the URI, because Android distinguishes such intents by their URI. */
    internal data class Subject(val attempt: String, val part: Int, val about: About) {
        fun uri(): Uri =
            Uri.Builder().scheme(SCHEME).authority(about.name).appendPath(attempt).appendPath("$part").build()

        companion object {
            private const val SCHEME = "kinguard-text"

            fun of(uri: Uri?): Subject? {
                val about = About.entries.firstOrNull { it.name == uri?.authority } ?: return null
                val (attempt, part) = uri?.pathSegments?.takeIf { it.size == 2 } ?: return null
                return part.toIntOrNull()?.let { Subject(attempt, it, about) }
            }
        }
    }

    companion object {
        /** The extra in which the phone puts the network's own code. */
        internal const val CAUSE = "errorCode"

        /**
         * Returns the intent that the phone sends as its answer. It names this class and is mutable, because the phone
         * adds the network's reasons and reports as extras. Without them, every report would look like an arrival.
         */
        internal fun answer(context: Context, subject: Subject): PendingIntent {
            val intent = Intent(context, TextMessageReceiver::class.java).setData(subject.uri())
            return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or fillable())
        }

        private fun fillable(): Int = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) fillableSince31() else 0

        @TargetApi(Build.VERSION_CODES.S)
        private fun fillableSince31(): Int = PendingIntent.FLAG_MUTABLE
    }
}

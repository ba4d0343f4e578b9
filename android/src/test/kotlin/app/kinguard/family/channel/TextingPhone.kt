package app.kinguard.family.channel

import android.Manifest
import android.app.Activity
import android.app.Application
import android.app.PendingIntent
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Looper
import android.telephony.SmsManager
import android.telephony.SubscriptionManager
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.OutgoingMessage
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowSmsManager
import org.robolectric.shadows.ShadowSmsManager.TextMultipartParams
import org.robolectric.shadows.ShadowSubscriptionManager
import org.robolectric.shadows.ShadowSubscriptionManager.SubscriptionInfoBuilder

/** The application as the receiver finds it. Its process can die. */
internal class TextingApp :
    Application(),
    TextMessageHost {
    override lateinit var textMessages: TextMessageChannel
}

/** A phone that can send text messages, and reports their outcomes by Android's own broadcasts. */
internal class TextingPhone(private val app: TextingApp) {
    /** The reported outcomes with the names of their messages, in order. */
    val told = mutableListOf<Pair<String, Outcome>>()
    val manager: PackageManager = app.packageManager
    var nowMs = 1_700_000_000_000L

    init {
        shadowOf(manager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, true)
        grant(Manifest.permission.SEND_SMS)
        sims(1, chosen = 1)
        start()
    }

    /** Starts a new process, in which only stored data is left. */
    fun start() {
        app.textMessages = TextMessageChannel(
            app,
            { post, outcome, kept ->
                told += post to outcome
                kept()
            },
            Runnable::run,
            { nowMs },
        )
    }

    fun grant(permission: String) = shadowOf(app).grantPermissions(permission)

    fun deny(permission: String) = shadowOf(app).denyPermissions(permission)

    /** Sets the SIM cards, and the one chosen for messages. */
    fun sims(vararg subscriptions: Int, chosen: Int = SubscriptionManager.INVALID_SUBSCRIPTION_ID) {
        val all = subscriptions.map { SubscriptionInfoBuilder.newBuilder().setId(it).buildSubscriptionInfo() }
        val shadow = shadowOf(app.getSystemService(SubscriptionManager::class.java))
        shadow.setActiveSubscriptionInfos(*all.toTypedArray())
        ShadowSubscriptionManager.setDefaultSmsSubscriptionId(chosen)
        grant(Manifest.permission.READ_PHONE_STATE)
    }

    /** Returns the immediate outcomes, of which there are mostly none. */
    fun send(post: OutgoingMessage): List<Outcome> = buildList {
        app.textMessages.send(post, Address.TextMessage) { add(it) }
    }

    /** Returns what was last handed to a SIM card. */
    fun handed(sim: Int = 1): TextMultipartParams? =
        shadowOf(SimCards(app).manager(sim)).lastSentMultipartTextMessageParams

    fun sent(message: TextMultipartParams, part: Int, code: Int, cause: Int? = null) {
        val added = Intent().apply { cause?.let { putExtra("errorCode", it) } }
        broadcast(message.sentIntents[part], code, added)
    }

    fun reported(message: TextMultipartParams, part: Int, pdu: ByteArray?, format: String? = "3gpp") {
        val added = Intent().apply {
            pdu?.let { putExtra("pdu", it) }
            format?.let { putExtra("format", it) }
        }
        broadcast(message.deliveryIntents[part], Activity.RESULT_OK, added)
    }

    /** Adds extras only to mutable intents, as the system does. */
    private fun broadcast(answer: PendingIntent, code: Int, added: Intent) {
        val shadow = shadowOf(answer)
        val intent = Intent(shadow.savedIntent)
        if (!shadow.isImmutable) intent.fillIn(added, 0)
        broadcast(intent, code)
    }

    fun broadcast(intent: Intent, code: Int) {
        app.sendOrderedBroadcast(intent, null, null, null, code, null, null)
        shadowOf(Looper.getMainLooper()).idle()
    }

    companion object {
        /**
         * Returns a status report as received over the air (3GPP TS 23.040, 9.2.2.3), to +8613800100500, with this
         * TP-Status.
         */
        fun report(status: Int): ByteArray = "000601 0D91 683108100005F0 32111412132023 32111412132023".replace(" ", "")
            .chunked(2) { it.toString().toInt(16).toByte() }.toByteArray() + status.toByte()
    }
}

/** A phone whose telephony throws. */
@Implements(SmsManager::class)
internal class ThrowingSmsManager : ShadowSmsManager() {
    @Implementation
    override fun sendMultipartTextMessage(
        destination: String?,
        center: String?,
        parts: ArrayList<String>?,
        sent: ArrayList<PendingIntent>?,
        delivered: ArrayList<PendingIntent>?,
    ) {
        failures.removeFirstOrNull()?.let { throw it }
        super.sendMultipartTextMessage(destination, center, parts, sent, delivered)
    }

    companion object {
        val failures = ArrayDeque<RuntimeException>()
    }
}

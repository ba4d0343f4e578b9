package app.kinguard.family.screen

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Language
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.sealed.SealedDevices
import app.kinguard.family.words.PhoneNumbers
import app.kinguard.page.Condition
import app.kinguard.time.HOUR_MS

/** The texts of the family's screens, in the language of the phone. */
internal class FamilyWords(private val resources: Resources) {
    val ways = WayWords(resources)

    fun text(id: Int, vararg arguments: Any): String = resources.getString(id, *arguments)

    fun way(address: Address): String = when (address) {
        Address.TextMessage -> text(R.string.family_screen_text_message)
        is Address.Ntfy -> text(R.string.family_screen_push)
        is Address.Sealed -> device(address)
        is Address.Webhook -> ways.name(address.preset)
        is Address.Lost -> ways.name(address.way)
    }

    /** Names a paired device. */
    fun device(address: Address): String =
        (address as? Address.Sealed)?.name?.ifEmpty { null } ?: text(R.string.family_device)

    /** Says when a device was last heard. */
    fun heard(agoMs: Long?): String = when {
        agoMs == null -> text(R.string.family_device_unheard)
        agoMs < HOUR_MS -> text(R.string.family_device_heard)
        else -> text(R.string.family_device_heard_hours, (agoMs / HOUR_MS).toInt())
    }

    /** A device that was not heard for a day cannot be relied on. */
    fun heardCondition(agoMs: Long?): Condition =
        if (agoMs != null && agoMs < SealedDevices.HEARD_MS) Condition.DONE else Condition.OPEN

    /** Returns the hours until a device counts, at least one. */
    fun hoursLeft(ms: Long): Int = ((ms + HOUR_MS - 1) / HOUR_MS).toInt()

    /** Says who can read what is sent this way. [isPaired]: the contact has a device besides. */
    fun protection(way: String, isPaired: Boolean, isSecret: Boolean): String = text(
        when {
            isSecret -> R.string.family_protected_device
            (way == SuggestedWays.PUSH || way == BARK) && isPaired -> R.string.family_protected_generic
            way == SuggestedWays.PUSH || way == BARK -> R.string.family_protected_push
            else -> R.string.family_protected_robot
        },
    )

    /** Says which ways must be paired again. Null if there are none. */
    fun lost(contact: Contact): String? {
        val lost = contact.addresses.map { it.address }.filter { it is Address.Lost && it.forGood }
        if (lost.isEmpty()) return null
        return text(R.string.family_screen_lost, lost.joinToString(text(R.string.family_screen_and), transform = ::way))
    }

    fun language(language: Language): String = when (language) {
        Language.MAINLAND -> R.string.family_screen_mainland
        Language.HONG_KONG -> R.string.family_screen_hong_kong
        Language.ENGLISH -> R.string.family_screen_english
    }.let(::text)

    fun phone(kind: PhoneKind): String = when (kind) {
        PhoneKind.IPHONE -> R.string.family_screen_iphone
        PhoneKind.ANDROID -> R.string.family_screen_android
    }.let(::text)

    /** Describes the state of a way briefly. */
    fun state(state: ContactReadiness.State): String = when (state) {
        ContactReadiness.State.Untried -> text(R.string.family_screen_untried)
        is ContactReadiness.State.Waiting -> text(R.string.family_screen_waiting) + state.reason.sentence()
        is ContactReadiness.State.Sent -> text(R.string.family_screen_sent) + state.reason.sentence()
        ContactReadiness.State.Arrived -> text(R.string.family_screen_arrived)
        is ContactReadiness.State.Failed -> text(R.string.family_screen_failed) + state.reason.sentence()
        is ContactReadiness.State.Unknown -> text(R.string.family_screen_unknown) + state.reason.sentence()
        ContactReadiness.State.Proved -> text(R.string.family_screen_proved)
    }

    /** Says why a message has not arrived, and what to do about it. */
    fun reason(reason: Reason): String = when (reason) {
        Reason.NO_SERVICE -> R.string.family_screen_no_service
        Reason.RADIO_OFF -> R.string.family_screen_radio_off
        Reason.NO_CREDIT_OR_BARRED -> R.string.family_screen_no_credit
        Reason.NO_PERMISSION -> R.string.family_screen_no_permission
        Reason.TOO_MANY -> R.string.family_screen_too_many
        Reason.NUMBER_REFUSED -> R.string.family_screen_number_refused
        Reason.NO_CONNECTION -> R.string.family_screen_no_connection
        Reason.SERVER_BUSY -> R.string.family_screen_server_busy
        Reason.SERVER_REFUSES -> R.string.family_screen_server_refuses
        Reason.CERTIFICATE -> R.string.family_screen_certificate
        Reason.MALFORMED -> R.string.family_screen_malformed
        Reason.BROKE_OFF -> R.string.family_screen_broke_off
        Reason.NOT_ON_THIS_PHONE -> R.string.family_screen_not_on_this_phone
        Reason.UNPAIRED -> R.string.family_screen_unpaired
        Reason.NOT_KEPT -> R.string.family_screen_not_kept
    }.let(::text)

    fun fault(fault: PhoneNumbers.Fault): String = when (fault) {
        PhoneNumbers.Fault.EMPTY -> R.string.family_screen_number_empty
        PhoneNumbers.Fault.LETTERS -> R.string.family_screen_number_letters
        PhoneNumbers.Fault.SERVICE -> R.string.family_screen_number_service
        PhoneNumbers.Fault.TOO_SHORT -> R.string.family_screen_number_short
        PhoneNumbers.Fault.TOO_LONG -> R.string.family_screen_number_long
        PhoneNumbers.Fault.NOT_A_MOBILE -> R.string.family_screen_number_landline
        PhoneNumbers.Fault.NO_SUCH_NUMBER -> R.string.family_screen_number_none
        PhoneNumbers.Fault.COUNTRY_MISSING -> R.string.family_screen_number_country
        PhoneNumbers.Fault.COUNTRY_UNKNOWN -> R.string.family_screen_number_code
    }.let(::text)

    fun fault(fault: PairingCode.Fault): String = when (fault) {
        PairingCode.Fault.EMPTY -> R.string.family_screen_code_empty
        PairingCode.Fault.NOT_A_CODE -> R.string.family_screen_code_none
        PairingCode.Fault.NOT_SECURE -> R.string.family_screen_code_insecure
        PairingCode.Fault.SERVER -> R.string.family_screen_code_server
        PairingCode.Fault.ALERT_TOPIC, PairingCode.Fault.REPLY_TOPIC -> R.string.family_screen_code_topic
        PairingCode.Fault.SAME_TOPIC -> R.string.family_screen_code_same
        PairingCode.Fault.TOKEN -> R.string.family_screen_code_token
        PairingCode.Fault.FINGERPRINT -> R.string.family_screen_code_fingerprint
    }.let(::text)

    /** Says whether the contact can be told, and what would make it more certain. */
    fun verdict(name: String, readiness: ContactReadiness): String {
        val waiting = readiness.ways.filter { it.state != ContactReadiness.State.Proved }.map { way(it.stored.address) }
        return when {
            readiness.isSafe -> text(R.string.family_screen_ready, name)
            !readiness.isReady -> text(R.string.family_screen_none_proved)
            waiting.isEmpty() -> text(R.string.family_screen_one_only)
            else -> text(R.string.family_screen_one_proved, waiting.joinToString(text(R.string.family_screen_and)))
        }
    }

    /**
     * Returns the lines about [contact] on the list, below the name: whether they can be told, their [place], and the
     * ways to reach them.
     */
    fun summary(contact: Contact, readiness: ContactReadiness, place: String?): List<String> {
        val ready = if (readiness.isReady) R.string.family_screen_list_ready else R.string.family_screen_list_not_ready
        val ways = readiness.ways.map { brief(it, readiness.isReady) }
        return listOfNotNull(text(ready), place, shortNumber(contact.number)) + ways
    }

    /** Says how [way] stands, unless the verdict that nothing is confirmed says so already. */
    private fun brief(way: ContactReadiness.Way, isReady: Boolean): String {
        val name = way(way.stored.address)
        val isSaid = !isReady && way.state.condition == Condition.OPEN
        return if (isSaid) name else text(R.string.family_screen_way, name, brief(way.state))
    }

    /** Describes the state of the silence message at one contact, and what to do about it. */
    fun lifeline(state: Lifeline.State, trouble: Reason?): String = when (state) {
        Lifeline.State.HELD -> text(R.string.family_screen_lifeline_held)
        Lifeline.State.LOST_ONCE -> text(R.string.family_screen_lifeline_lost)
        Lifeline.State.TOO_OLD -> text(R.string.family_screen_lifeline_old)
        Lifeline.State.NOT_SO_LONG -> text(R.string.family_screen_lifeline_short)
        Lifeline.State.KEEPS_NOTHING -> text(R.string.family_screen_lifeline_nothing)
        Lifeline.State.UNKNOWN ->
            trouble?.let { text(R.string.family_screen_lifeline_trouble, reason(it)) }
                ?: text(R.string.family_screen_lifeline_unknown)
    }

    fun hours(hours: Int): String = when (hours) {
        DAY_AND_A_HALF -> text(R.string.family_screen_day_and_a_half)
        TWO_DAYS -> text(R.string.family_screen_two_days)
        else -> resources.getQuantityString(R.plurals.family_screen_hours, hours, hours)
    }

    fun most(): String = text(R.string.family_screen_most, Contacts.MOST)

    private fun brief(state: ContactReadiness.State): String = text(
        when (state) {
            ContactReadiness.State.Proved -> R.string.family_screen_brief_proved
            is ContactReadiness.State.Failed, is ContactReadiness.State.Unknown -> R.string.family_screen_brief_failed
            else -> R.string.family_screen_brief_unproved
        },
    )

    private fun Reason?.sentence(): String = this?.let { text(R.string.family_screen_because, reason(it)) }.orEmpty()

    private companion object {
        const val BARK = "bark"
        const val DAY_AND_A_HALF = 36
        const val TWO_DAYS = 48
    }
}

package app.kinguard.family

import app.kinguard.core.appName
import app.kinguard.family.channel.WebhookPreset
import app.kinguard.family.words.MessageFacts
import app.kinguard.family.words.MessageFormatter
import app.kinguard.family.words.MessageText

/** Puts deliveries into words, with the buttons that the address can show. */
class MessageComposer(
    private val words: MessageFormatter,
    private val settings: FamilySettings,
    private val tokens: AnswerTokens,
    private val wallClockMs: () -> Long,
    /** Returns the digits that the message with this id contains, while they are valid. */
    private val spokenCode: (Long) -> String? = { null },
    /** What a server may read of a message to a contact who has a paired device. Null if it may read everything. */
    private val generic: ((MessageKind, String, Language) -> MessageText)? = null,
    /** The region of the parent's SIM. */
    private val region: () -> String,
) : OutboxWorker.Composer {
    override fun write(delivery: Delivery, nowMs: Long): OutgoingMessage {
        val message = delivery.message
        val language = delivery.contact.language
        val hasButtons = delivery.address.address is Address.Ntfy
        val canAnswer = hasButtons || delivery.address.address is Address.Sealed
        val whenMs = wallClockMs() - (nowMs - message.atMs)
        val letter =
            MessageFacts(
                kind = message.kind,
                rule = message.facts.rule,
                whenMs = whenMs,
                nowMs = wallClockMs(),
                parent = settings.parent,
                app = message.facts.app?.let(::appName),
                capabilities = message.facts.lacking,
                region = region(),
                isNear = delivery.contact.isIn(region()),
                late = nowMs - delivery.atMs >= LATE_MS,
                repeated = delivery.repeated,
                code = digits(delivery, canAnswer, nowMs),
                who = message.facts.who,
                changes = message.facts.changes,
                duringCheck = message.facts.duringCheck,
                // A message has at most one of these.
                untilMs = message.facts.untilMs ?: message.facts.whenMs ?: countsMs(message.kind, whenMs),
            )
        val plain = generic?.takeIf { isReadByServers(delivery.contact, delivery.address.address, message.kind) }
        val written = plain?.invoke(message.kind, settings.parent, language) ?: words.write(letter, language)
        val name = MessageIds.name(settings.install, delivery.id)
        return OutgoingMessage(
            id = name,
            contact = delivery.contact,
            kind = message.kind,
            title = written.title,
            text = written.text,
            answers = if (hasButtons && plain == null) buttons(delivery, nowMs) else emptyList(),
            platform = platform(name),
        )
    }

    /** Writes the message that the contact's server holds until this phone has been silent for long. */
    fun lifeline(contact: Contact, address: StoredAddress): OutgoingMessage {
        val nowMs = wallClockMs()
        val letter = MessageFacts(MessageKind.SILENT, null, nowMs, nowMs, settings.parent, region = region())
        val plain = generic?.takeIf { isReadByServers(contact, address.address, MessageKind.SILENT) }
        val written = plain?.invoke(MessageKind.SILENT, settings.parent, contact.language)
            ?: words.write(letter, contact.language)
        val name = MessageIds.silent(settings.install, address.id)
        return OutgoingMessage(
            name,
            contact,
            MessageKind.SILENT,
            written.title,
            written.text,
            emptyList(),
            platform(name),
        )
    }

    /** Writes a test for an address that is not stored yet. */
    fun trial(language: Language): OutgoingMessage {
        val written = words.trial(language)
        val contact = Contact(NOBODY, "", "", language, emptyList())
        val name = MessageIds.trial(settings.install)
        return OutgoingMessage(
            name,
            contact,
            MessageKind.TEST,
            written.title,
            written.text,
            emptyList(),
            platform(name),
        )
    }

    /**
     * Returns whether a server could read what only the contact's device should. Robots tell a whole group, which has
     * no other way; and a test shows what this way can do.
     */
    private fun isReadByServers(contact: Contact, address: Address, kind: MessageKind): Boolean {
        val isPush = address is Address.Ntfy || (address as? Address.Webhook)?.isOpenBark == true
        return contact.isPaired && isPush && kind != MessageKind.TEST
    }

    private val Address.Webhook.isOpenBark get() = preset == BARK && WebhookPreset.SECRET !in values

    private fun platform(name: String) = MessageIds.external(settings.secretOfNames, name)

    private fun buttons(delivery: Delivery, nowMs: Long): List<AnswerButton> =
        answers(delivery.message.kind).map { answer ->
            val token = tokens.of(delivery, answer, nowMs + Recipients.ANSWERS_LAST_MS)
            AnswerButton(words.button(answer, delivery.contact.language), token)
        }

    private fun answers(kind: MessageKind): List<Answer> = when (kind) {
        MessageKind.EARLY, MessageKind.DANGER, MessageKind.WENT_ON, MessageKind.UNSEEN -> listOf(
            Answer.CALLING,
            Answer.FINE,
        )
        MessageKind.TEST -> listOf(Answer.ARRIVED)
        else -> emptyList()
    }

    private fun digits(delivery: Delivery, canAnswer: Boolean, nowMs: Long): String? = when (delivery.message.kind) {
        MessageKind.TEST -> if (canAnswer) null else code(delivery, nowMs)
        MessageKind.PIN_CODE, MessageKind.CONTACT_CODE -> spokenCode(delivery.message.id)
        else -> null
    }

    /** Returns when a new contact counts as family if the phone stays on. */
    private fun countsMs(kind: MessageKind, whenMs: Long): Long? =
        if (kind == MessageKind.CONTACT_ADDED) whenMs + Probation.LASTS_MS else null

    private fun code(delivery: Delivery, nowMs: Long) = tokens.code(delivery, nowMs + Recipients.TEST_LASTS_MS)

    private companion object {
        const val NOBODY = -1L
        const val BARK = "bark"

        /** Messages that are older than this say that they are late. */
        const val LATE_MS = 120_000L
    }
}

package app.kinguard.family.screen

import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.channel.WebhookPreset
import app.kinguard.family.channel.WebhookPresets
import app.kinguard.family.screen.ContactReadiness.State
import app.kinguard.page.Condition
import app.kinguard.page.Page

/** The ways besides text messages on a contact's page: those in use, and those that suit this family. */
internal class ContactWays(
    private val words: FamilyWords,
    private val draft: ContactDraft,
    /** How the stored addresses stand, or null for a new contact. */
    private val readiness: ContactReadiness?,
    private val faults: List<ContactDraft.Fault>,
    /** True if the contact has a paired device. */
    private val isPaired: Boolean = false,
) {
    private val ways = words.ways

    /** Adds a card for each way. Those that are not in use are left out after a few, unless [all] are wanted. */
    fun show(page: Page, order: List<String>, all: Boolean, open: (String) -> Unit) {
        val (used, unused) = order.partition(::isUsed)
        val shown = if (all) unused else unused.take(SuggestedWays.FEW)
        used.forEach { way ->
            val state = state(way)
            val wrong = faults.any { it is ContactDraft.Fault.Field && it.preset == way }
            val line = if (wrong) words.text(R.string.family_screen_field_wrong) else words.state(state)
            val condition = if (wrong) Condition.FAULT else state.condition
            page.row(ways.name(way), listOf(line, protection(way)), condition = condition) { open(way) }
        }
        shown.forEach { way -> page.row(ways.name(way), emptyList(), ways.icon(way)) { open(way) } }
    }

    private fun protection(way: String) =
        words.protection(way, isPaired, isSecret = WebhookPreset.SECRET in draft.webhooks[way].orEmpty())

    private fun isUsed(way: String) = if (way == SuggestedWays.PUSH) draft.push != null else way in draft.webhooks

    private fun state(way: String): State =
        readiness?.ways?.find { it.stored.address == address(way) }?.state ?: State.Untried

    private fun address(way: String): Address? = when (way) {
        SuggestedWays.PUSH -> draft.push
        else -> WebhookPresets.of(way)?.read(draft.webhooks[way].orEmpty())?.let { Address.Webhook(way, it) }
    }
}

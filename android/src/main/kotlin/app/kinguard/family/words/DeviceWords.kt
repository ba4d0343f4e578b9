package app.kinguard.family.words

import android.content.Context
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.family.HelpResult
import app.kinguard.family.Language
import app.kinguard.family.MessageKind

/** The texts for paired devices, and for the other ways of a contact who has one, in the contact's language. */
class DeviceWords(private val context: Context) {
    /** Names what does not work: [lacking] by its loss, and whatever else. */
    fun faults(lacking: List<Capability>, isFaulty: Boolean, language: Language): List<String> {
        val resources = context.resourcesIn(language)
        val named = MessageFormatter.PARTS.filterKeys { it in lacking }.values.map(resources::getString)
        return if (isFaulty) named + resources.getString(R.string.family_part_of_it) else named
    }

    /** Says why help was not given. */
    fun refused(result: HelpResult, language: Language): String = text(
        when (result) {
            HelpResult.NOT_AGREED -> R.string.family_refused_help
            HelpResult.NO_DANGER -> R.string.family_refused_no_danger
            HelpResult.NO_CALL -> R.string.family_refused_no_call
            HelpResult.CALL_IS_GOOD -> R.string.family_refused_good_call
            HelpResult.FAILED, HelpResult.DONE -> R.string.family_refused_failed
        },
        language,
    )

    /** Says that the device does not count yet. */
    fun notCounted(language: Language): String = text(R.string.family_refused_new, language)

    /** Says that a red warning stands. */
    fun red(language: Language): String = text(R.string.family_refused_red, language)

    /** Writes what a server may read: that there is something, and whether to call. */
    fun generic(kind: MessageKind, parent: String, language: Language): MessageText {
        val resources = context.resourcesIn(language)
        val name = parent.ifEmpty { resources.getString(R.string.family_parent) }
        val (title, text) = if (kind.isUrgent || kind == MessageKind.SILENT) {
            R.string.family_generic_call to R.string.family_generic_call_more
        } else {
            R.string.family_generic_news to R.string.family_generic_news_more
        }
        return MessageText(
            resources.getString(R.string.family_titled, resources.getString(title, name)),
            resources.getString(R.string.family_frame, "", resources.getString(title, name), resources.getString(text)),
        )
    }

    private fun text(id: Int, language: Language) = context.resourcesIn(language).getString(id)
}

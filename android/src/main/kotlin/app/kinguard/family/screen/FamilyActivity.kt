package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.words.MomentFormatter

/** The list of contacts, in the order in which they are told. */
class FamilyActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private val times by lazy { MomentFormatter(this) }

    /** A contact on the list. [countsAtMs] is the time at which they count as family, if they do not yet. */
    private class Seen(val contact: Contact, val readiness: ContactReadiness, val countsAtMs: Long?)

    override fun show() = read(::family, ::lay)

    private fun family(): List<Seen> {
        val countAtMs = screens.countAtMs()
        return screens.contacts.all().map {
            Seen(it, ContactReadiness.of(it, screens.family.deliveries(it)), countAtMs[it.id])
        }
    }

    private fun lay(family: List<Seen>) = page.show {
        headline(words.text(R.string.family_screen_family))
        screens.removed?.let { removed ->
            news(words.text(R.string.family_screen_removed, removed.contact.name))
            button(words.text(R.string.family_screen_undo), ::putBack)
        }
        text(words.text(if (family.isEmpty()) R.string.family_screen_nobody else R.string.family_screen_order))
        family.forEachIndexed { place, seen ->
            val new = seen.countsAtMs?.let { words.text(R.string.family_screen_probation_row, times.moment(it)) }
            val first = if (place == 0) words.text(R.string.family_screen_first) else null
            val lines = words.summary(seen.contact, seen.readiness, new ?: first)
            row(seen.contact.name, lines, condition = seen.readiness.condition) { open(seen.contact.id) }
        }
        if (family.size >= Contacts.MOST) text(words.most())
        if (family.isNotEmpty()) button(words.text(R.string.family_screen_settings), ::openSettings)
        if (family.size < Contacts.MOST) main(words.text(R.string.family_screen_add)) { open(null) }
    }

    override fun onDestroy() {
        super.onDestroy()
        if (isFinishing) screens.forgetRemoved()
    }

    private fun putBack(): Unit = write(screens::putBack) { show() }

    private fun open(contact: Long?) {
        screens.forgetRemoved()
        startActivity(ContactActivity.of(this, contact))
    }

    private fun openSettings() = startActivity(Intent(this, FamilySettingsActivity::class.java))

    companion object {
        fun intent(context: Context) = Intent(context, FamilyActivity::class.java)
    }
}

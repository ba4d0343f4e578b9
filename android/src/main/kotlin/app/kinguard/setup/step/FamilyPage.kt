package app.kinguard.setup.step

import android.text.InputType
import app.kinguard.R
import app.kinguard.family.Contacts
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.shortNumber
import app.kinguard.page.Page

/** Asks what the family calls the parent, and who is told. What is granted later is tested later. */
internal class FamilyPage(private val walk: StepHost) : StepPage {
    private val settings get() = walk.screens.family.settings
    private val usual = NAMES.map { walk.text(it) }

    /** The name on the page, which may not be stored yet. */
    private var parent = walk.state.parent

    override fun lay(page: Page) = page.run {
        val contacts = walk.state.family
        headline(walk.text(R.string.family_screen_family))
        name()
        val missing = wrong(null)
        contacts.forEach { contact ->
            row(contact.name, listOf(shortNumber(contact.number)), R.drawable.icon_person) { open(contact.id) }
        }
        if (contacts.isEmpty()) {
            text(walk.text(R.string.setup_family_lost))
            quiet(walk.text(R.string.setup_family_later), walk::next)
            main(walk.text(R.string.family_screen_add)) { open(null) }
        } else {
            if (contacts.size < Contacts.MOST) button(walk.text(R.string.family_screen_add)) { open(null) }
            main(walk.text(R.string.setup_next)) {
                if (parent.isBlank()) {
                    Page.tell(missing, walk.text(R.string.setup_parent_missing))
                    toFirstFault()
                } else {
                    walk.next()
                }
            }
        }
    }

    private fun Page.name() {
        val isOwn = walk.visit.namesParent || (parent.isNotEmpty() && parent !in usual)
        val chips = usual.map { it to it } + (OTHER to walk.text(R.string.setup_parent_other))
        val chosen = if (isOwn) OTHER else parent.takeIf { it in usual }
        chips(walk.text(R.string.family_screen_parent), chips, chosen) { name ->
            if (name == OTHER) {
                walk.change(walk.visit.copy(namesParent = true))
            } else {
                walk.store({ settings.parent = name }) { walk.change(walk.visit.copy(namesParent = false)) }
            }
        }
        if (!isOwn) return
        if (parent in usual) parent = ""
        field(walk.text(R.string.family_screen_parent_why), parent, NAME) { typed ->
            parent = typed
            walk.storeTyped { settings.parent = typed.trim() }
        }
    }

    private fun open(contact: Long?) =
        walk.activity.startActivity(ContactActivity.of(walk.activity, contact, testsLater = true))

    private companion object {
        const val NAME = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME

        /** Stands for a name that is none of the usual ones. */
        const val OTHER = ""

        val NAMES = listOf(
            R.string.setup_parent_mother,
            R.string.setup_parent_father,
            R.string.setup_parent_grandmother,
            R.string.setup_parent_maternal,
        )
    }
}

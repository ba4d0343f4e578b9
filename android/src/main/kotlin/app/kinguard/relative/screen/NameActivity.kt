package app.kinguard.relative.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import app.kinguard.R
import app.kinguard.family.screen.FamilyWords
import app.kinguard.family.words.PhoneNumbers
import app.kinguard.family.words.PhoneNumbers.Reading
import app.kinguard.page.Condition
import app.kinguard.text.label

/** Asks what a parent is called here, and for the number to call. */
class NameActivity : RelativePage() {
    private var name = ""
    private var number = ""
    private var isRead = false
    private var isOther = false

    /** True right after the pairing. */
    private val isFirst get() = intent.getBooleanExtra(FIRST, false)

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        isRead = state != null
        isOther = state?.getBoolean(OTHER) ?: false
        name = state?.getString(NAME).orEmpty()
        number = state?.getString(NUMBER).orEmpty()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(OTHER, isOther)
        state.putString(NAME, name)
        state.putString(NUMBER, number)
    }

    /** What is being typed is not disturbed. */
    override fun refresh() = Unit

    override fun show() {
        if (isRead) return lay(null, null)
        read(::parent) { parent ->
            isRead = true
            name = parent?.name.orEmpty()
            number = parent?.number.orEmpty()
            isOther = name.isNotEmpty() && name !in usual()
            lay(null, null)
        }
    }

    private fun usual() = USUAL.map(::getString)

    private fun lay(wrongName: String?, wrongNumber: String?): Unit = page.show {
        if (isFirst) news(getString(R.string.relative_paired), Condition.DONE)
        val all = usual().map { it to it } + ("" to getString(R.string.setup_parent_other))
        chips(getString(R.string.relative_who), all, if (isOther) "" else name.ifEmpty { null }) {
            isOther = it.isEmpty()
            name = it
            lay(null, null)
        }
        if (isOther) {
            field(getString(R.string.relative_name), name, TEXT, wrongName) { name = it }
        } else {
            wrong(wrongName)
        }
        field(getString(R.string.family_screen_number), number, InputType.TYPE_CLASS_PHONE, wrongNumber) { number = it }
        main(getString(R.string.family_screen_save_only), ::save)
    }

    private fun save() = write({ check() }) { fault ->
        if (fault == null) saved() else lay(fault.first, fault.second)
        page.toFirstFault()
    }

    /** Stores name and number, or returns what is wrong with each. Blocks. */
    private fun check(): Pair<String?, String?>? {
        val called = label(name, LONGEST_NAME)
        val reading = PhoneNumbers(screens.region()).read(number)
        val wrongName = getString(R.string.setup_parent_missing).takeIf { called == null }
        if (called == null || reading !is Reading.Number) {
            return wrongName to (reading as? Reading.Wrong)?.let { FamilyWords(resources).fault(it.fault) }
        }
        screens.parents.change(parentId, called, reading.e164)
        return null
    }

    private fun saved() {
        if (isFirst) startActivity(Intent(this, NeedsActivity::class.java))
        finish()
    }

    internal companion object {
        private const val FIRST = "first"
        private const val OTHER = "other"
        private const val NAME = "name"
        private const val NUMBER = "number"

        /** So that it has room in a sentence of the same length. */
        private const val LONGEST_NAME = 20
        private const val TEXT = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
        private val USUAL = listOf(
            R.string.setup_parent_mother,
            R.string.setup_parent_father,
            R.string.setup_parent_grandmother,
            R.string.setup_parent_maternal,
        )

        fun first(context: Context, parent: Long): Intent =
            RelativePage.about<NameActivity>(context, parent).putExtra(FIRST, true)
    }
}

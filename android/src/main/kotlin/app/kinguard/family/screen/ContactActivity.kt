package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Language
import app.kinguard.family.devices
import app.kinguard.family.isPaired
import app.kinguard.family.screen.ContactDraft.Checked
import app.kinguard.family.screen.ContactDraft.Fault
import app.kinguard.family.words.PhoneNumbers
import app.kinguard.family.words.PhoneNumbers.Reading
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.lead
import app.kinguard.words.MomentFormatter

/** A page for one contact: their name and number, and the ways in which they are told. */
class ContactActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private val activity get() = this
    private lateinit var draft: ContactDraft

    /** The stored contacts. */
    private var family = emptyList<Contact>()

    /** The times at which contacts on probation count as family, by contact id. */
    private var countAtMs = emptyMap<Long, Long>()
    private lateinit var numbers: PhoneNumbers

    /** The phone's home region. */
    private var home = ""
    private var readiness: ContactReadiness? = null

    /** What is known of paired devices, by the id of their address. */
    private var devices = emptyMap<Long, DeviceScreens.Known>()

    /** Set once the user tried to continue. */
    private var faults = emptyList<Fault>()
    private var removing = false
    private var more = false

    /** The kind of the contact's phone, if the user said so. It only decides which ways come first. */
    private var phone: PhoneKind? = null

    /** True once the user asked for the languages. */
    private var languages = false

    /** True if tests must wait because the setup has not yet asked for the permissions they need. */
    private val testsLater get() = intent.getBooleanExtra(LATER, false)

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        state?.getString(DRAFT)?.let { draft = ContactDraft.read(it) }
        removing = state?.getBoolean(REMOVING) == true
        more = state?.getBoolean(MORE) == true
        languages = state?.getBoolean(LANGUAGES) == true
        phone = PhoneKind.entries.find { it.name == state?.getString(PHONE) }
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        if (::draft.isInitialized) state.putString(DRAFT, draft.write())
        state.putBoolean(REMOVING, removing)
        state.putBoolean(MORE, more)
        state.putBoolean(LANGUAGES, languages)
        state.putString(PHONE, phone?.name)
    }

    /** What the page shows besides the draft. */
    private class Known(
        val family: List<Contact>,
        val countAtMs: Map<Long, Long>,
        val numbers: PhoneNumbers,
        val home: String,
        val readiness: ContactReadiness?,
        val devices: Map<Long, DeviceScreens.Known>,
    )

    override fun show() = read(::known) { known ->
        family = known.family
        countAtMs = known.countAtMs
        numbers = known.numbers
        home = known.home
        readiness = known.readiness
        devices = known.devices
        if (!::draft.isInitialized) draft = contact()?.let(ContactDraft::of) ?: ContactDraft.empty(language())
        lay()
    }

    private fun known(): Known {
        val family = screens.contacts.all()
        val contact = family.find { it.id == intent.getLongExtra(CONTACT, NOBODY) }
        val readiness = contact?.let { ContactReadiness.of(it, screens.family.deliveries(it)) }
        val devices = screens.devices.known()
        return Known(family, screens.countAtMs(), screens.numbers(), screens.region(), readiness, devices)
    }

    /** Redraws the page without reading its data again, so that it does not change while the user edits it. */
    private fun lay() = if (removing) askWhetherToRemove() else showDraft()

    private fun showDraft() = page.show {
        val contact = family.find { it.id == draft.id }
        headline(contact?.name ?: words.text(R.string.family_screen_add))
        contact?.let { probation(it) }
        button(words.text(R.string.family_screen_pick), ::pick).lead(getDrawable(R.drawable.icon_person))
        name()
        number()
        language()
        if (family.firstOrNull()?.id != draft.id && family.any { it.id != draft.id }) {
            switch(words.text(R.string.family_screen_make_first), draft.first) { draft = draft.copy(first = it) }
        }
        heading(words.text(R.string.family_screen_ways))
        text(words.text(R.string.family_screen_ways_why))
        wrong(contact?.let(words::lost))
        wrong(words.text(R.string.family_screen_no_way).takeIf { Fault.NoWay in faults })
        texts(contact)
        contact?.let { ContactDevices(words, devices, lead).show(this, it) }
        ways(contact)
        if (contact != null) quiet(words.text(R.string.family_screen_remove)) { ask(true) }
        main(words.text(if (testsLater) R.string.family_screen_save_only else R.string.family_screen_save), ::save)
    }

    /** A contact with a paired device is always told by text message, too. */
    private fun Page.texts(contact: Contact?) {
        if (contact?.devices.isNullOrEmpty()) {
            switch(words.text(R.string.family_screen_text_message), draft.textMessages) {
                draft = draft.copy(textMessages = it)
            }
            text(words.text(R.string.family_protected_text))
        } else {
            val always = words.text(R.string.family_device_text_too)
            fact(words.text(R.string.family_screen_text_message), always, Condition.DONE)
        }
    }

    private val lead = object : ContactDevices.Lead {
        override fun open(device: Long) = startActivity(DeviceActivity.of(activity, draft.id ?: NOBODY, device))

        override fun pair() =
            startActivity(DevicePairingActivity.of(activity, draft.id ?: NOBODY, contact()?.name.orEmpty()))
    }

    private fun Page.probation(contact: Contact) {
        val atMs = countAtMs[contact.id] ?: return
        news(words.text(R.string.family_screen_probation, MomentFormatter(activity).moment(atMs)))
        button(words.text(R.string.family_screen_confirm)) { startActivity(screens.confirming(activity, contact.id)) }
    }

    private fun Page.name() {
        val wrong = words.text(R.string.family_screen_name_empty).takeIf { Fault.Name in faults }
        field(words.text(R.string.family_screen_name), draft.name, NAME, wrong) { draft = draft.copy(name = it) }
    }

    private fun Page.number() {
        val wrong = faults.firstNotNullOfOrNull { fault -> numberFault(fault) }
        val field = field(words.text(R.string.family_screen_number), draft.number, InputType.TYPE_CLASS_PHONE, wrong) {
            draft = draft.copy(number = it)
        }
        field.whenLeft { left ->
            val reading = if (draft.number.isBlank()) null else numbers.read(draft.number)
            left.say((reading as? Reading.Wrong)?.let { words.fault(it.fault) })
        }
    }

    private fun numberFault(fault: Fault): String? = when (fault) {
        is Fault.Number -> words.fault(fault.fault)
        Fault.Known -> words.text(R.string.family_screen_number_known)
        else -> null
    }

    /** Shows the language, and the others only on request: it is mostly that of the phone. */
    private fun Page.language() {
        if (!languages) {
            val now = words.text(R.string.family_screen_language_now, words.language(draft.language))
            row(now, emptyList(), R.drawable.icon_language) {
                languages = true
                lay()
            }
            return
        }
        choices(
            words.text(R.string.family_screen_language),
            Language.entries.map { it to words.language(it) },
            draft.language,
        ) { draft = draft.copy(language = it) }
    }

    private fun Page.ways(contact: Contact?) {
        val kinds = PhoneKind.entries.map { it to words.phone(it) }
        chips(words.text(R.string.family_screen_phone), kinds, phone) {
            phone = it
            lay()
        }
        val order = SuggestedWays.of(home, phone)
        ContactWays(words, draft, readiness, faults, contact?.isPaired == true).show(this, order, more, ::open)
        if (more) return
        quiet(words.text(R.string.family_screen_more)) {
            more = true
            lay()
        }
    }

    private fun open(way: String) {
        if (way == SuggestedWays.PUSH) return pair()
        startActivityForResult(WayActivity.of(this, way, draft.webhooks[way], draft.language), WAY)
    }

    private fun save() {
        val contact = family.find { it.id == draft.id }
        when (val checked = draft.check(numbers, family.filter { it.id != draft.id })) {
            is Checked.Wrong -> refuse(checked.faults)
            is Checked.Right -> if (contact != null || family.size < Contacts.MOST) keep(contact, checked) else finish()
        }
    }

    private fun refuse(wrong: List<Fault>) {
        faults = wrong
        lay()
        page.toFirstFault()
    }

    private fun keep(contact: Contact?, checked: Checked.Right) {
        val draft = draft
        write({ store(draft, contact, checked) }) { kept ->
            if (!testsLater) test(kept)
            finish()
        }
    }

    /** Stores the contact and returns their id. */
    private fun store(draft: ContactDraft, contact: Contact?, checked: Checked.Right): Long {
        val family = screens.family
        val kept =
            if (contact == null) {
                family.add(checked.name, checked.number, draft.language, checked.addresses)
            } else {
                checked.of(contact, draft.language).also(family::change)
            }
        if (draft.first) family.putFirst(kept)
        return kept.id
    }

    private fun test(contact: Long) = startActivity(ContactTestActivity.of(this, contact))

    private fun ask(asking: Boolean) {
        removing = asking
        lay()
        page.toTop()
    }

    private fun askWhetherToRemove() = page.show {
        headline(words.text(R.string.family_screen_remove_title, contact()?.name.orEmpty()))
        text(words.text(R.string.family_screen_remove_what))
        button(words.text(R.string.family_screen_remove), ::remove)
        main(words.text(R.string.family_screen_keep)) { ask(false) }
    }

    private fun remove() {
        val contact = contact() ?: return finish()
        write({ screens.remove(contact) }) { finish() }
    }

    private fun pick() {
        // On a phone without a contacts app, the number is typed.
        isAllowed { startActivityForResult(PickedContact.question(), PICK) }
    }

    /** Opens the pairing. Topics that were shown before and never confirmed are given up, whatever the result. */
    private fun pair() {
        val draft = draft
        write({ screens.renewed(draft.id, draft.push) }) { fresh ->
            if (fresh != null && draft.push != null) this.draft = draft.copy(push = fresh)
            val renewed = fresh?.let { PairingActivity.again(this, draft.name, it) }
            startActivityForResult(renewed ?: PairingActivity.of(this, draft.name, draft.push), PAIR)
        }
    }

    override fun onActivityResult(request: Int, result: Int, data: Intent?) {
        super.onActivityResult(request, result, data)
        if (result != RESULT_OK || data == null) return
        when (request) {
            PICK -> data.data?.let { picked -> write({ PickedContact.read(contentResolver, picked) }, ::take) }
            PAIR -> draft = draft.copy(push = PairingActivity.paired(data))
            WAY -> WayActivity.entered(data)?.let { (way, values) -> draft = draft.with(way, values) }
        }
    }

    private fun take(picked: PickedContact?) {
        if (picked == null) return
        draft = draft.copy(name = draft.name.ifBlank { picked.name }, number = picked.number)
        show()
    }

    private fun contact(): Contact? {
        val id = intent.getLongExtra(CONTACT, NOBODY)
        return family.find { it.id == id }
    }

    /** Returns the language that a new contact starts with: the phone's own. */
    private fun language(): Language {
        val locale = resources.configuration.locales[0]
        return when {
            locale.language != "zh" -> Language.ENGLISH
            locale.country in listOf("HK", "MO", "TW") -> Language.HONG_KONG
            else -> Language.MAINLAND
        }
    }

    companion object {
        private const val CONTACT = "contact"
        private const val DRAFT = "draft"
        private const val REMOVING = "removing"
        private const val MORE = "more"
        private const val LANGUAGES = "languages"
        private const val PHONE = "phone"
        private const val LATER = "later"
        private const val NOBODY = -1L
        private const val PICK = 1
        private const val PAIR = 2
        private const val WAY = 3
        private const val NAME = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME

        /** Opens [contact], or a new one if null. With [testsLater], no test follows at once. */
        fun of(context: Context, contact: Long?, testsLater: Boolean = false): Intent =
            Intent(context, ContactActivity::class.java)
                .putExtra(CONTACT, contact ?: NOBODY)
                .putExtra(LATER, testsLater)
    }
}

package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import android.view.View
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.Outcome
import app.kinguard.family.channel.BarkCipher
import app.kinguard.family.channel.WebhookPreset
import app.kinguard.family.channel.WebhookPresets
import app.kinguard.page.Condition
import app.kinguard.page.LiveFact
import app.kinguard.page.Page
import app.kinguard.page.lead
import app.kinguard.page.liveFact
import app.kinguard.page.monospaced

/**
 * A page for one robot or push service: where its address comes from, a button that takes it from the clipboard, and a
 * test that goes out at once. It stores nothing, but returns what was entered.
 */
class WayActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private val ways by lazy { WayWords(resources) }
    private val drawing by lazy { WayDrawing(this) }
    private val preset: WebhookPreset? get() = WebhookPresets.of(intent.getStringExtra(PRESET).orEmpty())
    private val language get() = Language.entries.find { it.name == intent.getStringExtra(LANGUAGE) }
        ?: Language.ENGLISH
    private val isOn get() = intent.hasExtra(VALUES)

    /** What was typed or pasted, by field name. */
    private var values = emptyMap<String, String>()
    private var trial: Trial = Trial.None
    private var mayTry = false

    /** True once the user tried to use an address that is not valid. */
    private var isRefused = false
    private var news: LiveFact? = null

    /** The button that uses the address without a test. */
    private var untested: View? = null

    /** What is known about the address that is entered now. */
    private sealed interface Trial {
        data object None : Trial

        /** The clipboard held no address of this service. */
        data object NothingPasted : Trial

        data object Sending : Trial

        data class Known(val outcome: Outcome) : Trial
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        values = (state?.getBundle(VALUES) ?: intent.getBundleExtra(VALUES))?.let(::read).orEmpty()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBundle(VALUES, write(values))
    }

    override fun show() {
        val preset = preset ?: return finish()
        read({ screens.trial.isAllowed }) {
            mayTry = it
            lay(preset)
        }
    }

    private fun lay(preset: WebhookPreset): Unit = page.show {
        headline(ways.name(preset.id))
        steps(ways.steps(preset.id), drawing)
        if (!pastesFirst(preset)) {
            button(words.text(R.string.family_way_paste)) { paste(preset) }.lead(getDrawable(R.drawable.icon_paste))
        }
        preset.fields.forEach { field(preset, it) }
        preset.secret?.let { secret(preset) }
        news = liveFact().also(::tell)
        untested = quiet(words.text(R.string.family_way_untested)) { use(preset) }
        if (isOn) quiet(words.text(R.string.family_way_stop), ::stop)
        leadOn(preset)
    }

    /** Offers to keep the service from reading messages, or shows the key to be entered in its app. */
    private fun Page.secret(preset: WebhookPreset) {
        val secret = values[WebhookPreset.SECRET]
        if (secret == null) {
            val why = listOf(words.text(R.string.family_way_secret_why))
            row(words.text(R.string.family_way_secret), why, R.drawable.icon_lock) {
                change(preset, values + (WebhookPreset.SECRET to BarkCipher.newKey()))
            }
            return
        }
        heading(words.text(R.string.family_way_secret))
        text(words.text(R.string.family_way_secret_do))
        monospaced(secret)
        quiet(words.text(R.string.family_way_secret_stop)) { change(preset, values - WebhookPreset.SECRET) }
    }

    private fun change(preset: WebhookPreset, now: Map<String, String>) {
        values = now
        trial = Trial.None
        lay(preset)
    }

    private fun Page.field(preset: WebhookPreset, field: WebhookPreset.Field) {
        val value = values[field.name].orEmpty()
        val wrong = words.text(R.string.family_screen_field_wrong).takeIf { isRefused && field.read(value) == null }
        field(ways.field(field.name), value, SECRET, wrong) { typed ->
            values = values + (field.name to typed)
            trial = Trial.None
            news?.clear()
            leadOn(preset)
        }
    }

    /** Shows the button for what comes next: to paste an address, to try it, and to use it. */
    private fun leadOn(preset: WebhookPreset): Unit = page.run {
        val offersUntested = !isProved() && values.values.any(String::isNotBlank)
        untested?.visibility = if (offersUntested) View.VISIBLE else View.GONE
        when {
            pastesFirst(preset) -> main(words.text(R.string.family_way_paste)) { paste(preset) }
            isProved() || !mayTry -> main(words.text(R.string.family_way_use)) { use(preset) }
            else -> main(words.text(R.string.family_way_try)) { attempt(preset) }
        }
    }

    private fun pastesFirst(preset: WebhookPreset) = preset.read(values) == null

    private fun isProved() = (trial as? Trial.Known)?.outcome in listOf(Outcome.Sent, Outcome.Delivered)

    private fun tell(news: LiveFact) = when (val now = trial) {
        Trial.None -> Unit
        Trial.NothingPasted -> news.say(words.text(R.string.family_way_nothing_pasted), "", Condition.FAULT)
        Trial.Sending -> news.say(words.text(R.string.family_screen_waiting), "", Condition.OPEN)
        is Trial.Known -> say(news, now.outcome)
    }

    private fun say(news: LiveFact, outcome: Outcome) = when (outcome) {
        Outcome.Sent, Outcome.Delivered, Outcome.HandedOn ->
            news.say(words.text(R.string.family_way_arrived), words.text(R.string.family_way_look), Condition.DONE)
        is Outcome.Later -> failed(news, outcome.reason)
        is Outcome.Refused -> failed(news, outcome.reason)
        is Outcome.Unknown -> failed(news, outcome.reason)
    }

    private fun failed(news: LiveFact, reason: Outcome.Reason) =
        news.say(words.text(R.string.family_screen_failed), words.reason(reason), Condition.FAULT)

    private fun paste(preset: WebhookPreset): Unit = write({ preset.find(clipboardText(this)) }) { found ->
        values = values + found
        trial = if (found.isEmpty()) Trial.NothingPasted else Trial.None
        isRefused = false
        lay(preset)
        if (found.isEmpty()) return@write
        if (mayTry && preset.read(values) != null) attempt(preset)
    }

    private fun attempt(preset: WebhookPreset) {
        val read = preset.read(values) ?: return refuse(preset)
        trial = Trial.Sending
        lay(preset)
        val tried = values
        val address = Address.Webhook(preset.id, read)
        write({
            screens.trial.send(address, language) { outcome -> runOnUiThread { learn(preset, tried, outcome) } }
        }) {}
    }

    /** The answer counts only for what is still entered. */
    private fun learn(preset: WebhookPreset, tried: Map<String, String>, outcome: Outcome) {
        if (isDestroyed || tried != values) return
        trial = Trial.Known(outcome)
        read({}) { lay(preset) }
    }

    private fun refuse(preset: WebhookPreset) {
        isRefused = true
        lay(preset)
        page.toFirstFault()
    }

    private fun use(preset: WebhookPreset) {
        val read = preset.read(values) ?: return refuse(preset)
        setResult(RESULT_OK, Intent().putExtra(PRESET, preset.id).putExtra(VALUES, write(read)))
        finish()
    }

    private fun stop() {
        setResult(RESULT_OK, Intent().putExtra(PRESET, intent.getStringExtra(PRESET)))
        finish()
    }

    companion object {
        private const val PRESET = "preset"
        private const val VALUES = "values"
        private const val LANGUAGE = "language"

        /** Keeps the text from keyboards that learn. */
        private const val SECRET =
            InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_VISIBLE_PASSWORD or
                InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS

        /** Opens the page with the [values] in use, or null. The test is written in [language]. */
        internal fun of(context: Context, preset: String, values: Map<String, String>?, language: Language): Intent =
            Intent(context, WayActivity::class.java)
                .putExtra(PRESET, preset)
                .putExtra(LANGUAGE, language.name)
                .also { intent -> values?.let { intent.putExtra(VALUES, write(it)) } }

        /** Returns the preset and the values to use; no values if it is to be used no more. */
        internal fun entered(data: Intent): Pair<String, Map<String, String>?>? =
            data.getStringExtra(PRESET)?.let { it to data.getBundleExtra(VALUES)?.let(::read) }

        private fun write(values: Map<String, String>) =
            Bundle().apply { values.forEach { (name, value) -> putString(name, value) } }

        private fun read(values: Bundle): Map<String, String> =
            values.keySet().associateWith { values.getString(it).orEmpty() }
    }
}

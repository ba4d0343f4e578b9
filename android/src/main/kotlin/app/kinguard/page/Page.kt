package app.kinguard.page

import android.annotation.TargetApi
import android.app.Activity
import android.graphics.Bitmap
import android.os.Build
import android.text.Editable
import android.text.TextWatcher
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.EditText
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.RadioButton
import android.widget.RadioGroup
import android.widget.ScrollView
import android.widget.Switch
import android.widget.TextView
import app.kinguard.R
import app.kinguard.phone.AppIdentity
import app.kinguard.view.clearBars
import app.kinguard.view.fit
import app.kinguard.view.keepWordsWhole

/** One column of large text with a main button below it. Touches go through [touched]. */
class Page internal constructor(private val activity: Activity, internal val touched: (() -> Unit) -> Unit) {
    private val root = activity.requireViewById<ViewGroup>(R.id.page)
    private val scroll = activity.requireViewById<ScrollView>(R.id.page_scroll)
    private val column = activity.requireViewById<LinearLayout>(R.id.page_column)
    private val main = activity.requireViewById<Button>(R.id.page_main)
    private val wrongs = mutableSetOf<View>()
    private val kept = mutableSetOf<View>()

    init {
        // From Android 14 on this also keeps out apps that only pretend to be accessibility tools, see [openToReaders].
        root.filterTouchesWhenObscured = true
        root.setOnApplyWindowInsetsListener { view, insets -> insets.also { view.clearBars(it, keyboard = true) } }
        fit(main, BUTTON_SIGNS)
    }

    /** The width of the column. */
    internal val roomDp: Int get() = activity.resources.configuration.screenWidthDp - MARGINS

    internal val fontScale: Float get() = activity.resources.configuration.fontScale

    /** Sets whether services may read this page that do not declare themselves accessibility tools. */
    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    fun openToReaders(open: Boolean) = listOf(root, scroll).forEach {
        it.setAccessibilityDataSensitive(
            if (open) View.ACCESSIBILITY_DATA_SENSITIVE_NO else View.ACCESSIBILITY_DATA_SENSITIVE_AUTO,
        )
    }

    fun show(build: Page.() -> Unit) {
        column.removeAllViews()
        wrongs.clear()
        main.visibility = View.GONE
        kept.forEach { it.visibility = View.GONE }
        build()
    }

    /** Makes the main button work even while nothing else may. */
    fun alwaysOpen(act: () -> Unit) = main.setOnClickListener { act() }

    /** Adds a button that leads away from a page that may not be seen. */
    fun away(words: String, act: () -> Unit): Button =
        pressed(R.layout.page_button, words) {}.also { it.setOnClickListener { act() } }

    fun toTop() = scroll.scrollTo(0, 0)

    /** Scrolls to the field above the first error, which shows both. */
    fun toFirstFault() {
        val at = (0 until column.childCount).firstOrNull {
            column.getChildAt(it) in wrongs &&
                column.getChildAt(it).isShown
        }
        val field = at?.let { column.getChildAt((it - 2).coerceAtLeast(0)) } ?: return
        scroll.post { scroll.scrollTo(0, field.top) }
    }

    fun headline(words: String): TextView = write(R.layout.page_headline, words, HEADLINE_SIGNS)

    fun heading(words: String): TextView = write(R.layout.page_heading, words, BODY_SIGNS)

    fun text(words: String): TextView = write(R.layout.page_text, words, BODY_SIGNS)

    /** Adds a thing and its state, read out as one. It cannot be tapped. */
    fun fact(name: String, state: String, condition: Condition = Condition.PLAIN): View =
        card(name, state, condition).view

    /** Adds a result or an error: a screen reader announces it when it changes. */
    fun news(words: String?): TextView = write(R.layout.page_news, words.orEmpty(), BODY_SIGNS).also { tell(it, words) }

    /** Adds a result in the colours of its [condition]: a screen reader announces it. */
    fun news(words: String, condition: Condition): View = card(words, "", condition).view.also {
        it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }

    /** Adds the error that keeps the user from going on. It is empty while there is none. */
    fun wrong(words: String?): TextView = write(R.layout.page_wrong, "", BODY_SIGNS).also { view ->
        wrongs += view
        tell(view, words)
    }

    fun button(words: String, act: () -> Unit): Button = pressed(R.layout.page_button, words, act)

    fun main(words: String, act: () -> Unit) {
        main.text = words
        main.visibility = View.VISIBLE
        main.setOnClickListener { touched(act) }
    }

    /** Shows another [button] that the page's layout keeps visible. */
    fun kept(button: View, act: () -> Unit) {
        kept += button
        button.visibility = View.VISIBLE
        button.setOnClickListener { touched(act) }
    }

    /** Adds the most important button of a page whose main button does something else. */
    fun strong(words: String, act: () -> Unit): Button = pressed(R.layout.page_strong, words, act)

    /** Adds a button for users who look for it. */
    fun quiet(words: String, act: () -> Unit): Button = pressed(R.layout.page_quiet, words, act)

    /** Adds the overall state in one large line beside a drawn [mark], read out as one. */
    fun status(mark: Int, description: String, words: String): View =
        add<ViewGroup>(R.layout.page_status).also { status ->
            val picture = status.requireViewById<ImageView>(R.id.page_status_mark)
            val line = status.requireViewById<TextView>(R.id.page_status_words)
            picture.setImageResource(mark)
            picture.contentDescription = description
            line.text = words
            fit(line, HEADLINE_SIGNS)
        }

    /** Adds a drawing that shows what the text beside it says. */
    fun drawing(id: Int): ImageView = add<ImageView>(R.layout.page_drawing).also { it.setImageResource(id) }

    /** Adds a picture that shows what the text beside it says. */
    fun drawing(picture: Bitmap): ImageView = picture(picture, null).also {
        it.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    /** Adds a person or thing that opens on a tap: a name and details, read out as one. */
    fun row(
        name: String,
        lines: List<String>,
        icon: Int? = null,
        condition: Condition = Condition.PLAIN,
        act: () -> Unit,
    ): View = card(name, lines.joinToString("\n"), condition).also { card ->
        icon?.let(card::icon)
        card.opens { touched(act) }
    }.view

    /** Adds another app and details about it, read out as one. It cannot be tapped. */
    fun app(face: AppIdentity, lines: String?): View =
        card(face.label, listOfNotNull(face.app, lines).joinToString("\n"), Condition.PLAIN).also {
            it.icon(face.icon)
        }.view

    /** Adds one of several things to do in turn. */
    fun step(number: Int, words: String): View = add<ViewGroup>(R.layout.page_step).also { step ->
        fill(step.requireViewById(R.id.page_step_number), "$number")
        fill(step.requireViewById(R.id.page_step_words), words)
    }

    /** Adds an event and its time, read out as one. */
    fun note(moment: String, words: String, more: List<String>, weight: Weight): View =
        add<ViewGroup>(R.layout.page_note).also { note ->
            fill(note.requireViewById(R.id.page_note_when), moment)
            val what = note.requireViewById<TextView>(R.id.page_note_what)
            fill(what, words)
            fill(note.requireViewById(R.id.page_note_more), more.joinToString("\n"))
            if (weight == Weight.PLAIN) return@also
            val edge = activity.resources.getDimensionPixelSize(R.dimen.space)
            note.setBackgroundResource(R.drawable.page_plate)
            note.setPadding(edge, edge, edge, edge)
            if (weight == Weight.ALARM) what.setTextColor(activity.getColor(R.color.page_fault))
        }

    internal fun fill(view: TextView, words: String) {
        view.text = words
        view.visibility = if (words.isEmpty()) View.GONE else View.VISIBLE
        fit(view, BODY_SIGNS)
    }

    /** Adds an input field, with its error below it. */
    fun field(label: String, value: String, kind: Int, wrong: String? = null, typed: (String) -> Unit): Field {
        val words = text(label)
        val edit = add<EditText>(R.layout.page_field)
        edit.id = View.generateViewId()
        edit.isSaveEnabled = false
        edit.inputType = kind
        edit.setText(value)
        fit(edit, BODY_SIGNS)
        words.labelFor = edit.id
        edit.addTextChangedListener(Typed { typed(it) })
        return Field(edit, wrong(wrong))
    }

    fun switch(label: String, on: Boolean, changed: (Boolean) -> Unit): Switch =
        add<Switch>(R.layout.page_switch).also { switch ->
            switch.text = label
            switch.isSaveEnabled = false
            switch.isChecked = on
            fit(switch, BODY_SIGNS)
            switch.setOnClickListener {
                val now = switch.isChecked
                switch.isChecked = !now
                touched {
                    switch.isChecked = now
                    changed(now)
                }
            }
        }

    /** Adds answers of which one is [chosen]. Without a [label] the words before them are the question. */
    fun <T> choices(label: String?, all: List<Pair<T, String>>, chosen: T, changed: (T) -> Unit) {
        label?.let(::heading)
        val group = RadioGroup(activity)
        column.addView(group)
        for ((value, words) in all) {
            val choice = inflate<RadioButton>(R.layout.page_choice, group)
            choice.id = View.generateViewId()
            choice.isSaveEnabled = false
            choice.text = words
            fit(choice, BODY_SIGNS)
            choice.isChecked = value == chosen
            group.addView(choice)
            choice.setOnClickListener { touched { changed(value) } }
        }
    }

    /** Adds a few short answers of which at most one is [chosen], two in a row. */
    fun <T> chips(label: String, all: List<Pair<T, String>>, chosen: T?, changed: (T) -> Unit) {
        heading(label)
        for (pair in all.chunked(2)) {
            val row = LinearLayout(activity)
            row.isBaselineAligned = false
            column.addView(row)
            for ((value, words) in pair) {
                val chip = inflate<RadioButton>(R.layout.page_chip, row)
                chip.isSaveEnabled = false
                chip.text = words
                chip.isChecked = value == chosen
                fit(chip, CHIP_SIGNS)
                (chip.layoutParams as LinearLayout.LayoutParams).weight = 1f
                row.addView(chip)
                chip.setOnClickListener {
                    chip.isChecked = value == chosen
                    touched { changed(value) }
                }
            }
        }
    }

    /** Adds a pad for digits that starts with [already]; calls [done] once there are [count]. */
    fun pad(count: Int, already: String, changed: (String) -> Unit, done: (String) -> Unit): DigitPad {
        val pad = DigitPad(add(R.layout.page_pad), count, already, touched, changed, done)
        pad.texts().forEach { fit(it, PAD_SIGNS) }
        return pad
    }

    fun picture(picture: Bitmap, description: String?): ImageView = add<ImageView>(R.layout.page_picture).also { view ->
        view.setImageBitmap(picture)
        view.contentDescription = description
    }

    internal fun card(name: String, lines: String, condition: Condition): Card {
        val card = Card(add(R.layout.page_card), ::fill)
        card.name(name)
        card.lines(lines)
        card.condition(condition)
        return card
    }

    private fun write(layout: Int, words: String, signs: Int): TextView = add<TextView>(layout).also { view ->
        view.text = words
        fit(view, signs)
    }

    private fun pressed(layout: Int, words: String, act: () -> Unit): Button = add<Button>(layout).also { button ->
        button.text = words
        fit(button, BUTTON_SIGNS)
        button.setOnClickListener { touched(act) }
    }

    internal fun <V : View> add(layout: Int): V = inflate<V>(layout, column).also(column::addView)

    @Suppress("UNCHECKED_CAST")
    internal fun <V : View> inflate(layout: Int, parent: ViewGroup): V =
        activity.layoutInflater.inflate(layout, parent, false) as V

    private fun fit(view: TextView, signs: Int) {
        if (view !is EditText) view.keepWordsWhole()
        view.fit(roomDp.toFloat(), signs)
    }

    /** The emphasis of a note. */
    enum class Weight { PLAIN, PLATE, ALARM }

    class Field(val edit: EditText, private val wrong: TextView) {
        fun say(words: String?) = tell(wrong, words)

        /** Calls [act] when the user moves on to something else. */
        fun whenLeft(act: (Field) -> Unit) = edit.setOnFocusChangeListener { _, has -> if (!has) act(this) }
    }

    private class Typed(private val typed: (String) -> Unit) : TextWatcher {
        override fun afterTextChanged(text: Editable) = typed(text.toString())

        override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

        override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit
    }

    companion object {
        private const val HEADLINE_SIGNS = 9
        private const val BODY_SIGNS = 12
        private const val BUTTON_SIGNS = 11
        private const val PAD_SIGNS = 8

        /** Chips stand in pairs. */
        private const val CHIP_SIGNS = 14
        private const val MARGINS = 48

        /** Sets the text only when it changes, because a screen reader announces it each time it is set. */
        fun tell(view: TextView, words: String?) {
            if (view.text.toString() != words.orEmpty()) view.text = words.orEmpty()
            view.visibility = if (words.isNullOrEmpty()) View.GONE else View.VISIBLE
        }
    }
}

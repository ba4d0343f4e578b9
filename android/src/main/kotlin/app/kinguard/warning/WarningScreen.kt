package app.kinguard.warning

import android.animation.ValueAnimator
import android.annotation.TargetApi
import android.content.res.ColorStateList
import android.content.res.Configuration
import android.graphics.Color
import android.graphics.PorterDuff
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.os.Build
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.view.WindowInsetsController
import android.widget.Button
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.TextView
import app.kinguard.R
import app.kinguard.phone.isOfService
import app.kinguard.phone.keepServicesOut
import app.kinguard.view.clearBars
import app.kinguard.view.fit
import app.kinguard.view.keepWordsWhole

/** The views of the warning, below [root]. Shows a [WarningUiState] on [ground] and passes on touches. */
internal class WarningScreen(
    private val root: ViewGroup,
    private val ground: View,
    /** Returns whether an app that is unknown to the family may press here. */
    private val isActedOn: () -> Boolean,
    private val act: (WarningAction) -> Unit,
) {
    private val said = find<TextView>(R.id.warning_said)
    private val calling = find<TextView>(R.id.warning_calling)
    private val practice = find<TextView>(R.id.warning_practice)
    private val sign = find<ImageView>(R.id.warning_sign)
    private val step = find<TextView>(R.id.warning_step)
    private val headline = find<TextView>(R.id.warning_headline)
    private val body = find<TextView>(R.id.warning_body)
    private val drawing = find<ImageView>(R.id.warning_drawing)
    private val more = find<TextView>(R.id.warning_more)
    private val main = find<Button>(R.id.warning_main)
    private val bank = find<Button>(R.id.warning_bank)
    private val second = find<Button>(R.id.warning_second)
    private val call = find<Button>(R.id.warning_call)
    private val moneySent = find<Button>(R.id.warning_money_sent)
    private val goOn = find<Button>(R.id.warning_go_on)
    private val back = find<Button>(R.id.warning_back)
    private val buttons = listOf(main, bank, second, call, moneySent, goOn, back)
    private val scroll = find<ScrollView>(R.id.warning_scroll)
    private val moreBelow = find<TextView>(R.id.warning_more_below)
    private val ring = WaitRing(WarningUiStateFactory.WAIT_MS, ValueAnimator::areAnimatorsEnabled)
    private val acts = mutableMapOf<Button, WarningAction>()

    init {
        if (!hasRoom()) drawing.layoutParams.height = dp(SMALL_DRAWING).toInt()
        root.setOnApplyWindowInsetsListener { view, insets ->
            insets.also { view.clearBars(it, side = dp(SIDE).toInt()) }
        }
        // Only the button that leads on into the danger rejects touches through another window; buttons that stop it
        // never do.
        goOn.filterTouchesWhenObscured = true
        buttons.forEach(::refuseOthers)
        scroll.setOnScrollChangeListener { _, _, _, _, _ -> showWhetherMoreIsBelow() }
        scroll.addOnLayoutChangeListener { _, _, _, _, _, _, _, _, _ -> showWhetherMoreIsBelow() }
        fit(headline, HEADLINE_SIGNS)
        listOf(said, calling, practice, step, body, more, moreBelow).forEach { fit(it, BODY_SIGNS) }
        buttons.forEach { fit(it, BUTTON_SIGNS) }
    }

    fun show(warning: Warning, face: WarningUiState) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) openToReaders(warning.mayBeReadOut)
        paint(WarningColors.of(warning))
        write(said, face.said)
        write(calling, face.calling)
        practice.visibility = visible(warning.practice)
        write(step, face.step)
        sign.visibility = visible(hasRoom() && face.drawing == null && face.calling == null && face.said == null)
        write(headline, face.headline)
        write(body, face.body)
        write(more, face.more)
        draw(face)
        offer(main, face.main)
        offer(bank, face.bank)
        offer(second, face.second)
        offer(call, face.call)
        offer(
            moneySent,
            if (face.moneySent) WarningButton(moneySent.text.toString(), WarningAction.MoneySent) else null,
        )
        offer(goOn, face.goOn)
        offer(back, face.back)
        // The last button on the screen, near the thumb, but the first one that is read out.
        main.accessibilityTraversalAfter = (if (face.more != null) more else body).id
    }

    private fun offer(button: Button, tap: WarningButton?) {
        write(button, tap?.words)
        button.isEnabled = tap != null
        if (tap == null) acts.remove(button) else acts[button] = tap.act
        button.setOnClickListener { tap?.let { act(it.act) } }
    }

    /** Shows what the page asks for, or how long it waits. What a ring says stands below it in words that do not change. */
    private fun draw(face: WarningUiState) {
        drawing.visibility = visible(face.drawing != null || face.leftMs != null)
        drawing.importantForAccessibility =
            if (face.drawing == null) View.IMPORTANT_FOR_ACCESSIBILITY_NO else View.IMPORTANT_FOR_ACCESSIBILITY_YES
        drawing.contentDescription = face.drawing?.let { root.context.getText(it.description) }
        when {
            face.leftMs != null -> {
                ring.leftMs = face.leftMs
                if (drawing.drawable !== ring) drawing.setImageDrawable(ring)
            }
            face.drawing != null -> drawing.setImageResource(face.drawing.picture)
        }
    }

    /** Says whether buttons lie below the edge: a thin bar is not noticed. It covers what is cut off anyway. */
    private fun showWhetherMoreIsBelow() {
        val column = scroll.getChildAt(0)
        val hidden = column.bottom - column.paddingBottom - scroll.scrollY - scroll.height
        moreBelow.visibility = if (hidden > dp(EDGE)) View.VISIBLE else View.INVISIBLE
    }

    /** Refuses touches by services, except to hang up and to call somebody. */
    private fun refuseOthers(button: Button) {
        val isBarred = { acts[button]?.let { it.helpsWhoeverPresses() } == false && isActedOn() }
        button.setOnTouchListener { _, touch ->
            val isCovered = touch.flags and MotionEvent.FLAG_WINDOW_IS_PARTIALLY_OBSCURED != 0
            (button === goOn && isCovered) || (touch.isOfService() && isBarred())
        }
        button.keepServicesOut(isBarred)
    }

    private fun WarningAction.helpsWhoeverPresses() =
        this is WarningAction.HangUp || this is WarningAction.CallFamily || this is WarningAction.Dial

    /** Returns whether there is space for a sign above the words without pushing anything else off the screen. */
    private fun hasRoom() = root.resources.configuration.let { it.screenHeightDp >= TALL && it.fontScale < LARGE }

    /** Sets a text only if it changes: a screen reader repeats it each time it is set. */
    private fun write(view: TextView, words: String?) {
        val lines = words?.let { breakChineseLines(it) { line -> view.paint.measureText(line) <= roomFor(view) } }
        if (lines != null && view.text.toString() != lines) view.text = lines
        view.visibility = visible(lines != null)
    }

    /** Returns the width of a line. In landscape texts and buttons stand side by side. */
    private fun roomFor(view: TextView): Float {
        val configuration = root.resources.configuration
        val width = configuration.screenWidthDp - MARGINS
        val landscape = configuration.orientation == Configuration.ORIENTATION_LANDSCAPE
        return dp(if (landscape) (width - SIDE) * TEXT_COLUMN else width) - view.paddingStart - view.paddingEnd
    }

    private fun paint(look: WarningColors) {
        val plain = root.context.getColor(look.ground)
        val text = root.context.getColor(look.text)
        val button = root.context.getColor(look.button)
        val buttonText = root.context.getColor(look.buttonText)
        ground.setBackgroundColor(plain)
        listOf(step, headline, body, more, moreBelow).forEach { it.setTextColor(text) }
        moreBelow.setBackgroundColor(plain)
        sign.imageTintList = ColorStateList.valueOf(text)
        // The white of the drawing takes the colour of the text; its dark screen stays dark.
        drawing.imageTintMode = PorterDuff.Mode.MULTIPLY
        drawing.imageTintList = ColorStateList.valueOf(text)
        listOf(said, calling, practice).forEach {
            it.setTextColor(buttonText)
            it.background = plate(fill = button, edge = button)
        }
        main.setTextColor(buttonText)
        main.background = pressed(plate(fill = button, edge = button), buttonText)
        (buttons - main).forEach {
            it.setTextColor(text)
            it.background = pressed(plate(fill = plain, edge = text), text)
        }
        // The way on is available, but does not invite a touch.
        goOn.background = pressed(plate(fill = plain, edge = plain), text)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) darkenBars(isLight(plain))
    }

    private fun plate(fill: Int, edge: Int) = GradientDrawable().apply {
        cornerRadius = dp(16f)
        setColor(fill)
        setStroke(dp(2f).toInt(), edge)
    }

    private fun pressed(plate: GradientDrawable, over: Int) =
        RippleDrawable(ColorStateList.valueOf(over and 0x00FFFFFF or 0x40000000), plate, null)

    private fun fit(view: TextView, signs: Int) {
        view.keepWordsWhole()
        val configuration = root.resources.configuration
        val share = if (configuration.orientation == Configuration.ORIENTATION_LANDSCAPE) COLUMN else 1f
        view.fit(configuration.screenWidthDp * share - MARGINS, signs)
    }

    @TargetApi(Build.VERSION_CODES.R)
    private fun darkenBars(dark: Boolean) {
        val mask =
            WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS or
                WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS
        ground.windowInsetsController?.setSystemBarsAppearance(if (dark) mask else 0, mask)
    }

    /**
     * Decides what accessibility services can read. An app that falsely claims to be an accessibility tool can neither
     * read this nor press it by what it reads; the way on is never open. Gestures go by positions on the screen and are
     * refused one by one.
     */
    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun openToReaders(open: Boolean) {
        val rest = if (open) View.ACCESSIBILITY_DATA_SENSITIVE_NO else View.ACCESSIBILITY_DATA_SENSITIVE_YES
        all(root).forEach {
            it.setAccessibilityDataSensitive(if (it === goOn) View.ACCESSIBILITY_DATA_SENSITIVE_YES else rest)
        }
    }

    private fun all(view: View): List<View> = listOf(view) +
        if (view is ViewGroup) (0 until view.childCount).flatMap { all(view.getChildAt(it)) } else emptyList()

    private fun isLight(color: Int) = Color.luminance(color) > 0.5f

    private fun visible(shown: Boolean) = if (shown) View.VISIBLE else View.GONE

    private fun dp(value: Float) = value * root.resources.displayMetrics.density

    private fun <V : View> find(id: Int): V = root.requireViewById(id)

    private companion object {
        const val HEADLINE_SIGNS = 9
        const val BODY_SIGNS = 10
        const val BUTTON_SIGNS = 10
        const val TALL = 700
        const val LARGE = 1.3f
        const val SIDE = 24f
        const val MARGINS = 2 * SIDE

        /** The share of the narrower column in landscape. */
        const val COLUMN = 0.45f
        const val TEXT_COLUMN = 0.6f
        const val SMALL_DRAWING = 88f

        /** A button may lack this much below. */
        const val EDGE = 2f
    }
}

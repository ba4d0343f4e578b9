package app.kinguard.home

import android.app.Activity
import android.content.res.ColorStateList
import android.content.res.Configuration
import android.graphics.drawable.Drawable
import android.graphics.drawable.InsetDrawable
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.TextView
import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.view.fit

/** The two buttons of home that stay in sight, with their pictures, and the ground that they stand on. */
internal class HomeButtons(private val activity: Activity, private val page: Page) {
    private val main = activity.requireViewById<Button>(R.id.page_main)
    private val help = activity.requireViewById<View>(R.id.home_help)
    private val size = activity.resources.getDimensionPixelSize(R.dimen.home_portrait)
    private val isOnItsSide =
        activity.resources.configuration.orientation == Configuration.ORIENTATION_LANDSCAPE
    private val iconSize = activity.resources.getDimensionPixelSize(R.dimen.icon)

    fun call(target: CallTarget, act: () -> Unit) {
        page.main(target.words, act)
        fit(main)
        when (target) {
            is CallTarget.Ring -> pictures(portrait(target), icon(R.drawable.icon_call).takeUnless { isOnItsSide })
            is CallTarget.Add -> pictures(inPlaceOfPortrait(R.drawable.icon_add), null)
            is CallTarget.Dial -> pictures(inPlaceOfPortrait(R.drawable.icon_call), null)
        }
    }

    /** Shows the alarm button. [told] says who hears, if anybody does. */
    fun alarm(told: String?, act: () -> Unit) {
        write(R.id.home_help_words, activity.getString(R.string.home_help))
        write(R.id.home_help_told, told.orEmpty())
        page.kept(help, act)
    }

    private fun write(id: Int, words: String) = help.requireViewById<TextView>(id).let {
        page.fill(it, words)
        fit(it)
    }

    /** Beside a picture, and in a column of a phone on its side, a line has less room than on a page. */
    private fun fit(view: TextView) {
        val metrics = activity.resources.displayMetrics
        val column = activity.resources.configuration.screenWidthDp * if (isOnItsSide) COLUMN else 1f
        view.fit(column - AROUND - size / metrics.density, if (isOnItsSide) SIDE_SIGNS else SIGNS)
    }

    /** Paints the ground of a red warning, or that of any page. */
    fun ground(isRed: Boolean) {
        val ground = if (isRed) R.color.warning_red_ground else R.color.page_ground
        activity.requireViewById<View>(R.id.page).setBackgroundColor(activity.getColor(ground))
        main.backgroundTintList =
            if (isRed) ColorStateList.valueOf(activity.getColor(R.color.warning_red_button)) else null
        main.setTextColor(
            activity.getColor(if (isRed) R.color.warning_red_button_text else R.color.page_button_text),
        )
        if (isRed) pictures(null, null)
        main.gravity = if (isRed) Gravity.CENTER else Gravity.START or Gravity.CENTER_VERTICAL
    }

    private fun pictures(before: Drawable?, after: Drawable?) {
        before?.setBounds(0, 0, size, size)
        after?.setBounds(0, 0, iconSize, iconSize)
        main.setCompoundDrawablesRelative(before, null, after, null)
    }

    private fun portrait(target: CallTarget.Ring) = Portrait(
        target.name,
        target.photo,
        size,
        ink = activity.getColor(R.color.page_button),
        ground = activity.getColor(R.color.page_button_text),
    )

    private fun inPlaceOfPortrait(id: Int): Drawable? = icon(id)?.let { InsetDrawable(it, (size - iconSize) / 2) }

    private fun icon(id: Int): Drawable? = activity.getDrawable(id)?.mutate()?.apply {
        setTint(activity.getColor(R.color.page_button_text))
    }

    private companion object {
        /** The share of the page that the buttons have on a phone on its side, see layout-land/home.xml. */
        const val COLUMN = 0.4f

        /** The margins of the page, the padding of a button, and the gap after its picture, in dp. */
        const val AROUND = 84
        const val SIGNS = 8
        const val SIDE_SIGNS = 6
    }
}

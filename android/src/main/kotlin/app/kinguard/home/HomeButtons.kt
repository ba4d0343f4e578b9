package app.kinguard.home

import android.app.Activity
import android.content.res.ColorStateList
import android.graphics.drawable.Drawable
import android.graphics.drawable.InsetDrawable
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.ImageView
import android.widget.TextView
import app.kinguard.R
import app.kinguard.page.Page

/** The two buttons of home that stay in sight, with their pictures, and the ground that they stand on. */
internal class HomeButtons(private val activity: Activity, private val page: Page) {
    private val main = activity.requireViewById<Button>(R.id.page_main)
    private val help = activity.requireViewById<View>(R.id.home_help)
    private val size = activity.resources.getDimensionPixelSize(R.dimen.home_portrait)
    private val iconSize = activity.resources.getDimensionPixelSize(R.dimen.icon)

    fun call(target: CallTarget, act: () -> Unit) {
        page.main(target.words, act)
        when (target) {
            is CallTarget.Ring -> pictures(portrait(target), icon(R.drawable.icon_call))
            is CallTarget.Add -> pictures(inPlaceOfPortrait(R.drawable.icon_add), null)
            is CallTarget.Dial -> pictures(inPlaceOfPortrait(R.drawable.icon_call), null)
        }
    }

    /** Shows the alarm button. [told] says who hears, if anybody does. */
    fun alarm(told: String?, act: () -> Unit) {
        page.fill(help.requireViewById(R.id.home_help_words), activity.getString(R.string.home_help))
        page.fill(help.requireViewById(R.id.home_help_told), told.orEmpty())
        page.kept(help, act)
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
}

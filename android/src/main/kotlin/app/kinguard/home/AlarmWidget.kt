package app.kinguard.home

import android.app.PendingIntent
import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProvider
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.view.View
import android.widget.RemoteViews
import app.kinguard.R
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.AppLanguage
import app.kinguard.text.withUnbreakableWords
import java.util.concurrent.Executor

/**
 * The alarm button as a widget of the phone's home screen. What it says is read off the main thread.
 *
 * The launcher gets an immutable intent for [AlarmActivity]. All that a tap can do, whoever makes it, is raise the
 * alarm.
 */
class AlarmWidget(
    private val context: Context,
    private val aside: Executor,
    /** Returns the name of the relative who hears first, or null if nobody does. Blocks. */
    private val firstTold: () -> String?,
) {
    private var shown: Pair<String?, String>? = null

    /** Draws every widget afresh; [done] is called once that is over. */
    fun refresh(done: () -> Unit = {}) = aside.execute {
        unlessRefused { draw(firstTold(), anew = true) }
        done()
    }

    /** Shows that [first] hears first, unless the widget says so already. Blocks. */
    fun show(first: String?) = draw(first, anew = false)

    @Synchronized
    private fun draw(first: String?, anew: Boolean) {
        val speaking = AppLanguage.speaking(context)
        val now = first to speaking.getString(R.string.home_help)
        if (now == shown && !anew) return
        shown = now
        val provider = ComponentName(context, AlarmWidgetProvider::class.java)
        // Some phones have no widgets.
        unlessRefused {
            AppWidgetManager.getInstance(context)?.run {
                updateAppWidget(getAppWidgetIds(provider), views(speaking, first))
            }
        }
    }

    companion object {
        internal fun views(context: Context, first: String?) =
            RemoteViews(context.packageName, R.layout.home_widget).apply {
                val told = first?.let { context.getString(R.string.home_help_told, it) }.orEmpty()
                setTextViewText(R.id.home_widget_words, withUnbreakableWords(context.getString(R.string.home_help)))
                setTextViewText(R.id.home_widget_told, withUnbreakableWords(told))
                setViewVisibility(R.id.home_widget_told, if (first == null) View.GONE else View.VISIBLE)
                setOnClickPendingIntent(R.id.home_widget, tapped(context))
            }

        private fun tapped(context: Context) = PendingIntent.getActivity(
            context,
            0,
            Intent(context, AlarmActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK),
            PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE,
        )
    }
}

/** Draws the widget when Android asks for it. It is not exported: Android reaches it all the same. */
class AlarmWidgetProvider : AppWidgetProvider() {
    override fun onUpdate(context: Context, manager: AppWidgetManager, ids: IntArray) {
        val host = context.applicationContext as? HomeHost ?: return
        val pending: PendingResult? = goAsync()
        host.home.widget.refresh { pending?.finish() }
    }
}

package app.kinguard.page

import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import app.kinguard.R

/** One link of a chain of events. [moment] is null if it did not happen. */
data class ChainLink(val name: String, val moment: String?)

/** Adds a drawn chain of events, one below the other, filled as far as they happened. Read out as [sentence]. */
fun Page.chain(links: List<ChainLink>, sentence: String): View {
    val chain = add<LinearLayout>(R.layout.page_chain)
    chain.contentDescription = sentence
    links.forEachIndexed { at, link ->
        val view = inflate<ViewGroup>(R.layout.page_chain_link, chain)
        view.requireViewById<View>(R.id.page_chain_above).isInvisible(at == 0)
        view.requireViewById<View>(R.id.page_chain_below).isInvisible(at == links.lastIndex)
        val dot = if (link.moment == null) R.drawable.page_chain_open else R.drawable.page_chain_done
        view.requireViewById<ImageView>(R.id.page_chain_dot).setImageResource(dot)
        fill(view.requireViewById(R.id.page_chain_name), link.name)
        fill(view.requireViewById<TextView>(R.id.page_chain_moment), link.moment.orEmpty())
        chain.addView(view)
    }
    return chain
}

private fun View.isInvisible(yes: Boolean) {
    visibility = if (yes) View.INVISIBLE else View.VISIBLE
}

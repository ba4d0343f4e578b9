package app.kinguard.relative.screen

import android.content.Context
import android.content.Intent
import app.kinguard.failure.isAllowed
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.phone.dialler
import app.kinguard.relative.Parent

/** A page of the family's phone. It shows each change as it comes, and nothing on it can harm a parent's phone. */
abstract class RelativePage : PageActivity() {
    protected val screens: RelativeScreens get() = (application as RelativeHost).relative
    private var observed: AutoCloseable? = null

    override fun passage(): PageAccess = PageAccess.OPEN

    override fun onStart() {
        super.onStart()
        observed = screens.parents.observe(::refresh)
    }

    override fun onStop() {
        super.onStop()
        observed?.close()
        observed = null
    }

    /** Returns the parent that the page was opened for, or null if there is none any more. Blocks. */
    protected fun parent(): Parent? = screens.parents.all().find { it.id == parentId }

    protected val parentId: Long get() = intent.getLongExtra(PARENT, NOBODY)

    protected fun called(parent: Parent): String = called(this, parent.name)

    /** Prepares a call. Without a number, the dialler is empty. */
    protected fun dial(number: String): Boolean = isAllowed { startActivity(dialler(number.ifEmpty { null })) }

    internal companion object {
        const val PARENT = "parent"
        const val NOBODY = -1L

        inline fun <reified P : RelativePage> about(context: Context, parent: Long): Intent =
            Intent(context, P::class.java).putExtra(PARENT, parent)
    }
}

package app.kinguard

import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import org.junit.Assert.assertEquals
import org.junit.Assert.assertSame
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowProcess
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** The application as Android creates it: for the guard's own process, and for the self-test's isolated one. */
@RunWith(AndroidRunner::class)
class AppTest {
    private val base = Touched(RuntimeEnvironment.getApplication())

    @Test
    fun `an isolated process opens nothing, asks for nothing and starts nothing`() {
        ShadowProcess.setIsIsolated()
        val app = begins()
        assertEquals(emptyList<String>(), base.touched)
        assertSame("in the phone's own language", base, app.baseContext)
        assertEquals(0, callbacks(app))
        assertEquals(null, shadowOf(RuntimeEnvironment.getApplication()).nextStartedService)
    }

    @Test
    fun `the guard's process watches its pages`() {
        val app = begins()
        assertEquals(
            "the guard's start, the family's PIN, and whether the warning's trial may begin",
            3,
            callbacks(app),
        )
    }

    /** Creates it as Android does before any component. */
    private fun begins(): App {
        val app = App()
        ReflectionHelpers.callInstanceMethod<Unit>(app, "attach", ClassParameter.from(Context::class.java, base))
        app.onCreate()
        return app
    }

    private fun callbacks(app: App): Int = ReflectionHelpers.getField<List<*>>(app, "mActivityLifecycleCallbacks").size

    /** Records what is requested from the phone, and which files are opened. */
    private class Touched(real: Application) : ContextWrapper(real) {
        val touched = mutableListOf<String>()

        override fun getSystemService(name: String): Any? {
            touched += name
            return super.getSystemService(name)
        }

        override fun getSharedPreferences(name: String, mode: Int) = super.getSharedPreferences(name, mode)
            .also { touched += name }

        override fun getDatabasePath(name: String) = super.getDatabasePath(name).also { touched += name }
    }
}

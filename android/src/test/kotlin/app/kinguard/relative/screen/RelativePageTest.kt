package app.kinguard.relative.screen

import android.app.Activity
import android.content.Intent
import android.widget.EditText
import app.kinguard.ShownScreen
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Runs the pages of the family's phone over parents of whom the test says how they fare. */
@Config(application = RelativeTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
abstract class RelativePageTest {
    internal val host = RuntimeEnvironment.getApplication() as RelativeTestApp
    internal val parents get() = host.parents

    internal inline fun <reified A : Activity> open(intent: Intent = Intent(host, A::class.java)): ShownScreen<A> =
        ShownScreen(Robolectric.buildActivity(A::class.java, intent).setup())

    internal fun started(screen: ShownScreen<out Activity>): Intent? = shadowOf(screen.activity).nextStartedActivity

    internal fun startedClass(screen: ShownScreen<out Activity>): String? = started(screen)?.component?.className

    /** Types into the field at this place from the top. */
    internal fun type(screen: ShownScreen<out Activity>, words: String, at: Int = 0) =
        screen.views().filterIsInstance<EditText>()[at].setText(words)
}

package app.kinguard.family.screen

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ScrollView
import android.widget.TextView
import app.kinguard.Pictures
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.Post
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/** Draws the family's screens, each as long as it is. */
@RunWith(RobolectricTestRunner::class)
@Config(application = ScreensHost::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class FamilyScreensTest {
    private val host = RuntimeEnvironment.getApplication() as ScreensHost
    private val pictures = Pictures(FEW)

    @Test
    fun `tall phone`() = draw("tall", "w411dp-h891dp", "420dpi", 1080, 2340)

    @Test
    fun `small phone`() = draw("small", "w360dp-h640dp", "xhdpi", 720, 1280)

    private fun draw(phone: String, size: String, density: String, width: Int, height: Int) {
        for (look in pictures.looks()) {
            val (language, scale, night) = look
            RuntimeEnvironment.setQualifiers("$language-$size-$night-$density")
            RuntimeEnvironment.setFontScale(scale)
            for ((name, prepare) in states(language)) {
                if (!pictures.wants(name)) continue
                host.process.contacts.all().forEach(host.process.contacts::remove)
                host.familyScreens.forgetRemoved()
                host.locked = false
                picture(prepare(), width, height, pictures.file("family-$name", phone, look), whole = true)
            }
        }
    }

    private fun picture(what: Shown, width: Int, height: Int, file: File, whole: Boolean) {
        @Suppress("UNCHECKED_CAST")
        val screen = Class.forName(checkNotNull(what.intent.component).className) as Class<out Activity>
        val controller = Robolectric.buildActivity(screen, what.intent).setup()
        shadowOf(Looper.getMainLooper()).idle()
        val activity = controller.get()
        what.taps.forEach { words -> all(activity.window.decorView).first { it.says(words) }.performClick() }
        shadowOf(Looper.getMainLooper()).idle()
        val decor = activity.window.decorView
        lay(decor, width, height)
        // The page is drawn as long as it is, so that nothing is left unseen.
        val scroll = activity.requireViewById<ScrollView>(R.id.page_scroll)
        val more = (scroll.getChildAt(0).height - scroll.height).coerceAtLeast(0)
        if (whole && more > 0) lay(decor, width, height + more)
        val bitmap = Bitmap.createBitmap(width, decor.height, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        file.outputStream().use { assertTrue(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) }
        bitmap.recycle()
        all(decor).filterIsInstance<TextView>().filter { it.isShown && it.layout != null }.forEach { view ->
            assertTrue("${file.name}: \"${view.text}\" is cut off", view.layout.height <= view.height)
        }
        controller.pause().stop().destroy()
    }

    private fun states(language: String): List<Pair<String, () -> Shown>> {
        val (first, second) =
            when (language) {
                "zh-rCN" -> "女儿小芳" to "儿子小明"
                "zh-rHK" -> "阿女" to "大仔"
                else -> "Mary" to "Robert"
            }

        fun two() = listOf(
            host.add(first, "+8613900000001", Address.TextMessage, PUSH, BARK),
            host.add(second, "+85290001234", Address.TextMessage),
        )

        fun tested(does: (Post, (Outcome) -> Unit) -> Unit): Intent {
            val contact = two().first()
            host.world.network.does = does
            host.process.family.test(contact)
            host.process.contacts.prove(contact.addresses[1].id, host.world.now)
            return TestActivity.of(host, contact.id)
        }
        return listOf(
            "nobody" to { Shown(FamilyActivity.intent(host)) },
            "list" to {
                two().first().addresses.take(2).forEach { host.process.contacts.prove(it.id, host.world.now) }
                Shown(FamilyActivity.intent(host))
            },
            "removed" to {
                two()
                host.familyScreens.remove(host.process.contacts.all().first())
                Shown(FamilyActivity.intent(host))
            },
            "locked" to {
                host.locked = true
                Shown(FamilyActivity.intent(host))
            },
            "new" to { Shown(ContactActivity.of(host, null), R.string.family_screen_save) },
            "contact" to { Shown(ContactActivity.of(host, two()[0].id)) },
            "remove" to { Shown(ContactActivity.of(host, two()[0].id), R.string.family_screen_remove) },
            "test" to { Shown(TestActivity.of(host, two()[0].id)) },
            "tested" to { Shown(tested(::mixed)) },
            "silence" to { Shown(SilenceActivity.of(host, two()[0].id)) },
            "pairing" to { Shown(PairingActivity.of(host, first, PUSH)) },
            "pairing-own" to {
                val own = PUSH.copy(server = "https://ntfy.example.org", token = "tk_secret")
                Shown(PairingActivity.of(host, first, own))
            },
            "robots" to { Shown(ContactActivity.of(host, two()[0].id), R.string.family_screen_more) },
            "server" to {
                Shown(
                    PairingActivity.of(host, first, PUSH),
                    R.string.family_screen_pair_own,
                    R.string.family_screen_pair_use_code,
                )
            },
            "settings" to { Shown(Intent(host, FamilySettingsActivity::class.java)) },
        )
    }

    private fun mixed(post: Post, outcome: (Outcome) -> Unit) {
        assertTrue(post.kind == MessageKind.TEST)
        outcome(
            if (host.world.network.handed.size % 3 == 1) {
                Outcome.Refused(Outcome.Reason.NO_CREDIT_OR_BARRED)
            } else {
                Outcome.Delivered
            },
        )
    }

    private fun View.says(words: Int) = this is Button && text.toString() == host.getString(words)

    private fun all(view: View): List<View> = if (view is ViewGroup) {
        listOf(view) + (0 until view.childCount).flatMap { all(view.getChildAt(it)) }
    } else {
        listOf(view)
    }

    private fun lay(view: View, width: Int, height: Int) {
        view.measure(exactly(width), exactly(height))
        view.layout(0, 0, width, height)
    }

    private fun exactly(size: Int) = View.MeasureSpec.makeMeasureSpec(size, View.MeasureSpec.EXACTLY)

    private class Shown(val intent: Intent, vararg val taps: Int)

    private companion object {
        val FEW = setOf("list", "new", "tested", "pairing")
    }
}

package app.kinguard.warning

import android.text.Editable
import android.text.TextWatcher
import android.view.View
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.overlays
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.shadows.ShadowSettings

/** Tests what a relative says on the warning, from afar. */
@RunWith(AndroidRunner::class)
class FamilySentenceTest : ScreenTest() {
    @Test
    fun `it stands under our heading with the name on this phone, and hides nothing`() {
        open(red())
        assertFalse(shown(R.id.warning_said))
        say("妈，是我，快挂掉")
        assertTrue(shown(R.id.warning_said))
        assertEquals("家人女儿小芳说：妈，是我，快挂掉", text(R.id.warning_said))
        assertEquals("快挂断！很可能是骗子。", text(R.id.warning_headline))
        assertTrue(shown(R.id.warning_main) && shown(R.id.warning_call))
        say("别转钱")
        assertEquals("家人女儿小芳说：别转钱", text(R.id.warning_said))
    }

    @Test
    fun `it stays on every step, and not on the page without a warning`() {
        open(red())
        say("快挂掉")
        tap(R.id.warning_main)
        assertEquals("别让他看", text(R.id.warning_headline))
        assertTrue(shown(R.id.warning_said))
        warningController.turn(WarningPage.MoneySent)
        warningController.dismiss()
        idle()
        assertFalse(shown(R.id.warning_said))
    }

    @Test
    fun `it is spoken after the alarm's sentence, once for each, even to whoever silenced the alarm`() {
        open(red())
        assertEquals(1, host.alarm.said.size)
        warningController.hush()
        say("快挂掉")
        assertEquals(2, host.alarm.said.size)
        val spoken = host.alarm.said.last().first
        assertTrue(spoken, spoken.startsWith(host.alarm.said.first().first))
        assertTrue(spoken, spoken.endsWith("家人女儿小芳说： 快挂掉"))
        say("快挂掉")
        cover()
        uncover()
        assertEquals("not twice", 2, host.alarm.said.size)
        say("别转钱")
        assertEquals(3, host.alarm.said.size)
    }

    @Test
    fun `a warning that comes with it speaks once`() {
        open(red().copy(said = FamilySentence("女儿小芳", "快挂掉")))
        assertEquals(1, host.alarm.said.size)
    }

    @Test
    fun `a screen reader hears it once, politely`() {
        open(red())
        val said = view(R.id.warning_said) as TextView
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, said.accessibilityLiveRegion)
        var changes = 0
        said.addTextChangedListener(
            object : TextWatcher {
                override fun afterTextChanged(text: Editable) {
                    changes += 1
                }

                override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

                override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit
            },
        )
        say("快挂掉")
        repeat(3) { warningController.turn(WarningPage.Way(it)) }
        cover()
        uncover()
        assertEquals(1, changes)
    }

    @Test
    fun `what stands in for the screen shows and speaks it, too`() {
        ShadowSettings.setCanDrawOverlays(true)
        val overlay = WarningOverlay(host) { warningController }
        warningController.show(red())
        overlay.sound()
        overlay.show()
        idle()
        assertEquals(1, host.alarm.said.size)
        say("快挂掉")
        val window = host.overlays().single()
        assertEquals(
            "家人女儿小芳说：快挂掉",
            window.requireViewById<TextView>(R.id.warning_said).text.toString().replace("\n", ""),
        )
        assertEquals(View.VISIBLE, window.requireViewById<View>(R.id.warning_main).visibility)
        assertEquals(2, host.alarm.said.size)
        say("快挂掉")
        assertEquals(2, host.alarm.said.size)
        overlay.clear()
        idle()
        assertEquals("its voice goes with it", 1, host.alarm.hushed)
    }

    @Test
    fun `it goes with the warning`() {
        open(red())
        say("快挂掉")
        warningController.dismiss()
        open(red())
        assertFalse(shown(R.id.warning_said))
        assertEquals(3, host.alarm.said.size)
        assertFalse(host.alarm.said.last().first.contains("快挂掉"))
    }

    private fun say(words: String) {
        val warning = checkNotNull(warningController.standing).warning
        warningController.show(warning.copy(said = FamilySentence("女儿小芳", words)))
        idle()
    }
}

package app.kinguard.family.screen

import android.content.Intent
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Color
import android.graphics.drawable.BitmapDrawable
import android.net.Uri
import android.provider.OpenableColumns
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Language
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.GraphicsMode
import java.io.FileInputStream
import java.io.FileOutputStream
import java.io.IOException

@RunWith(AndroidRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class InstructionCardTest : ScreenTest() {
    @Suppress("DEPRECATION") // Its successor is not on every release.
    @Test
    fun `the app that is chosen reads the picture that is shown, and nothing else`() {
        Robolectric.setupContentProvider(InstructionCardProvider::class.java, "app.kinguard.card")
        openCard()
        val shown = shown()
        tap("发送或打印")
        val chooser = checkNotNull(opened())
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        val send = checkNotNull(chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT))
        assertEquals(Intent.ACTION_SEND, send.action)
        assertEquals("image/png", send.type)
        assertEquals(Intent.FLAG_GRANT_READ_URI_PERMISSION, send.flags)
        val uri = checkNotNull(send.getParcelableExtra<Uri>(Intent.EXTRA_STREAM))
        assertEquals("content", uri.scheme)
        assertEquals(uri, send.clipData?.getItemAt(0)?.uri)
        listOf(uri, uri.buildUpon().path("/../databases/kinguard").build()).forEach { asked ->
            // Closing it is more than this Java can do for Android.
            val read = checkNotNull(host.contentResolver.openFileDescriptor(asked, "rw"))
            val bytes = FileInputStream(read.fileDescriptor).readBytes()
            assertTrue("$asked", shown.sameAs(BitmapFactory.decodeByteArray(bytes, 0, bytes.size)))
            assertThrows(IOException::class.java) { FileOutputStream(read.fileDescriptor).write(0) }
        }
        host.contentResolver.query(uri, null, null, null, null)?.use { row ->
            assertTrue(row.moveToFirst())
            assertEquals("card.png", row.getString(row.getColumnIndexOrThrow(OpenableColumns.DISPLAY_NAME)))
            assertTrue(row.getLong(row.getColumnIndexOrThrow(OpenableColumns.SIZE)) > 0)
        }
    }

    @Test
    fun `nobody may ask who was not chosen`() {
        val info = host.packageManager.getPackageInfo(host.packageName, PackageManager.GET_PROVIDERS)
        val provider = info.providers.orEmpty().single()
        assertEquals(InstructionCardProvider::class.java.name, provider.name)
        assertFalse(provider.exported)
        assertTrue(provider.grantUriPermissions)
        assertNull(provider.readPermission)
    }

    @Test
    fun `it looks the same at any type size and by night, and speaks the relative's language`() {
        openCard()
        val usual = shown()
        RuntimeEnvironment.setQualifiers("+night")
        RuntimeEnvironment.setFontScale(2f)
        openCard()
        assertTrue(usual.sameAs(shown()))
        assertEquals(Configuration.UI_MODE_NIGHT_YES, host.resources.configuration.uiMode and NIGHT)
        val others = listOf(Language.HONG_KONG, Language.ENGLISH).map { InstructionCard(host, it, "妈妈", "110").draw() }
        others.forEach { assertFalse(usual.sameAs(it)) }
        assertTrue(usual.height in 1_500..3_500)
        assertEquals("the margin", Color.WHITE, usual.getPixel(1, usual.height - 2))
    }

    @Test
    fun `the poster shows the drill's four answers, and is handed on as the card is`() {
        open(PosterActivity.intent(host))
        assertSays("防骗四步", "贴在爸妈的电话旁")
        val poster = views().filterIsInstance<ImageView>().last { it.drawable is BitmapDrawable }
        val spoken = "${poster.contentDescription}"
        val answers = listOf("说一句“我问问家人”", "电话里叫装的，都不装", "绝不会看您的屏幕", "停下，挂断，打给家人")
        answers.forEach { assertTrue("$it in $spoken", it in spoken) }
        assertTrue("${shown().height}", shown().height in 800..3_000)
        tap("发送或打印")
        assertEquals(Intent.ACTION_CHOOSER, opened()?.action)
    }

    @Test
    fun `the police are named only to a relative who can call them`() {
        val near = host.add("小芳", "+8613900000001", Address.TextMessage)
        val far = host.add("小明", "+85290001234", Address.TextMessage)
        assertEquals("110", host.familyScreens.police(near))
        assertNull(host.familyScreens.police(far))
        host.region = "HK"
        assertEquals("999", host.familyScreens.police(far))
        assertNull(host.familyScreens.police(near))
        val named = InstructionCard(host, Language.MAINLAND, "妈妈", "110").draw()
        assertFalse(named.sameAs(InstructionCard(host, Language.MAINLAND, "妈妈", null).draw()))
        assertNotEquals(0, named.width)
    }

    private fun openCard() {
        val contact = family.firstOrNull() ?: host.add("小芳", "+8613900000001", Address.TextMessage)
        host.settings.parent = "妈妈"
        open(InstructionCardActivity.of(host, contact.id))
    }

    private fun shown(): Bitmap {
        val picture = views().filterIsInstance<ImageView>().last { it.drawable is BitmapDrawable }
        return (picture.drawable as BitmapDrawable).bitmap
    }

    private companion object {
        const val NIGHT = Configuration.UI_MODE_NIGHT_MASK
    }
}

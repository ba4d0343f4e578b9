package app.kinguard.regions

import app.kinguard.core.appName
import app.kinguard.core.holdsMoney
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class BankLinesTest {
    @Test
    fun `every line belongs to an app that the catalogue knows for certain and money leaves through`() {
        LINES.values.forEach { lines ->
            lines.forEach { (app, line) ->
                assertNotNull(app, appName(app))
                assertTrue(app, holdsMoney(app) || app == CHAT_WITH_A_WALLET)
                assertTrue(line, line.all(Char::isDigit))
            }
        }
    }

    @Test
    fun `short numbers of the mainland, and eight digits in Hong Kong`() {
        assertTrue(LINES.getValue("CN").values.all { it.length == 5 && it.startsWith("95") })
        assertTrue(LINES.getValue("HK").values.all { it.length == 8 && it.first() in "23" })
    }

    @Test
    fun `a line is offered only where it connects`() {
        assertEquals("95588", bankLine("com.icbc", "cn"))
        assertNull(bankLine("com.icbc", "HK"))
        assertEquals("22333000", bankLine("hk.com.hsbc.hsbchkmobilebanking", "HK"))
        assertNull(bankLine("hk.com.hsbc.hsbchkmobilebanking", "CN"))
        assertNull(bankLine("com.icbc", ""))
        assertNull("no bank", bankLine("com.tencent.mobileqq", "CN"))
    }

    private companion object {
        const val CHAT_WITH_A_WALLET = "com.tencent.mm"
    }
}

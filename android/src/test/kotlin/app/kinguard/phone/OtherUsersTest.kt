package app.kinguard.phone

import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.os.UserManager
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Tests which other users of this phone Android shows to an ordinary app. */
@RunWith(AndroidRunner::class)
class OtherUsersTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val users = shadowOf(context.getSystemService(UserManager::class.java))
    private val found get() = OtherUsers(context).all()

    @Test
    fun `a phone of one user has nobody else`() = assertEquals(emptyList<OtherUser>(), found)

    @Test
    fun `a makers copies are a profile of their own number`() {
        users.addProfile(0, 999, "XSpace", 0)
        assertEquals(listOf(OtherUser.COPIES), found)
    }

    @Test
    fun `a profile of which nothing is said is a space`() {
        users.addProfile(0, 10, "?", 0)
        users.addProfile(0, 11, "?", 0)
        assertEquals("named once", listOf(OtherUser.SPACE), found)
    }

    @Test
    fun `a second space is no profile and is there all the same`() {
        users.addUser(10, "second", 0)
        assertEquals(listOf(OtherUser.SPACE), found)
        users.addProfile(0, 999, "XSpace", 0)
        assertEquals(listOf(OtherUser.COPIES, OtherUser.SPACE), found)
    }

    @Test
    fun `a phone that refuses tells of nobody`() {
        val refusing = object : ContextWrapper(context) {
            override fun getSystemService(name: String): Any? = when (name) {
                Context.USER_SERVICE -> throw SecurityException("refused")
                else -> super.getSystemService(name)
            }
        }
        assertEquals(emptyList<OtherUser>(), OtherUsers(refusing).all())
    }
}

package app.kinguard.phone

import android.annotation.TargetApi
import android.content.Context
import android.content.pm.LauncherApps
import android.os.Build
import android.os.Process
import android.os.UserHandle
import android.os.UserManager
import app.kinguard.failure.unlessRefused

/**
 * Second copies of apps, second spaces and work profiles. To Android each belongs to another user, whose apps are
 * almost invisible to this one.
 *
 * Profiles are listed (`UserManager.getUserProfiles`; Xiaomi's copies are among them: yzddmr6/PrismSpace 9, HyperOS 3
 * on Android 16), except for a private space, which Android 15 shows to home screens alone. A second space is no
 * profile. `getSerialNumberForUser` tells every app whether a user with a given number exists (`UserManagerService` of
 * 10, 13, 15, 16 and 17 asks for no permission; not verified on a phone), so the numbers that are assigned are tried.
 */
class OtherUsers(private val context: Context) {
    /** Returns the kinds of other users, sorted, each once. */
    fun all(): List<OtherUser> = (profiles().map(::kind) + numbered().map { OtherUser.SPACE }).distinct().sorted()

    private fun profiles(): List<UserHandle> = ask { it.userProfiles }.orEmpty().filter { it != Process.myUserHandle() }

    private fun numbered(): List<UserHandle> {
        val listed = profiles() + Process.myUserHandle()
        return NUMBERS.map { UserHandle.getUserHandleForUid(it * USER) }
            .filter { it !in listed && (ask { users -> users.getSerialNumberForUser(it) } ?: NOBODY) >= 0 }
    }

    /** Returns the kind of a profile. A profile is only a numbered handle; its purpose is stated from Android 15 on. */
    private fun kind(user: UserHandle): OtherUser {
        val type = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM) type(user) else null
        return when {
            type == UserManager.USER_TYPE_PROFILE_MANAGED -> OtherUser.WORK
            type == UserManager.USER_TYPE_PROFILE_CLONE || user == COPIES -> OtherUser.COPIES
            else -> OtherUser.SPACE
        }
    }

    @TargetApi(Build.VERSION_CODES.VANILLA_ICE_CREAM)
    private fun type(user: UserHandle): String? =
        unlessRefused { context.getSystemService(LauncherApps::class.java)?.getLauncherUserInfo(user)?.userType }

    private fun <T> ask(question: (UserManager) -> T): T? =
        unlessRefused { context.getSystemService(UserManager::class.java)?.let(question) }

    private companion object {
        /** The number of uids of one user, which start at a multiple of it (`UserHandle.PER_USER_RANGE`). */
        const val USER = 100_000
        const val NOBODY = -1L

        /** Xiaomi's, OPPO's and vivo's copies; the last two from memory. */
        val COPIES: UserHandle = UserHandle.getUserHandleForUid(999 * USER)

        /**
         * The owner; the numbers that Android assigns, from 10 on; and those that makers are known to use: Samsung's 95
         * and 150, from memory.
         */
        val NUMBERS = listOf(0) + (10..40) + (95..99) + (150..160) + 999
    }
}

/** A kind of other user on this phone. */
enum class OtherUser {
    /** Second copies of single apps. */
    COPIES,

    /** A work profile. */
    WORK,

    /** A second space, or a profile whose purpose the phone does not state. */
    SPACE,
}

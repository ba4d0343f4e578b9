package app.kinguard.health.screen

import app.kinguard.R
import app.kinguard.phone.FileInstalls
import app.kinguard.phone.OtherUser

/** Describes in words what else is on this phone, each with what it means for the guard. */
internal class EnvironmentWords(private val words: HealthWords) {
    fun facts(users: List<OtherUser>, installs: FileInstalls): List<Pair<String, String>> =
        users.map { words.text(name(it)) to words.text(R.string.health_users_blind) } + listOfNotNull(file(installs))

    private fun name(user: OtherUser): Int = when (user) {
        OtherUser.COPIES -> R.string.health_users_copies
        OtherUser.WORK -> R.string.health_users_work
        OtherUser.SPACE -> R.string.health_users_space
    }

    private fun file(installs: FileInstalls): Pair<String, String>? = when {
        installs.advancedProtection == true ->
            words.text(R.string.health_advanced) to words.text(R.string.health_advanced_what)

        installs.areBarred -> words.text(R.string.health_barred) to words.text(R.string.health_barred_what)

        else -> null
    }
}

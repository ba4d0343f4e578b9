package app.kinguard.setup

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.page.Page
import app.kinguard.page.topic

/** The consent on one page: who is told, what they are told, what stays on this phone, and what is never done. */
internal class ConsentWords(private val resources: Resources, private val family: List<Contact>) {
    fun lay(page: Page) = page.run {
        val names = family.joinToString(text(R.string.family_screen_and)) { it.name }
        topic(
            R.drawable.icon_people,
            text(R.string.setup_consent_who),
            names.ifEmpty { text(R.string.setup_consent_nobody) },
        )
        heading(text(R.string.setup_consent_what))
        TOPICS.forEach { topic(it.icon, text(it.name), text(it.kinds)) }
        text(text(R.string.setup_consent_facts))
        topic(R.drawable.icon_phone, text(R.string.setup_consent_stays), text(R.string.setup_consent_stays_what))
        topic(R.drawable.icon_shield, text(R.string.setup_consent_never), text(R.string.setup_consent_never_what))
        text(text(R.string.setup_consent_any_time))
    }

    private fun text(id: Int): String = resources.getString(id)

    /** Several kinds of messages that are one thing to the parent. */
    private class Topic(val icon: Int, val name: Int, val kinds: Int)

    private companion object {
        val TOPICS = listOf(
            Topic(R.drawable.icon_bell, R.string.setup_topic_danger, R.string.setup_topic_danger_what),
            Topic(R.drawable.icon_health, R.string.setup_topic_guard, R.string.setup_topic_guard_what),
            Topic(R.drawable.icon_settings, R.string.setup_topic_changes, R.string.setup_topic_changes_what),
            Topic(R.drawable.icon_clock, R.string.setup_topic_sign, R.string.setup_topic_sign_what),
        )
    }
}

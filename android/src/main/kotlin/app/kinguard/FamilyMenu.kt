package app.kinguard

import android.content.Context
import android.content.Intent
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.family.screen.FamilySettingsActivity
import app.kinguard.family.screen.PosterActivity
import app.kinguard.health.screen.HealthActivity
import app.kinguard.history.screen.HistoryActivity
import app.kinguard.home.AboutActivity
import app.kinguard.home.MenuEntry
import app.kinguard.home.MenuGroup
import app.kinguard.lock.PauseActivity
import app.kinguard.lock.PinSettingsActivity
import app.kinguard.practice.PracticeActivity
import app.kinguard.relative.screen.RoleActivity
import app.kinguard.setup.ConsentActivity
import app.kinguard.setup.SetupActivity

/** Returns what home offers the family. [lastPractised] says when the parent last practised. */
internal fun familyMenu(lastPractised: (Context) -> String): List<MenuGroup> = listOf(
    MenuGroup(
        R.string.home_group_family,
        listOf(
            entry(
                R.string.home_menu_contacts,
                R.drawable.icon_people,
                R.string.home_menu_contacts_about,
                FamilyActivity::intent,
            ),
            entry(R.string.home_menu_settings, R.drawable.icon_bell, R.string.home_menu_settings_about) {
                Intent(it, FamilySettingsActivity::class.java)
            },
            entry(
                R.string.home_menu_consent,
                R.drawable.icon_message,
                R.string.home_menu_consent_about,
                ConsentActivity::intent,
            ),
        ),
    ),
    MenuGroup(
        R.string.home_group_phone,
        listOf(
            entry(
                R.string.home_menu_health,
                R.drawable.icon_health,
                R.string.home_menu_health_about,
                HealthActivity::intent,
            ),
            MenuEntry(R.string.home_menu_practice, R.drawable.icon_practice, lastPractised, PracticeActivity::intent),
            entry(
                R.string.family_poster_title,
                R.drawable.icon_document,
                R.string.family_poster_what,
                PosterActivity::intent,
            ),
            entry(
                R.string.home_menu_history,
                R.drawable.icon_clock,
                R.string.home_menu_history_about,
                HistoryActivity::intent,
            ),
        ),
    ),
    MenuGroup(
        R.string.home_group_manage,
        listOf(
            entry(
                R.string.home_menu_pause,
                R.drawable.icon_pause,
                R.string.home_menu_pause_about,
                PauseActivity::intent,
            ),
            entry(
                R.string.home_menu_pin,
                R.drawable.icon_lock,
                R.string.home_menu_pin_about,
                PinSettingsActivity::intent,
            ),
            entry(
                R.string.home_menu_setup,
                R.drawable.icon_settings,
                R.string.home_menu_setup_about,
                SetupActivity::intent,
            ),
            entry(
                R.string.relative_role_family,
                R.drawable.icon_phone,
                R.string.relative_change_role,
                RoleActivity::toFamily,
            ),
            entry(R.string.home_about_title, R.drawable.icon_about, R.string.home_about_what) {
                Intent(it, AboutActivity::class.java)
            },
        ),
    ),
)

private fun entry(title: Int, icon: Int, about: Int, open: (Context) -> Intent) =
    MenuEntry(title, icon, { it.getString(about) }, open)

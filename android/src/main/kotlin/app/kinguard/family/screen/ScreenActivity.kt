package app.kinguard.family.screen

import app.kinguard.page.PageActivity

/** A page that shows names, numbers and secrets of the family. */
abstract class ScreenActivity : PageActivity() {
    protected val screens: FamilyScreens get() = (application as FamilyScreensHost).familyScreens
}

package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.phone.Maker
import app.kinguard.phone.autostartSwitch

/** Says what to tap on the system's screen that the next request opens, and draws it. */
internal class SystemGuide(private val walk: StepHost, private val permission: PermissionStep) {
    private val step get() = permission.step
    private val way get() = permission.next?.way

    fun lay(page: Page) = page.run {
        val words = words() ?: return@run
        tap()?.let { picture(SystemTapDrawing(walk.activity).of(it), words) }
        text(words)
    }

    private fun tap(): SystemTap? = when (way) {
        null -> null
        is RequestMethod.Dialog -> SystemTap.Button(allowing())
        RequestMethod.Role -> SystemTap.Role.takeIf { walk.phone.offersScreening }
        is RequestMethod.Screen -> onScreen()
    }

    private fun onScreen(): SystemTap? = when (step) {
        SetupStep.BATTERY -> SystemTap.Button(allowing())
        SetupStep.SWITCHES -> SystemTap.Switches(walk.phone.switchesToFind)
        SetupStep.UNUSED -> SystemTap.UnusedSwitch
        SetupStep.APPS -> null
        else -> SystemTap.AppSwitch
    }

    private fun words(): String? = when (step) {
        SetupStep.AUTOSTART -> autostart()
        SetupStep.SWITCHES -> walk.text(R.string.setup_switches_find, switches())
        SetupStep.UNUSED -> walk.text(R.string.setup_unused_find)
        else -> tap()?.let(::words) ?: walk.text(R.string.setup_apps_find).takeIf { step == SetupStep.APPS }
    }

    private fun words(tap: SystemTap): String = when (tap) {
        is SystemTap.Button -> walk.text(R.string.setup_tap, walk.text(tap.words))
        SystemTap.Role -> walk.text(R.string.setup_tap_role)
        else -> walk.text(R.string.setup_find)
    }

    /** Mainland phones also offer to let an app see the others only while it is open. */
    private fun allowing() = if (step == SetupStep.APPS) R.string.setup_always else R.string.setup_allow

    private fun autostart(): String = when (walk.phone.maker) {
        Maker.HUAWEI, Maker.HONOR -> walk.text(R.string.setup_autostart_find_huawei)
        Maker.SAMSUNG -> walk.text(R.string.setup_autostart_find_samsung)
        else -> {
            val switch = walk.phone.maker?.autostartSwitch ?: R.string.maker_autostart
            walk.text(R.string.setup_autostart_find, walk.text(switch))
        }
    }

    private fun switches() = walk.phone.switchesToFind.joinToString("\n") {
        walk.text(R.string.setup_consent_item, walk.text(it))
    }
}

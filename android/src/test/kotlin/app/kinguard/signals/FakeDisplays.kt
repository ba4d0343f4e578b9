package app.kinguard.signals

import android.hardware.display.DisplayManagerGlobal
import android.view.Display
import android.view.DisplayInfo
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowDisplayManager
import org.robolectric.shadows.ShadowDisplayManagerGlobal
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** Adds a display as Android shows a capture whose app made it public: for presentations, and not secure. */
internal fun addPublicDisplay(name: String): Int = addDisplay(name, Display.FLAG_PRESENTATION)

/**
 * Adds a display of that name with these flags. The flags of each kind of display come from Android's own server.
 * Robolectric offers no other way to set them before the listeners are told.
 */
internal fun addDisplay(name: String, flags: Int): Int {
    val info: DisplayInfo = ReflectionHelpers.callStaticMethod(
        ShadowDisplayManager::class.java,
        "createDisplayInfo",
        ClassParameter.from(String::class.java, "w400dp-h300dp"),
        ClassParameter.from(Int::class.javaObjectType, null),
    )
    info.name = name
    info.flags = flags
    val shown = Shadow.extract<ShadowDisplayManagerGlobal>(DisplayManagerGlobal.getInstance())
    return ReflectionHelpers.callInstanceMethod(
        shown,
        "addDisplay",
        ClassParameter.from(DisplayInfo::class.java, info),
    )
}

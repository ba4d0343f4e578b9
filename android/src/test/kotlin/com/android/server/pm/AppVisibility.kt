package com.android.server.pm

import android.content.Intent
import android.content.IntentFilter
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.os.UserHandle
import android.util.ArrayMap
import com.android.server.pm.pkg.PackageStateInternal
import com.android.server.pm.snapshot.PackageDataSnapshot
import org.mockito.Mockito.RETURNS_DEFAULTS
import org.mockito.Mockito.mock
import org.robolectric.util.ReflectionHelpers
import java.io.File
import java.util.UUID

/**
 * Android's own `AppsFilterImpl` of the release under test, from Android 13 on, with packages of Android's own making.
 * Mocked: the switch that turns the filter on, and the list of packages around it.
 */
class AppVisibility {
    private val settings = ArrayMap<String, PackageStateInternal>()
    private val snapshot = mock(if (isNewer) Computer::class.java else PackageDataSnapshot::class.java) { call ->
        when (call.method.name) {
            "getPackageStates" -> settings
            "getAllSharedUsers" -> emptyList<Any>()
            "getUserInfos" -> arrayOf<android.content.pm.UserInfo>()
            else -> RETURNS_DEFAULTS.answer(call)
        }
    }
    private val filter = filter()

    /** Installs an app of that name and uid. [declares] is its manifest. */
    fun install(name: String, uid: Int, declares: Manifest.() -> Unit = {}) {
        val made = type("PackageImpl", "com.android.server.pm.parsing.pkg", "com.android.internal.pm.parsing.pkg")
            .getMethod("forTesting", String::class.java, String::class.java)
            .invoke(null, name, "/data/app/$name")
        Manifest(checkNotNull(made)).declares()
        val whole = called(checkNotNull(called(made, "hideAsParsed")), "hideAsFinal")
        val setting = setting(name)
        called(setting, "setAppId", UserHandle.getAppId(uid))
        called(setting, "setPkg", checkNotNull(whole))
        settings[name] = setting as PackageStateInternal
        val add = AppsFilterImpl::class.java.methods.first { it.name == "addPackage" && it.parameterCount == 2 }
        add.invoke(filter, snapshot, setting)
    }

    /**
     * Returns whether one installed app sees the other. Each of the package manager's answers to an app depends on it.
     */
    fun sees(uid: Int, caller: String, target: String): Boolean {
        val shouldFilter = AppsFilterBase::class.java.methods.first { it.name == "shouldFilterApplication" }
        val filtered = shouldFilter.invoke(
            filter,
            snapshot,
            uid,
            settings.getValue(caller),
            settings.getValue(target),
            0,
        )
        return filtered == false
    }

    private fun filter(): AppsFilterImpl {
        val switch = Class.forName("com.android.server.pm.FeatureConfig")
        val on = mock(switch) { if (it.method.name in ON) true else RETURNS_DEFAULTS.answer(it) }
        val maker = AppsFilterImpl::class.java.declaredConstructors.first { it.parameterCount == PARTS }
        maker.isAccessible = true
        return maker.newInstance(
            on,
            emptyArray<String>(),
            false,
            null,
            Handler(Looper.getMainLooper()),
        ) as AppsFilterImpl
    }

    private fun setting(name: String): Any {
        val folder = File("/data/app/$name")
        val maker = PackageSetting::class.java.constructors.first { it.parameterTypes.first() == String::class.java }
        val values = maker.parameterTypes.mapIndexed { place, type ->
            when {
                place < 2 -> name
                type == File::class.java -> folder
                type == Int::class.javaPrimitiveType -> 0
                type == Long::class.javaPrimitiveType -> 0L
                type == UUID::class.java -> UUID.nameUUIDFromBytes(name.toByteArray())
                else -> null
            }
        }
        return maker.newInstance(*values.toTypedArray<Any?>())
    }

    /** The content of an app's manifest. */
    class Manifest internal constructor(private val made: Any) {
        fun usesPermission(name: String) {
            val permission = component("ParsedUsesPermissionImpl")
                .getConstructor(String::class.java, Int::class.javaPrimitiveType)
                .newInstance(name, 0)
            called(made, "addUsesPermission", permission)
        }

        fun queriesPackage(name: String) {
            called(made, "addQueriesPackage", name)
        }

        fun queriesIntent(intent: Intent) {
            called(made, "addQueriesIntent", intent)
        }

        /** Declares an activity that others may open with [action]. */
        fun activity(action: String, category: String) {
            val activity = component("ParsedActivityImpl").getConstructor().newInstance()
            val intent = component("ParsedIntentInfoImpl").getConstructor().newInstance()
            val matched: IntentFilter = ReflectionHelpers.callInstanceMethod(intent, "getIntentFilter")
            matched.addAction(action)
            matched.addCategory(category)
            called(activity, "addIntent", intent)
            called(activity, "setExported", true)
            called(made, "addActivity", activity)
        }

        private fun component(name: String) =
            type(name, "com.android.server.pm.pkg.component", "com.android.internal.pm.pkg.component")
    }

    private companion object {
        const val PARTS = 5
        val ON = setOf("isGloballyEnabled", "packageIsEnabled")
        val isNewer = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM

        /** Returns a class of the package parser, which Android 15 moved. */
        fun type(name: String, before: String, now: String): Class<*> =
            Class.forName(if (isNewer) "$now.$name" else "$before.$name")

        fun called(on: Any, method: String, vararg values: Any): Any? {
            val found = on.javaClass.methods.first { each ->
                each.name == method && each.parameterCount == values.size
            }
            found.isAccessible = true
            return found.invoke(on, *values)
        }
    }
}

package app.kinguard

import android.app.Application
import android.appwidget.AppWidgetManager
import android.content.Intent
import android.content.pm.PackageManager
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.drawable.AdaptiveIconDrawable
import android.os.Build
import android.telecom.CallScreeningService
import app.kinguard.home.AlarmWidgetProvider
import app.kinguard.home.HomeActivity
import org.json.JSONArray
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.w3c.dom.Element
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

/** The apps that the manifest asks to see, and the way in which this app appears among others. */
@RunWith(AndroidRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ManifestTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val sources = File(System.getProperty("kinguard.sources"))
    private val manifest: Element =
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(sources.resolve("../AndroidManifest.xml")).documentElement

    @Test
    fun `the phone is asked to show every app of the catalogue, and whatever has an icon`() {
        val rows = JSONArray(sources.resolve("../../../../core/data/apps.json").readText())
        val catalogue = List(rows.length()) { rows.getJSONArray(it).getString(0) }
        val asked = all("queries").flatMap { it.all("package") }.map { it.name() }
        assertTrue(catalogue.size > 1_000)
        assertEquals("missing from <queries>", emptyList<String>(), catalogue - asked.toSet())
        assertEquals("needless in <queries>", emptyList<String>(), asked - catalogue.toSet())
        val most = all("queries").maxOf { it.all("package").size }
        assertTrue("$most: Android 15 installs nothing that names more than 1000 at once", most <= 1_000)
        val intents = all("queries").flatMap { it.all("intent") }.map { intent ->
            (intent.all("action") + intent.all("category")).map { it.name() }
        }
        assertTrue(listOf("android.intent.action.MAIN", "android.intent.category.LAUNCHER") in intents)
    }

    @Test
    fun `the permission that keeps the list of apps back is named, or nobody could grant it`() {
        val named = all("uses-permission").map { it.name() }
        assertTrue("com.android.permission.GET_INSTALLED_APPS" in named)
    }

    /**
     * Up to Android 10, an app that declares the affinity of a task may appear on top of it when its owner is opened.
     */
    @Test
    fun `no other app can lay itself into this one's task`() {
        assertEquals("", all("application").single().getAttribute("android:taskAffinity"))
        val own = all("activity").filter { it.hasAttribute("android:taskAffinity") }
        assertEquals(listOf(".warning.WarningActivity"), own.map { it.name() })
        assertEquals(
            "it shares its task with nobody",
            "singleInstance",
            own.single().getAttribute("android:launchMode"),
        )
    }

    @Test
    fun `the icon is named, and nothing stands in for it or for the name`() {
        val application = all("application").single()
        assertEquals(setOf("@mipmap/icon"), ICONS.map(application::getAttribute).toSet())
        assertEquals("@string/app_name", application.getAttribute("android:label"))
        val components = listOf("activity", "service", "receiver", "activity-alias", "provider").flatMap(::all)
        assertTrue(components.size > 20)
        val others = components.filter { part -> (ICONS + "android:label").any(part::hasAttribute) }
        assertEquals("lists and recents show the app's own", emptyList<String>(), others.map { it.name() })
    }

    @Test
    fun `wherever the system lists it, it has its name in the phone's language, and its sign`() {
        for ((language, name) in listOf(
            "zh-rCN" to "亲守",
            "zh-rHK" to "親守",
            "en-rGB" to "KinGuard",
            "fr" to "KinGuard",
        )) {
            RuntimeEnvironment.setQualifiers(language)
            val packages = context.packageManager
            val listed = LISTED.flatMap { asked -> packages.queryIntentActivities(asked, 0).map { it.activityInfo } } +
                packages.queryIntentServices(Intent(CallScreeningService.SERVICE_INTERFACE), 0).map { it.serviceInfo }
            assertEquals("the list of apps, and who may screen calls", 2, listed.size)
            listed.forEach {
                assertEquals(name, "${it.loadLabel(packages)}")
                assertEquals("${it.name}", R.mipmap.icon, it.iconResource)
            }
            val app = packages.getApplicationInfo(context.packageName, 0)
            assertEquals("permissions, app info, usage access", name, "${packages.getApplicationLabel(app)}")
            assertEquals(R.mipmap.icon, app.icon)
            val page = Robolectric.buildActivity(HomeActivity::class.java).get()
            assertEquals("recent apps", name, "${page.title}")
        }
    }

    @Test
    fun `the phone offers the alarm as a widget, under the app's name, and no other app may send for it`() {
        val update = Intent(AppWidgetManager.ACTION_APPWIDGET_UPDATE).setPackage(context.packageName)
        val offered = context.packageManager.queryBroadcastReceivers(update, PackageManager.GET_META_DATA)
            .map { it.activityInfo }.single()
        assertEquals(AlarmWidgetProvider::class.java.name, offered.name)
        assertEquals(R.xml.home_widget, offered.metaData.getInt(AppWidgetManager.META_DATA_APPWIDGET_PROVIDER))
        val closed = setOf(".home.AlarmWidgetProvider", ".home.AlarmActivity")
        val parts = (all("receiver") + all("activity")).filter { it.name() in closed }
        assertEquals(listOf("false", "false"), parts.map { it.getAttribute("android:exported") })
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.Q)
    fun `the icon is a light sign on the green of a phone that is guarded, whatever a launcher cuts off`() {
        val icon = context.getDrawable(R.mipmap.icon) as AdaptiveIconDrawable
        val picture = painted(icon)
        save(picture)
        val green = context.getColor(R.color.icon_ground)
        assertEquals("the edge", green, picture.getPixel(SIZE / 2, SIZE / 16))
        val dots = IntArray(SIZE * SIZE).also { picture.getPixels(it, 0, SIZE, 0, 0, SIZE, SIZE) }
        val light = dots.indices.filter { dots[it] == Color.WHITE }
        assertTrue("${light.size} light dots", light.size in SIZE * SIZE / 8..SIZE * SIZE / 2)
        val furthest = light.maxOf { distance(it % SIZE, it / SIZE) }
        // Every mask leaves a circle of 66 of the middle 72 dp visible.
        assertTrue("$furthest", furthest <= SIZE / 2.0 * 66 / 72)
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.TIRAMISU)
    fun `it has a layer that may take the colour of the wallpaper`() {
        val icon = context.getDrawable(R.mipmap.icon) as AdaptiveIconDrawable
        val sign = checkNotNull(icon.monochrome)
        val dots = Bitmap.createBitmap(SIZE, SIZE, Bitmap.Config.ARGB_8888)
        sign.setBounds(0, 0, SIZE, SIZE)
        sign.draw(Canvas(dots))
        assertEquals("only the icon's shape", Color.TRANSPARENT, dots.getPixel(SIZE / 2, 1))
        assertTrue((0 until SIZE).any { Color.alpha(dots.getPixel(SIZE / 2, it)) == 255 })
    }

    private fun painted(icon: AdaptiveIconDrawable): Bitmap {
        val bitmap = Bitmap.createBitmap(SIZE, SIZE, Bitmap.Config.ARGB_8888)
        icon.setBounds(0, 0, SIZE, SIZE)
        icon.draw(Canvas(bitmap))
        return bitmap
    }

    private fun save(picture: Bitmap) {
        val folder = File("${System.getProperty("kinguard.target")}/screens").also { it.mkdirs() }
        folder.resolve("icon.png").outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    private fun distance(x: Int, y: Int) = Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0)

    private fun all(tag: String) = manifest.all(tag)

    private fun Element.all(tag: String): List<Element> =
        getElementsByTagName(tag).let { found -> List(found.length) { found.item(it) as Element } }

    private fun Element.name(): String = getAttribute("android:name")

    private companion object {
        const val SIZE = 288
        val ICONS = listOf("android:icon", "android:roundIcon")
        val LISTED = listOf(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER).setPackage("app.kinguard"))
    }
}

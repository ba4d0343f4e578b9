package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.ComponentName
import android.os.Build
import android.os.Looper
import android.os.Process
import android.telecom.PhoneAccountHandle
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowSubscriptionManager.SubscriptionInfoBuilder

/** The phone's SIMs, by number and region. Every app may read them. */
class Sims(context: Application, vararg sims: Pair<Int, String>) {
    private val phone = context.getSystemService(TelephonyManager::class.java)
    private val subscriptions = shadowOf(context.getSystemService(SubscriptionManager::class.java))
    private val lines = mutableMapOf<Int, TelephonyManager>()

    init {
        shadowOf(context).grantPermissions(Manifest.permission.READ_PHONE_STATE)
        now(*sims)
    }

    /** Replaces the SIMs in the phone. */
    fun now(vararg sims: Pair<Int, String>) {
        sims.forEach { (line, _) ->
            insert(line, lines.getOrPut(line) { Shadow.newInstanceOf(TelephonyManager::class.java) })
        }
        listed(sims.toList())
    }

    /** Turns what was the phone itself into this SIM. */
    fun becomes(phone: TelephonyManager, line: Int, region: String) {
        insert(line, phone)
        listed(listOf(line to region))
    }

    fun of(line: Int): TelephonyManager = lines.getValue(line)

    fun state(line: Int, state: Int) {
        shadowOf(of(line)).setCallState(state)
        shadowOf(Looper.getMainLooper()).idle()
    }

    fun account(line: Int) =
        PhoneAccountHandle(ComponentName("com.android.phone", "Telephony"), "$line", Process.myUserHandle())

    private fun insert(line: Int, of: TelephonyManager) {
        shadowOf(phone).setTelephonyManagerForSubscriptionId(line, of)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            shadowOf(phone).setPhoneAccountHandleSubscriptionId(account(line), line)
        }
    }

    private fun listed(sims: List<Pair<Int, String>>) = subscriptions.setActiveSubscriptionInfoList(
        sims.map { (line, region) ->
            SubscriptionInfoBuilder.newBuilder().setId(line).setCountryIso(region).buildSubscriptionInfo()
        },
    )
}

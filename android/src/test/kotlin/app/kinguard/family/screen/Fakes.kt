package app.kinguard.family.screen

import android.app.Application
import android.content.Context
import android.content.Intent
import app.kinguard.family.Address
import app.kinguard.family.AddressTrial
import app.kinguard.family.Contact
import app.kinguard.family.FamilyProcess
import app.kinguard.family.FamilySettings
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import app.kinguard.family.MessageIds
import app.kinguard.family.MessageKind
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.StoredAddress
import app.kinguard.family.lifeline.HoldingServer
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess
import app.kinguard.page.PageHost
import java.util.concurrent.Executor

/** The application of these tests: the real family package, with a network that records messages. */
open class ScreensHost :
    Application(),
    FamilyScreensHost,
    PageHost {
    internal val device by lazy { FamilyTestDevice(this).also { it.ticks.to(HOUR_MS) } }
    internal val process: FamilyProcess by lazy { device.process() }
    internal val settings by lazy { FamilySettings(process.database) { process.family } }
    internal val patience =
        object : EscalationDelay {
            override var minutes = 3
        }
    internal var locked = false
    internal var region = "CN"

    override val familyScreens by lazy {
        val wallClockMs = device.ticks::wallClockMs
        FamilyScreens(
            process.contacts,
            settings,
            process.family,
            patience,
            lifeline,
            ::confirming,
            AddressTrial(device.network, ::trial, process.consent),
            wallClockMs,
            Runnable::run,
            DeviceScreens.OfDevices(process.devices, process.pairing) { device.now },
            { region },
        )
    }

    private fun trial(language: Language): OutgoingMessage {
        val nobody = Contact(-1, "", "", language, emptyList())
        return OutgoingMessage("trial", nobody, MessageKind.TEST, "", "", emptyList(), platform = "trial")
    }

    /** The server that holds silence messages. */
    internal val holding = HoldingServer()

    private val lifeline by lazy {
        Lifeline(settings, process.contacts::all, holding, ::silence, device.ticks::wallClockMs, {})
    }

    private fun silence(contact: Contact, address: StoredAddress): OutgoingMessage {
        val name = MessageIds.silent(settings.install, address.id)
        return OutgoingMessage(name, contact, MessageKind.SILENT, "", "", emptyList(), platform = name)
    }

    override val aside = Executor(Runnable::run)

    override val gate =
        object : Gate {
            override fun passage() = if (locked) PageAccess.SHUT else PageAccess.OPEN

            override fun find(known: () -> Unit) = known()

            override fun ask(context: Context): Intent = error("no PIN is asked for")
        }

    private fun confirming(from: Context, contact: Long) =
        Intent(from, ScreensHost::class.java).putExtra("contact", contact)

    internal fun add(name: String, number: String, vararg addresses: Address) =
        process.contacts.add(name, number, Language.MAINLAND, addresses.toList())
}

internal const val HOUR_MS = 3_600_000L

internal val PUSH =
    Address.Ntfy("https://ntfy.sh", "0123456789abcdefghjkmnpqrs", "zyxwvtsrqpnmkjhgfedcba9876", null, null)

internal val BARK = Address.Webhook("bark", mapOf("address" to "https://api.day.app/AbCdEfGh1234"))

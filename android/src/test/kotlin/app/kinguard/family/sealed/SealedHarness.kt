package app.kinguard.family.sealed

import app.kinguard.core.FamilyAsk
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.FamilyProcess
import app.kinguard.family.FamilyTestDevice

/** Carries texts between this phone and the relatives' devices, as a server would. */
internal class SealedHarness(val phone: FamilyTestDevice) {
    private val devices = mutableListOf<RelativesDevice>()
    private var carried = 0
    private var lines = 0

    /** True if what the devices publish does not reach this phone. */
    var isSilenced = false

    /** The texts that devices published and that did not reach this phone. */
    val withheld = mutableListOf<Pair<String, String>>()

    /** Pairs a device of [contact], which counts at once unless the setup is over. */
    fun pair(
        process: FamilyProcess,
        contact: Contact,
        duringSetUp: Boolean = true,
        name: String = "手机",
    ): RelativesDevice {
        phone.isSetUp = !duringSetUp
        val number = devices.size
        process.pairing.begin(contact.id, address(number))
        val code = (process.pairing.state as DevicePairing.State.Waiting).code
        val device = RelativesDevice(code, phone.ticks::wallClockMs)
        devices += device
        publish(device, device.claim)
        carry()
        process.pairing.typed(checkNotNull(device.digits), name)
        carry()
        check(device.isPaired) { "${process.pairing.state}" }
        phone.isSetUp = true
        return device
    }

    /** Brings everything that was left for the devices there, and their replies back, until nothing is left. */
    fun carry() {
        while (carried < phone.network.left.size) {
            val (topic, text) = phone.network.left[carried++]
            devices.filter { it.alerts == topic }.forEach { device ->
                device.receive(text).forEach { publish(device, it) }
            }
        }
    }

    /** The device answers, and this phone hears it. */
    fun answers(device: RelativesDevice, ask: FamilyAsk, sentence: String? = null) {
        publish(device, device.answer(ask, sentence))
        carry()
    }

    fun publish(device: RelativesDevice, text: String) {
        if (isSilenced) {
            withheld += device.answers to text
        } else {
            phone.replies.comes(device.answers, "m%011d".format(++lines), text)
        }
    }

    /** Brings what was withheld. */
    fun release() {
        isSilenced = false
        val late = withheld.toList()
        withheld.clear()
        late.forEach { (topic, text) -> phone.replies.comes(topic, "m%011d".format(++lines), text) }
    }

    companion object {
        fun address(number: Int) =
            Address.Sealed("https://ntfy.example", "alerts-$number", "answers-$number", "", null, null)
    }
}

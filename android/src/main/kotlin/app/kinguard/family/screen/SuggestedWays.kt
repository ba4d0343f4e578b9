package app.kinguard.family.screen

/** The kind of phone that a contact uses. */
internal enum class PhoneKind { IPHONE, ANDROID }

/** The ways besides text messages, by the names that addresses give them, the most suitable first. */
internal object SuggestedWays {
    /** ntfy, which is paired instead of entered. */
    const val PUSH = "ntfy"

    /** The number of ways that are shown before the user asks for more. */
    const val FEW = 3
    private const val BARK = "bark"
    private val WECHAT = listOf("serverchan", "pushplus")
    private val GROUPS = listOf("wecom", "dingtalk", "feishu")

    /**
     * In mainland China people have WeChat and the groups of its rivals, and an Android phone cannot easily get ntfy.
     * Bark is for iPhones, where nothing else is heard on a muted phone.
     */
    fun of(region: String, phone: PhoneKind?): List<String> {
        val iphone = if (phone == PhoneKind.ANDROID) emptyList() else listOf(BARK)
        val others = if (phone == PhoneKind.ANDROID) listOf(BARK) else emptyList()
        val wide = listOf(PUSH, "telegram")
        return if (region.uppercase() == "CN") {
            iphone + WECHAT + GROUPS + wide + others
        } else {
            iphone + wide + GROUPS + WECHAT + others
        }
    }
}

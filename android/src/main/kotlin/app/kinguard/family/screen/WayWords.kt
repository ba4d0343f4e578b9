package app.kinguard.family.screen

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.channel.WebhookPresets

/** The texts about robots and push services: how each is set up, and what it asks for. */
internal class WayWords(private val resources: Resources) {
    fun name(way: String): String = when (way) {
        SuggestedWays.PUSH -> R.string.family_screen_push
        Address.Lost.DEVICE -> R.string.family_device
        "bark" -> R.string.family_screen_bark
        "wecom" -> R.string.family_screen_wecom
        "dingtalk" -> R.string.family_screen_dingtalk
        "feishu" -> R.string.family_screen_feishu
        "serverchan" -> R.string.family_screen_serverchan
        "pushplus" -> R.string.family_screen_pushplus
        "telegram" -> R.string.family_screen_telegram
        else -> null
    }?.let(resources::getString) ?: way

    fun icon(way: String): Int = when (way) {
        SuggestedWays.PUSH -> R.drawable.icon_bell
        "bark" -> R.drawable.icon_phone
        "wecom", "dingtalk", "feishu" -> R.drawable.icon_people
        else -> R.drawable.icon_message
    }

    /**
     * Says what the contact does, in order, until the address is on this phone. What the groups' menus are called:
     * https://support.huaweicloud.com/eu/de-de/smn_faq/smn_faq_0027.html (WeCom, Feishu), and for DingTalk
     * https://alibabacloud.com/help/en/edas/user-guide/obtain-the-webhook-url-of-a-dingtalk-chatbot-1 . WeCom now also
     * calls it Message Push: https://www.storeclaw.ai/helps/messaging-channels-wecom.html . Read in November 2026.
     */
    fun steps(preset: String): List<WayStep> = ofContact(preset) + step(R.string.family_way_paste_step, WayScene.PASTE)

    private fun ofContact(preset: String) = when (preset) {
        "bark" -> listOf(
            step(R.string.family_way_bark_app, WayScene.STORE),
            step(R.string.family_way_bark_address, WayScene.ADDRESS),
        )
        "wecom" -> listOf(
            step(R.string.family_way_wecom_group, WayScene.GROUP),
            step(R.string.family_way_wecom_address, WayScene.ADDRESS),
        )
        "dingtalk" -> listOf(
            step(R.string.family_way_dingtalk_group, WayScene.GROUP),
            step(R.string.family_way_dingtalk_address, WayScene.KEYWORD),
        )
        "feishu" -> listOf(
            step(R.string.family_way_feishu_group, WayScene.GROUP),
            step(R.string.family_way_feishu_address, WayScene.ADDRESS),
        )
        "serverchan" -> listOf(
            step(R.string.family_way_serverchan_login, WayScene.SIGN_IN),
            step(R.string.family_way_serverchan_key, WayScene.ADDRESS),
        )
        "pushplus" -> listOf(
            step(R.string.family_way_pushplus_login, WayScene.SIGN_IN),
            step(R.string.family_way_pushplus_key, WayScene.ADDRESS),
        )
        "telegram" -> listOf(
            step(R.string.family_way_telegram_bot, WayScene.ROBOT),
            step(R.string.family_way_telegram_chat, WayScene.ROBOT),
        )
        else -> emptyList()
    }

    /** Says how the contact's phone subscribes to push messages. */
    fun pairing(name: String): List<WayStep> = listOf(
        WayStep(resources.getString(R.string.family_screen_pair_app, name), WayScene.STORE),
        step(R.string.family_screen_pair_scan, WayScene.SCAN),
        step(R.string.family_screen_pair_open, WayScene.LINK),
    )

    /** Says how an iPhone sounds for text messages although it is muted. */
    fun heardOnIphone(): List<WayStep> = listOf(
        step(R.string.family_screen_silence_iphone_contact, WayScene.CONTACT),
        step(R.string.family_screen_silence_iphone_tone, WayScene.ROW),
        step(R.string.family_screen_silence_iphone_switch, WayScene.SWITCH),
    )

    /** Says how an Android phone sounds for text messages although it is muted. */
    fun heardOnAndroid(): List<WayStep> = listOf(
        step(R.string.family_screen_silence_android_star, WayScene.FAVOURITE),
        step(R.string.family_screen_silence_android_mode, WayScene.ROW),
        step(R.string.family_screen_silence_android_allow, WayScene.SWITCH),
    )

    private fun step(words: Int, scene: WayScene) = WayStep(resources.getString(words, WebhookPresets.KEYWORD), scene)

    /** Names a field of a robot. */
    fun field(name: String): String = when (name) {
        "address" -> R.string.family_screen_field_address
        "key" -> R.string.family_screen_field_key
        "token" -> R.string.family_screen_field_token
        "chat" -> R.string.family_screen_field_chat
        else -> null
    }?.let(resources::getString) ?: name
}

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

    /** Says what the contact does, in order, until the address is on their clipboard. */
    fun steps(preset: String): List<String> = when (preset) {
        "bark" -> listOf(R.string.family_way_bark_app, R.string.family_way_bark_address)
        "wecom" -> listOf(R.string.family_way_group, R.string.family_way_wecom)
        "dingtalk" -> listOf(R.string.family_way_group, R.string.family_way_dingtalk)
        "feishu" -> listOf(R.string.family_way_group, R.string.family_way_feishu)
        "serverchan" -> listOf(R.string.family_way_serverchan_login, R.string.family_way_serverchan_key)
        "pushplus" -> listOf(R.string.family_way_pushplus_login, R.string.family_way_pushplus_key)
        "telegram" -> listOf(R.string.family_way_telegram_bot, R.string.family_way_telegram_chat)
        else -> emptyList()
    }.map { resources.getString(it, WebhookPresets.KEYWORD) }

    /** Names a field of a robot. */
    fun field(name: String): String = when (name) {
        "address" -> R.string.family_screen_field_address
        "key" -> R.string.family_screen_field_key
        "token" -> R.string.family_screen_field_token
        "chat" -> R.string.family_screen_field_chat
        else -> null
    }?.let(resources::getString) ?: name
}

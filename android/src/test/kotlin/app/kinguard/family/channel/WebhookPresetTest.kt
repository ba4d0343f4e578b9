package app.kinguard.family.channel

import org.junit.Assert.assertEquals
import org.junit.Test

/** Addresses are taken out of messages as people send them. */
class WebhookPresetTest {
    @Test
    fun `an address is found wherever it stands in a message`() {
        ADDRESSES.forEach { (preset, address) ->
            listOf(
                address,
                " $address\n",
                "妈，把这个贴进去：$address。收到回我",
                "地址$address，复制",
                "\"$address\"",
                "($address)",
                "Webhook: $address\nhttps://example.com/help",
            ).forEach { message ->
                val found = WebhookPresets.of(preset)?.find(message).orEmpty()
                assertEquals("$preset in $message", listOf(address), found.values.toList())
            }
        }
    }

    @Test
    fun `what belongs to another service is not taken`() {
        ADDRESSES.filterKeys { it != "pushplus" }.forEach { (preset, address) ->
            WebhookPresets.ALL.filter { it.id != preset && it.id != "pushplus" }.forEach { other ->
                assertEquals("${other.id} in $address", emptyMap<String, String>(), other.find(address))
            }
        }
    }

    @Test
    fun `nothing is found in a message without an address, or in what only begins like one`() {
        val messages = listOf("", "你好", "13900000001", "https://api.day.app/", "SCT123", "a".repeat(31), "a".repeat(33))
        for (message in messages) {
            WebhookPresets.ALL.filter { it.id != "telegram" }.forEach {
                assertEquals("${it.id} in $message", emptyMap<String, String>(), it.find(message))
            }
        }
    }

    @Test
    fun `the example that Bark copies along is left out`() {
        val bark = WebhookPresets.of("bark")
        val copied = "https://api.day.app/AbCdEfGh1234/推送标题/这里改成你自己的推送内容"
        assertEquals(mapOf("address" to "https://api.day.app/AbCdEfGh1234"), bark?.find(copied))
    }

    @Test
    fun `of Telegram, token and chat are found together or one by one`() {
        val telegram = checkNotNull(WebhookPresets.of("telegram"))
        val token = "123456789:AAE4abcdefghijklmnopqrstuvwxyz_-123"
        assertEquals(mapOf("token" to token), telegram.find("Use this token to access the HTTP API:\n$token\nKeep it"))
        val told = "@mary_lee\nId: 987654321\nFirst: Mary\nLang: en"
        assertEquals(mapOf("chat" to "987654321"), telegram.find(told))
        assertEquals(mapOf("token" to token, "chat" to "987654321"), telegram.find("$token\n$told"))
        assertEquals(mapOf("chat" to "-1001234567890"), telegram.find("群：-1001234567890"))
    }

    private companion object {
        val ADDRESSES = mapOf(
            "bark" to "https://api.day.app/ynJ5Ft4atkMkWeo2PAvFhF",
            "wecom" to "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa",
            "dingtalk" to "https://oapi.dingtalk.com/robot/send?access_token=98975521a1b23c02cdd1a9a08c69511d",
            "feishu" to "https://open.feishu.cn/open-apis/bot/v2/hook/1f2e3d4c-aaaa-bbbb-cccc-000011112222",
            "serverchan" to "SCT12345TabcdefGHIJKL",
            "pushplus" to "be8652e98bd04139a13e1bffcd6d0f71",
        )
    }
}

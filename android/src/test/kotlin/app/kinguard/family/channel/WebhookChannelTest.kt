package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.channel.PushServer.Answered
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import java.net.URL
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

/** Requests go to the real address of every service, but are redirected to a local server. */
class WebhookChannelTest {
    private val threads = Executors.newCachedThreadPool()
    private var answer: Answered = Answered.Whole(200, "{}")
    private val server = PushServer { answer }
    private val asked = CopyOnWriteArrayList<String>()
    private val https = Https(threads, Https.Patience(5_000, 5_000, 5_000), nowMs = { NOW }, open = {
        asked += it.toString()
        URL(server.url + it.file).openConnection()
    })
    private val channel = WebhookChannel(https)

    @After
    fun tearDown() {
        server.close()
        threads.shutdownNow()
    }

    @Test
    fun `each service gets its own shape`() {
        val word = WebhookPresets.WORD
        val shapes =
            mapOf(
                "bark" to """{"title":"T","body":"B","id":"danger-7","group":"$word","level":"critical","volume":10}""",
                "wecom" to """{"msgtype":"text","text":{"content":"T\nB","mentioned_list":["@all"]}}""",
                "dingtalk" to """{"msgtype":"text","text":{"content":"$word\nT\nB"},"at":{"isAtAll":true}}""",
                "feishu" to
                    """{"msg_type":"text","content":{"text":"<at user_id=\"all\">所有人<\/at> $word\nT\nB"}}""",
                "serverchan" to """{"title":"T","desp":"B"}""",
                "pushplus" to """{"token":"$KEY","title":"T","content":"B","template":"txt"}""",
                "telegram" to """{"chat_id":"-100123","text":"T\nB"}""",
            )
        assertEquals(WebhookPresets.ALL.map { it.id }, shapes.keys.toList())
        shapes.forEach { (preset, shape) ->
            send(address(preset), post(title = "T", text = "B"))
            assertEquals(shape, server.asked.last().text)
            assertEquals("POST", server.asked.last().method)
            assertEquals("application/json; charset=utf-8", server.asked.last().header("Content-Type"))
        }
    }

    @Test
    fun `each service is asked at its own address`() {
        WebhookPresets.ALL.forEach { send(address(it.id), post()) }
        val addresses = listOf(
            "https://api.day.app/ynJ5Ft4atkMkWeo2PAvFhF",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa",
            "https://oapi.dingtalk.com/robot/send?access_token=98975521a1b23c02cdd1a9a08c69511d",
            "https://open.feishu.cn/open-apis/bot/v2/hook/1f2e3d4c-aaaa-bbbb-cccc-000011112222",
            "https://sctapi.ftqq.com/SCT12345TabcdefGHIJKL.send",
            "https://www.pushplus.plus/send",
            "https://api.telegram.org/bot123456789:AAE4abcdefghijklmnopqrstuvwxyz_-123/sendMessage",
        )
        assertEquals(addresses, asked)
    }

    @Test
    fun `what may wait is not shouted`() {
        val urgent = setOf(
            MessageKind.DANGER,
            MessageKind.EARLY,
            MessageKind.WENT_ON,
            MessageKind.UNSEEN,
            MessageKind.MONEY_SENT,
            // After it nothing more comes.
            MessageKind.WITHDRAWN,
            // Minutes later somebody may have used it.
            MessageKind.CODE_ASKED,
            MessageKind.RESET_ASKED,
            MessageKind.RESET_AGREED,
        )
        MessageKind.entries.forEach { kind ->
            val loud = listOf("bark", "wecom", "dingtalk", "feishu").map { preset ->
                send(address(preset), post(kind))
                server.asked.last().text.let { "critical" in it || "@all" in it || "isAtAll" in it || "<at" in it }
            }
            assertEquals("$kind", setOf(kind in urgent), loud.toSet())
        }
    }

    @Test
    fun `whatever is in a message stays text`() {
        val nasty = "\"}],\"x\":[{\" \\ \n\t\u0001 {title} {chat} {token} {nothing} </at> 😀"
        WebhookPresets.ALL.forEach { preset ->
            send(address(preset.id), post(text = nasty, title = "{text}"))
            val body = server.asked.last().text
            val holder = JSONObject(body)
            val carrying = holder.optJSONObject("text") ?: holder.optJSONObject("content") ?: holder
            val text = listOf("body", "content", "text", "desp").firstNotNullOf { name ->
                carrying.optString(name).ifEmpty { null }
            }
            assertTrue("${preset.id}: $body", text.endsWith(nasty))
            assertTrue("${preset.id}: $body", "x" !in holder.keys().asSequence().toSet())
        }
    }

    @Test
    fun `a title too long for a service is cut, and not within a character`() {
        send(address("serverchan"), post(title = "险".repeat(31) + "😀😀"))
        assertEquals("险".repeat(31) + "😀", JSONObject(server.asked.last().text).getString("title"))
        listOf(99, 100, 101).forEach { length ->
            send(address("pushplus"), post(title = "险".repeat(length)))
            val cut = JSONObject(server.asked.last().text).getString("title")
            assertEquals("险".repeat(length.coerceAtMost(100)), cut)
        }
    }

    @Test
    fun `success is what the service calls so`() {
        val good =
            mapOf(
                "bark" to """{"code":200,"message":"success","timestamp":1}""",
                "wecom" to """{"errcode":0,"errmsg":"ok"}""",
                "dingtalk" to """{"errcode":0,"errmsg":"ok"}""",
                "feishu" to """{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}""",
                "serverchan" to
                    """{"code":0,"message":"","data":{"pushid":"1","readkey":"k","error":"SUCCESS","errno":0}}""",
                "pushplus" to """{"code":200,"msg":"请求成功","data":"075074e3c17e449e9a0cb79cc6f3fc83"}""",
                "telegram" to """{"ok":true,"result":{"message_id":42}}""",
            )
        assertEquals(WebhookPresets.ALL.map { it.id }, good.keys.toList())
        good.forEach { (preset, text) -> assertEquals(preset, Outcome.Delivered, send(preset, 200, text)) }
    }

    @Test
    fun `a refusal is one, whatever HTTP says`() {
        val refused = Outcome.Refused(Reason.SERVER_REFUSES)
        listOf(
            "bark" to """{"code":400,"message":"failed to get device token"}""",
            "wecom" to """{"errcode":93000,"errmsg":"invalid webhook url"}""",
            "dingtalk" to """{"errcode":300005,"errmsg":"token is not exist"}""",
            "dingtalk" to """{"errcode":310000,"errmsg":"keywords not in content"}""",
            "dingtalk" to """{"errcode":310000,"errmsg":"sign not match"}""",
            "feishu" to """{"code":19001,"msg":"param invalid: incoming webhook access token invalid"}""",
            "feishu" to
                """{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}""",
            "feishu" to """{"code":19024,"msg":"Key Words Not Found"}""",
            "feishu" to """{"code":9499,"msg":"Bad Request","data":{}}""",
            "serverchan" to """{"code":40001,"message":"bad key"}""",
            "pushplus" to """{"code":900,"msg":"用户账号使用受限"}""",
            "pushplus" to """{"code":903,"msg":"无效的用户令牌"}""",
            "pushplus" to """{"code":905,"msg":"账户未进行实名认证"}""",
            "telegram" to """{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}""",
        ).forEach { (preset, text) -> assertEquals(text, refused, send(preset, 200, text)) }
        assertEquals(refused, send("telegram", 403, """{"ok":false,"error_code":403}"""))
        assertEquals(refused, send("telegram", 401, """{"ok":false,"error_code":401}"""))
        assertEquals(Outcome.Refused(Reason.MALFORMED), send("bark", 400, """{"code":400,"message":"no key"}"""))
    }

    @Test
    fun `too many at once is tried again`() {
        val busy = Outcome.Later(Reason.SERVER_BUSY)
        listOf(
            "wecom" to """{"errcode":45009,"errmsg":"api freq out of limit"}""",
            "wecom" to """{"errcode":-1,"errmsg":"system busy"}""",
            "dingtalk" to """{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}""",
            "dingtalk" to """{"errcode":410100}""",
            "dingtalk" to """{"errcode":-1}""",
            "feishu" to """{"code":11232,"msg":"frequency limited"}""",
            "pushplus" to """{"code":500,"msg":"系统异常,请稍后再试"}""",
        ).forEach { (preset, text) -> assertEquals(text, busy, send(preset, 200, text)) }
        assertEquals(busy, send("feishu", 400, """{"code":9499,"msg":"too many request"}"""))
        assertEquals(busy, send("serverchan", 429, ""))
        assertEquals(busy, send("bark", 500, """{"code":500,"message":"push failed"}"""))
    }

    @Test
    fun `a service says in its own way when to come again`() {
        val text = """{"ok":false,"error_code":429,"parameters":{"retry_after":34}}"""
        assertEquals(Outcome.Later(Reason.SERVER_BUSY, 34_000), send("telegram", 429, text))
        answer = Answered.Whole(429, text, mapOf("Retry-After" to "5"))
        assertEquals(Outcome.Later(Reason.SERVER_BUSY, 5_000), send(address("telegram"), post()))
        listOf("-1", "0", "86401", "\"soon\"").forEach {
            val odd = """{"ok":false,"parameters":{"retry_after":$it}}"""
            assertEquals(it, Outcome.Later(Reason.SERVER_BUSY), send("telegram", 429, odd))
        }
    }

    @Test
    fun `a group that became a larger one is followed, and where it went is told`() {
        val moves = mutableListOf<Pair<Address.Webhook, Address.Webhook>>()
        val asked = mutableListOf<String>()
        val moving = PushServer { question ->
            asked += JSONObject(question.text).getString("chat_id")
            if (asked.last() == "-1001234567890") Answered.Whole(200, """{"ok":true}""") else Answered.Whole(400, MOVED)
        }
        val channel = WebhookChannel(at(moving)) { from, to -> moves += from to to }
        val before = Address.Webhook("telegram", VALUES.getValue("telegram") + ("chat" to "-123456"))
        moving.use {
            assertEquals(Outcome.Delivered, waitFor<Outcome> { take -> channel.send(post(), before, take) })
        }
        assertEquals(listOf("-123456", "-1001234567890"), asked)
        assertEquals(listOf(before to before.copy(values = before.values + ("chat" to "-1001234567890"))), moves)
    }

    @Test
    fun `a service that sends a message to and fro has nowhere to take it`() {
        var asked = 0
        val moving = PushServer {
            asked += 1
            Answered.Whole(400, MOVED.replace("-1001234567890", "-10099$asked"))
        }
        val channel = WebhookChannel(at(moving))
        val before = Address.Webhook("telegram", VALUES.getValue("telegram") + ("chat" to "-123456"))
        moving.use {
            assertEquals(
                Outcome.Refused(Reason.MALFORMED),
                waitFor<Outcome> { take -> channel.send(post(), before, take) },
            )
        }
        assertEquals(2, asked)
    }

    @Test
    fun `where a group went is believed only if it is a group`() {
        listOf("\"../x\"", "\"\"", "null", "{}", "[1]", "12345678901234567890123").forEach { chat ->
            val odd = MOVED.replace("-1001234567890", chat)
            assertEquals(chat, Outcome.Refused(Reason.MALFORMED), send("telegram", 400, odd))
        }
        assertEquals("other services cannot move", Outcome.Refused(Reason.MALFORMED), send("bark", 400, MOVED))
    }

    @Test
    fun `an answer that nobody understands leaves it unknown`() {
        WebhookPresets.ALL.forEach { preset ->
            listOf("", "ok", "<html>", "[]", "{}", """{"other":1}""").forEach {
                assertEquals(it, Outcome.Unknown(Reason.MALFORMED), send(preset.id, 200, it))
            }
        }
    }

    @Test
    fun `an address elsewhere asks nobody`() {
        val wrong = listOf(
            "bark" to "http://api.day.app/ynJ5Ft4atkMkWeo2PAvFhF",
            "bark" to "https://api.day.app/",
            "bark" to "https://me:secret@api.day.app/ynJ5Ft4atkMkWeo2PAvFhF",
            "wecom" to "https://qyapi.weixin.qq.com.example.org/cgi-bin/webhook/send?key=693a91f6-7abc",
            "wecom" to "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6&debug=1",
            "wecom" to "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc",
            "wecom" to "https://qyapixweixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc",
            "dingtalk" to "https://oapi.dingtalk.com/robot/send",
            "feishu" to "https://open.feishu.cn/open-apis/im/v1/messages",
            "feishu" to "https://example.org/https://open.feishu.cn/open-apis/bot/v2/hook/12345678",
        )
        wrong.forEach { (preset, address) ->
            val to = Address.Webhook(preset, mapOf("address" to address))
            assertEquals(address, Outcome.Refused(Reason.MALFORMED), send(to, post()))
        }
        listOf("SCT1/../x12345678", "", "1234567890").forEach {
            val to = Address.Webhook("serverchan", mapOf("key" to it))
            assertEquals(it, Outcome.Refused(Reason.MALFORMED), send(to, post()))
        }
        listOf(mapOf("token" to TOKEN), mapOf("chat" to "-100123"), mapOf("token" to "$TOKEN/getMe?", "chat" to "1234"))
            .forEach {
                assertEquals(Outcome.Refused(Reason.MALFORMED), send(Address.Webhook("telegram", it), post()))
            }
        assertEquals(Outcome.Refused(Reason.MALFORMED), send(Address.Webhook("unheard-of", emptyMap()), post()))
        assertTrue(server.asked.isEmpty())
    }

    @Test
    fun `what was copied along with an address does not matter`() {
        val bark = WebhookPresets.ALL.first { it.id == "bark" }
        val copied = mapOf("address" to " https://api.day.app/ynJ5Ft4atkMkWeo2PAvFhF/这里改成你自己的推送内容\n")
        assertEquals("https://api.day.app/ynJ5Ft4atkMkWeo2PAvFhF", bark.read(copied)?.get("address"))
        assertNull(bark.read(emptyMap()))
    }

    @Test
    fun `every preset is whole`() {
        val presets = WebhookPresets.ALL
        assertEquals(presets.size, presets.map { it.id }.toSet().size)
        presets.forEach { preset ->
            assertTrue(preset.page.startsWith("https://"))
            val names = Regex("""\{([a-z]+)\}""").findAll(preset.url + preset.body + preset.urgentBody)
            val known = preset.fields.map { it.name } + listOf("title", "text", "id", "page")
            assertEquals(
                preset.id,
                emptyList<String>(),
                names.map {
                    it.groupValues[1]
                }.filterNot(known::contains).toList(),
            )
            listOf(preset.body, preset.urgentBody).forEach {
                assertTrue(preset.id, "{title}" in it && "{text}" in it)
            }
        }
    }

    private fun send(preset: String, status: Int, text: String): Outcome {
        answer = Answered.Whole(status, text)
        return send(address(preset), post())
    }

    private fun send(to: Address.Webhook, post: OutgoingMessage): Outcome = waitFor { take ->
        channel.send(post, to, take)
    }

    private fun at(server: PushServer) =
        Https(threads, Https.Patience(5_000, 5_000, 5_000), open = { URL(server.url + it.file).openConnection() })

    private fun address(preset: String) = Address.Webhook(preset, VALUES.getValue(preset))

    private companion object {
        const val NOW = 1_700_000_000_000L
        const val MOVED = """{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a """ +
            """supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}"""
        const val KEY = "be8652e98bd04139a13e1bffcd6d0f71"
        const val TOKEN = "123456789:AAE4abcdefghijklmnopqrstuvwxyz_-123"
        val VALUES =
            mapOf(
                "bark" to mapOf("address" to "https://api.day.app/ynJ5Ft4atkMkWeo2PAvFhF"),
                "wecom" to mapOf(
                    "address" to
                        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa",
                ),
                "dingtalk" to mapOf(
                    "address" to "https://oapi.dingtalk.com/robot/send?access_token=98975521a1b23c02cdd1a9a08c69511d",
                ),
                "feishu" to mapOf(
                    "address" to "https://open.feishu.cn/open-apis/bot/v2/hook/1f2e3d4c-aaaa-bbbb-cccc-000011112222",
                ),
                "serverchan" to mapOf("key" to "SCT12345TabcdefGHIJKL"),
                "pushplus" to mapOf("key" to KEY),
                "telegram" to mapOf("token" to TOKEN, "chat" to "-100123"),
            )
    }
}

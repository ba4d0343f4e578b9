package app.kinguard.family.channel

import app.kinguard.family.channel.WebhookPreset.Field
import app.kinguard.family.channel.WebhookPreset.Moved
import app.kinguard.family.channel.WebhookPreset.Verdict

/**
 * The services that families in mainland China and Hong Kong use.
 *
 * Robots in a DingTalk group, and optionally in a Feishu group, require proof that a message is genuine: a keyword, a
 * signature or a fixed IP address. KinGuard uses the keyword. Every message to them begins with [WORD], of which the
 * child enters [KEYWORD]. A phone has no fixed address, and signatures fail if the phone's clock is wrong.
 */
object WebhookPresets {
    /** Can be typed on every keyboard. */
    const val KEYWORD = "KinGuard"
    const val WORD = "亲守 $KEYWORD"

    val ALL: List<WebhookPreset> = listOf(bark(), weCom(), dingTalk(), feishu(), serverChan(), pushPlus(), telegram())

    fun of(id: String): WebhookPreset? = ALL.find { it.id == id }

    /**
     * An app for iPhones, with a public server or one of the family's own. A repeated id replaces the earlier message;
     * `critical` is heard despite silent mode and Do Not Disturb. Error answers:
     * https://github.com/Finb/bark-server/blob/master/docs/API_V2.md
     */
    private fun bark() = WebhookPreset(
        id = "bark",
        page = "https://bark.day.app/#/tutorial",
        // The address that the app lets the user copy ends in an example message.
        fields = listOf(Field("address", Regex("""(https://[\w.:-]+/[A-Za-z0-9]{8,64})(?:/.*)?"""))),
        url = "{address}",
        body = """{"title":"{title}","body":"{text}","id":"{id}","url":"{page}","group":"$WORD","level":"active"}""",
        urgentBody =
        """{"title":"{title}","body":"{text}","id":"{id}","url":"{page}","group":"$WORD","level":"critical","volume":10}""",
        verdict = Verdict(code = "code", good = "200"),
        secret = Field(WebhookPreset.SECRET, Regex("([A-Za-z0-9]{32})")),
    )

    /** Codes: https://developer.work.weixin.qq.com/document/path/90313 . At most 20 messages a minute. */
    private fun weCom() = WebhookPreset(
        id = "wecom",
        page = "https://developer.work.weixin.qq.com/document/path/99110",
        fields = listOf(
            Field("address", Regex("""(https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[\w-]{8,64})""")),
        ),
        url = "{address}",
        body = """{"msgtype":"text","text":{"content":"{title}\n{text}"}}""",
        urgentBody = """{"msgtype":"text","text":{"content":"{title}\n{text}","mentioned_list":["@all"]}}""",
        verdict = Verdict(code = "errcode", good = "0", later = setOf("-1", "45009")),
    )

    /** Codes: https://open.dingtalk.com/document/orgapp/custom-robot-access . At most 20 messages a minute. */
    private fun dingTalk() = WebhookPreset(
        id = "dingtalk",
        page = "https://open.dingtalk.com/document/robots/custom-robot-access",
        fields = listOf(
            Field("address", Regex("""(https://oapi\.dingtalk\.com/robot/send\?access_token=[0-9A-Za-z]{16,128})""")),
        ),
        url = "{address}",
        body = """{"msgtype":"text","text":{"content":"$WORD\n{title}\n{text}"}}""",
        urgentBody = """{"msgtype":"text","text":{"content":"$WORD\n{title}\n{text}"},"at":{"isAtAll":true}}""",
        verdict = Verdict(code = "errcode", good = "0", later = setOf("-1", "130101", "410100")),
    )

    /** Called Lark elsewhere. 11232: too many messages at once, as on the hour; 9499 means the same under HTTP 400. */
    private fun feishu() = WebhookPreset(
        id = "feishu",
        page = "https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot",
        fields = listOf(
            Field(
                "address",
                Regex("""(https://open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/[\w-]{8,64})"""),
            ),
        ),
        url = "{address}",
        body = """{"msg_type":"text","content":{"text":"$WORD\n{title}\n{text}"}}""",
        urgentBody =
        """{"msg_type":"text","content":{"text":"<at user_id=\"all\">所有人</at> $WORD\n{title}\n{text}"}}""",
        verdict = Verdict(code = "code", good = "0", later = setOf("11232"), laterUnderMistake = setOf("9499")),
    )

    /** Sends to WeChat. The key is the only field; https://github.com/easychen/serverchan-sdk describes the answer. */
    private fun serverChan() = WebhookPreset(
        id = "serverchan",
        page = "https://sct.ftqq.com/sendkey",
        fields = listOf(Field("key", Regex("""(SCT[0-9A-Za-z]{8,64})"""))),
        url = "https://sctapi.ftqq.com/{key}.send",
        body = """{"title":"{title}","desp":"{text}"}""",
        verdict = Verdict(code = "code", good = "0"),
        longestTitle = 32,
    )

    /**
     * Sends to WeChat, once the user has proved their identity there. Codes:
     * https://www.pushplus.plus/doc/guide/code.html . 900: too many today, and asking again makes it last longer.
     */
    private fun pushPlus() = WebhookPreset(
        id = "pushplus",
        page = "https://www.pushplus.plus/doc/guide/api.html",
        fields = listOf(Field("key", Regex("""([0-9a-f]{32})"""))),
        url = "https://www.pushplus.plus/send",
        body = """{"token":"{key}","title":"{title}","content":"{text}","template":"txt"}""",
        verdict = Verdict(code = "code", good = "200", later = setOf("500")),
        longestTitle = 100,
    )

    /** The chat is a number, negative for a group. The bot that tells it writes more than the number. */
    private fun telegram() = WebhookPreset(
        id = "telegram",
        page = "https://core.telegram.org/bots/api#sendmessage",
        fields = listOf(
            Field("token", Regex("""([0-9]{5,16}:[\w-]{30,64})""")),
            Field("chat", Regex("""(-?[0-9]{3,20}|@\w{3,64})"""), inText = Regex("""(-?[0-9]{5,20})""")),
        ),
        url = "https://api.telegram.org/bot{token}/sendMessage",
        body = """{"chat_id":"{chat}","text":"{title}\n{text}"}""",
        verdict = Verdict(
            code = "ok",
            good = "true",
            wait = "parameters.retry_after",
            // A group that became a supergroup: https://core.telegram.org/bots/api#responseparameters .
            moved = Moved(field = "chat", place = "parameters.migrate_to_chat_id"),
        ),
    )
}

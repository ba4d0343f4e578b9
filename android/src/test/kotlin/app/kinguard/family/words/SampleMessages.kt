package app.kinguard.family.words

import app.kinguard.core.AppName
import app.kinguard.core.Capability
import app.kinguard.core.RuleId
import app.kinguard.core.appName
import app.kinguard.family.Change
import app.kinguard.family.Change.What
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import java.time.LocalDateTime
import java.time.ZoneId

/** Samples of all messages, with realistic names. */
internal object SampleMessages {
    val ZONE: ZoneId = ZoneId.of("Asia/Shanghai")
    val NOW_MS = at(2026, 11, 23, 14, 5)
    val LONG_AGO_MS = at(2026, 11, 22, 23, 59)

    private val EARLY =
        listOf(
            RuleId.INSTALL_AFTER_CALL,
            RuleId.INSTALL_DURING_CHAT,
            RuleId.SIDELOADED_MEETING_APP,
            RuleId.SHARE_BY_FRESH_APP,
            RuleId.BANK_DURING_OVERSEAS_CALL,
            RuleId.BANK_AFTER_OVERSEAS_CALL,
            RuleId.BANK_AFTER_INSTALL,
            RuleId.LONG_STRANGER_CALL,
            RuleId.PERMISSION_DURING_CALL,
            RuleId.SIDELOADED_APP_IN_CONTROL,
            RuleId.CONTROL_AFTER_CALL,
            RuleId.CODES_DURING_CHAT_SHARE,
            RuleId.SHARE_IN_CHAT_APP,
            RuleId.MONEY_APP_AFTER_CALL,
            RuleId.BANK_DURING_DIALLED_CALL,
            RuleId.SHARE_DURING_SERVICE_CALL,
            RuleId.BANK_DURING_HABITUAL_SHARE,
            RuleId.FORWARDING_SET_UP,
            RuleId.NFC_WITH_NEW_APP,
            RuleId.POWERFUL_APP_INSTALLED,
            RuleId.BANK_DURING_FAMILY_HELP,
        )

    private val DANGER =
        listOf(
            RuleId.BANK_DURING_SHARE,
            RuleId.BANK_AFTER_SHARE,
            RuleId.CODES_DURING_SHARE,
            RuleId.SHARE_BY_INSTALLED_APP,
            RuleId.SHARE_DURING_CALL,
            RuleId.SHARE_AFTER_CALL,
            RuleId.REMOTE_CONTROL,
            RuleId.CALL_FORWARDING,
            RuleId.PAYMENT_APP_IN_INCIDENT,
            RuleId.BANK_UNDER_CONTROL,
            RuleId.SHARE_BY_CONTROLLING_APP,
            RuleId.HELP_ASKED,
        )

    /** Every kind with each rule that has a text of its own, and without one. */
    val ALL: List<Pair<MessageKind, RuleId?>> =
        MessageKind.entries.flatMap { kind ->
            val rules =
                when (kind) {
                    MessageKind.EARLY -> EARLY
                    MessageKind.DANGER -> DANGER
                    MessageKind.WENT_ON -> listOf(RuleId.REMOTE_CONTROL, RuleId.CALL_FORWARDING)
                    MessageKind.UNSEEN ->
                        listOf(RuleId.SHARE_DURING_CALL, RuleId.REMOTE_CONTROL, RuleId.CALL_FORWARDING)
                    MessageKind.PROTECTION -> listOf(RuleId.SETTINGS_DURING_INCIDENT, RuleId.SETTINGS_DURING_CALL)
                    else -> emptyList()
                }
            rules.map { kind to it } + (kind to null)
        }

    fun parent(language: Language) = when (language) {
        Language.MAINLAND -> "妈妈"
        Language.HONG_KONG -> "媽媽"
        Language.ENGLISH -> "Mum"
    }

    fun usual(kind: MessageKind, rule: RuleId?, language: Language) = MessageFacts(
        kind = kind,
        rule = rule,
        whenMs = if (kind == MessageKind.SILENT) LONG_AGO_MS else NOW_MS,
        nowMs = NOW_MS,
        parent = parent(language),
        app = appName(if (rule in ABOUT_MONEY) "com.unionpay" else "com.tencent.wemeet.app"),
        capabilities = setOf(Capability.USAGE_ACCESS, Capability.SMS),
        region = if (language == Language.HONG_KONG) "HK" else "CN",
        code =
        when (kind) {
            MessageKind.TEST -> "0427"
            MessageKind.PIN_CODE, MessageKind.CONTACT_CODE -> "270914"
            else -> null
        },
        changes = CHANGES[kind].orEmpty(),
        who = if (kind in ABOUT_SOMEBODY) somebody(language) else null,
        untilMs =
        when (kind) {
            MessageKind.PAUSED -> NOW_MS + HOUR_MS
            MessageKind.CONTACT_ADDED -> NOW_MS + DAY_MS
            MessageKind.STOPPED -> NOW_MS - HOUR_MS
            MessageKind.RESET_AGREED -> NOW_MS + TEN_MINUTES_MS
            else -> null
        },
    )

    private fun somebody(language: Language) = when (language) {
        Language.MAINLAND -> "女儿小芳"
        Language.HONG_KONG -> "阿女"
        Language.ENGLISH -> "Mary"
    }

    /** Returns [letter] with everything that makes it longer, in every combination. */
    fun variants(letter: MessageFacts): List<MessageFacts> = buildList {
        for (parent in listOf(
            letter.parent,
            "",
            "妈妈",
            "八".repeat(13),
            "Wwwwwwwwwwwwww",
            "👵🏻".repeat(6),
            "Dr. Ma^^^^^^",
        )) {
            for (app in apps(letter.kind)) {
                for (capabilities in capabilities(letter.kind)) {
                    for (region in regions(letter.kind)) {
                        for (changes in changes(letter.kind)) {
                            for (marks in 0 until
                                if (letter.kind in ABOUT_SOMEBODY || letter.untilMs != null) 16 else 8) {
                                add(
                                    letter.copy(
                                        who = if (marks and 8 != 0) letter.who?.let { parent } else letter.who,
                                        untilMs = if (marks and 8 !=
                                            0
                                        ) {
                                            letter.untilMs?.plus(DAY_MS)
                                        } else {
                                            letter.untilMs
                                        },
                                        parent = parent,
                                        changes = changes,
                                        app = app,
                                        capabilities = capabilities,
                                        region = region,
                                        late = marks and 1 != 0,
                                        repeated = marks and 2 != 0,
                                        whenMs = if (marks and 4 != 0) LONG_AGO_MS else letter.whenMs,
                                    ),
                                )
                            }
                        }
                    }
                }
            }
        }
    }

    private fun apps(kind: MessageKind): List<AppName?> = if (kind == MessageKind.EARLY || kind == MessageKind.DANGER) {
        listOf(null, AppName("会".repeat(17), "TeamViewer QuickSupport"), AppName("腾讯会议", "Zoom"))
    } else {
        listOf(null)
    }

    private fun capabilities(kind: MessageKind) = if (kind == MessageKind.PROTECTION || kind == MessageKind.RESTORED) {
        listOf(emptySet(), setOf(Capability.OVERLAY, Capability.CONTACTS), Capability.entries.toSet())
    } else {
        listOf(emptySet())
    }

    private fun regions(kind: MessageKind) =
        if (kind == MessageKind.MONEY_SENT) listOf("CN", "HK", "MO", "TW", "SG", "MY", "") else listOf("CN")

    private fun changes(kind: MessageKind): List<Set<Change>> = when (kind) {
        MessageKind.SETTINGS_CHANGED -> listOf(emptySet(), LONGEST_SETTINGS)
        MessageKind.CONTACT_CHANGED -> listOf(emptySet(), LONGEST_ENTRY)
        else -> listOf(emptySet())
    }

    private val CHANGES = mapOf(
        MessageKind.SETTINGS_CHANGED to setOf(Change(What.PATIENCE), Change(What.LIFELINE, on = false)),
        MessageKind.CONTACT_CHANGED to setOf(Change(What.PUSH), Change(What.TEXT_MESSAGE, on = false)),
    )

    /** As many as fit into one message. In no language are others longer. */
    private val LONGEST_SETTINGS = setOf(
        Change(What.PARENT),
        Change(What.LIFELINE, on = false),
        Change(What.RESTORED, on = false),
        Change(What.EARLY, on = false),
        Change(What.HOME),
        Change(What.REGIONS),
    )

    private val LONGEST_ENTRY = setOf(
        Change(What.NAME),
        Change(What.LANGUAGE),
        Change(What.TEXT_MESSAGE, on = false),
        Change(What.PUSH, on = false),
        Change(What.ROBOT, on = false),
    )

    private val ABOUT_MONEY = setOf(RuleId.PAYMENT_APP_IN_INCIDENT, RuleId.MONEY_APP_AFTER_CALL)

    private val ABOUT_SOMEBODY =
        setOf(
            MessageKind.CONTACT_REMOVED,
            MessageKind.CONTACT_BACK,
            MessageKind.NUMBER_CHANGED,
            MessageKind.PAIRING_LOST,
            MessageKind.CONTACT_ADDED,
            MessageKind.CONTACT_CODE,
            MessageKind.CONTACT_CONFIRMED,
            MessageKind.ORDER_CHANGED,
            MessageKind.CONTACT_CHANGED,
            MessageKind.RESET_AGREED,
            MessageKind.RESET_REFUSED,
        )

    private const val TEN_MINUTES_MS = 600_000L
    private const val HOUR_MS = 3_600_000L
    private const val DAY_MS = 24 * HOUR_MS

    private fun at(year: Int, month: Int, day: Int, hour: Int, minute: Int): Long =
        LocalDateTime.of(year, month, day, hour, minute).atZone(ZONE).toInstant().toEpochMilli()
}

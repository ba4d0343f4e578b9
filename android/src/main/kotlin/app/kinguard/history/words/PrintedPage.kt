package app.kinguard.history.words

import android.content.Context
import app.kinguard.R
import app.kinguard.history.FraudStep

/**
 * Renders an incident as one page for the police or the bank, in the language of [context]. Everything on it may come
 * from a fraudster's app, so nothing on it can run or be fetched, and no text can become markup.
 */
class PrintedPage(private val context: Context, private val times: IncidentTimes) {
    private val steps = StepWords(context.resources, times)

    fun write(timeLine: TimeLine, lines: List<Line>, writtenAtMs: Long): String {
        val language = context.resources.configuration.locales[0].toLanguageTag()
        val summary = listOfNotNull(timeLine.level, timeLine.outcome)
        val made = text(R.string.history_page_made, times.dateAndClock(writtenAtMs))
        return """
            |<!DOCTYPE html>
            |<html lang="${escaped(language)}">
            |<head>
            |<meta charset="utf-8">
            |<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            |<meta name="viewport" content="width=device-width, initial-scale=1">
            |<title>${escaped(text(R.string.history_page_title))}</title>
            |<style>$STYLE</style>
            |</head>
            |<body>
            |<h1>${escaped(text(R.string.history_page_title))}</h1>
            |<p class="big">${escaped(moments(timeLine))}</p>
            |<p class="big">${summary.joinToString("<br>") { escaped(it) }}</p>
            |${chain(timeLine.steps)}
            |<p>${escaped(timeLine.story)}</p>
            |${blanks()}
            |${number(timeLine)}
            |${table(Line.folded(lines, times::date))}
            |<p class="small">${escaped(made)}</p>
            |<p class="small">${escaped(text(R.string.history_page_numbers))}</p>
            |</body>
            |</html>
            |
        """.trimMargin()
    }

    private fun moments(timeLine: TimeLine) =
        "${times.date(timeLine.fromMs)} ${times.span(timeLine.fromMs, timeLine.untilMs)}"

    private fun chain(taken: Map<FraudStep, Long>): String {
        if (taken.isEmpty()) return ""
        val cells = FraudStep.entries.map { step ->
            val (mark, tone) = if (step in taken) "●" to "red" else "○" to "none"
            val moment = taken[step]?.let(times::clock).orEmpty()
            "<td class=\"$tone\">$mark<div>${escaped(steps.name(step))}</div><div>${escaped(moment)}</div></td>"
        }
        return "<table class=\"chain\"><tr>${cells.joinToString("")}</tr></table>"
    }

    /** What only the owner of the phone can tell. */
    private fun blanks(): String {
        val rows = BLANKS.map { "<tr><th>${escaped(text(it))}</th><td class=\"blank\"></td></tr>" }
        val head = "<tr><th colspan=\"2\" class=\"day\">${escaped(text(R.string.history_blanks))}</th></tr>"
        return "<table class=\"blanks\">$head${rows.joinToString("")}</table>"
    }

    private fun number(timeLine: TimeLine): String {
        val callMs = timeLine.shortenedCallMs ?: return ""
        val where = text(R.string.history_full_number_where, times.dateAndClock(callMs))
        return "<p><b>${escaped(text(R.string.history_full_number))}</b><br>${escaped(where)}</p>"
    }

    private fun table(lines: List<Line>): String {
        val head = "<tr><th>${escaped(text(R.string.history_page_when))}</th>" +
            "<th>${escaped(text(R.string.history_page_what))}</th></tr>"
        val days = lines.groupBy { times.date(it.atMs) }
        val rows = days.map { (day, those) ->
            "<tr><th colspan=\"2\" class=\"day\">${escaped(day)}</th></tr>\n" +
                those.joinToString("\n", transform = ::row)
        }
        return "<table>\n<thead>$head</thead>\n<tbody>\n${rows.joinToString("\n")}\n</tbody>\n</table>"
    }

    private fun row(line: Line): String {
        val details = (line.details + listOfNotNull(line.exactly)).joinToString("") {
            "<div class=\"small\">${escaped(it)}</div>"
        }
        return "<tr class=\"${line.tone.name.lowercase()}\"><td>${escaped(times.clock(line))}</td>" +
            "<td>${escaped(times.words(line))}$details</td></tr>"
    }

    private fun text(id: Int, vararg arguments: Any) = context.getString(id, *arguments)

    private fun escaped(words: String): String = buildString {
        for (sign in words) {
            when {
                sign == '\n' -> append("<br>")
                sign in "&<>\"'" -> append("&#${sign.code};")
                // Signs that change the writing direction could make words read as others.
                sign.isISOControl() || sign in TURNING -> append(' ')
                else -> append(sign)
            }
        }
    }

    companion object {
        /** What the police ask for, and only the owner of the phone knows. */
        val BLANKS = listOf(
            R.string.history_blank_name,
            R.string.history_blank_number,
            R.string.history_blank_loss,
            R.string.history_blank_account,
        )
        private const val TURNING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        private const val STYLE = "@page{size:A4;margin:16mm}@media print{body{margin:0}}" +
            "body{font:14px/1.45 sans-serif;color:#16211f;margin:24px}" +
            "h1{font-size:22px;margin:0}p{margin:8px 0}.big{font-size:17px;font-weight:bold}.small{font-size:12px}" +
            "table{border-spacing:0;width:100%;margin:12px 0;border-top:1px solid #5a6b68}" +
            "td,th{border-bottom:1px solid #b4c2bf;padding:4px 8px;text-align:left;vertical-align:top}" +
            "td:first-child,th:first-child{border-left:5px solid transparent;white-space:nowrap}" +
            ".day{background:#e8f1ef}.red td{font-weight:bold}" +
            ".red td:first-child{border-left-color:#a3121a}.amber td:first-child{border-left-color:#b36b00}" +
            ".chain td{width:20%;text-align:center;border-left:0}.chain .red{color:#a3121a;font-weight:bold}" +
            ".blanks th{width:1%;padding-right:24px;vertical-align:bottom}.blank{height:30px;border-color:#16211f}" +
            "tr{page-break-inside:avoid}thead{display:table-header-group}"
    }
}

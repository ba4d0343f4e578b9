"""What `kinguard eval` counts, per rule and month."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

#: Messages that tell of a danger to money, rather than of the protection.
OF_DANGER = ("early", "danger", "went_on", "money_sent", "next_contact")
MONTH_MS = 30 * 24 * 3_600_000


def read(effects: DataFrame) -> DataFrame:
    """Return effects with their `type`, `level`, `kind` and `rule`."""
    fields = ["type", "level", "kind", "rule"]
    told = [F.get_json_object("effect", f"$.{field}").alias(field) for field in fields]
    return effects.select("phone", "at_ms", *told)


def month(at_ms: Column, zone: str) -> Column:
    """Return the month of a time, such as `2026-01`."""
    local = F.from_utc_timestamp(F.timestamp_millis(at_ms), zone)
    return F.date_format(local, "yyyy-MM").alias("month")


def false_alarms(events: DataFrame, effects: DataFrame, harms: DataFrame | None, zone: str) -> DataFrame:
    """Return what was said to phones that lost no money, per rule and month, with the time they were watched.

    A row without a rule sums up its month.
    """
    quiet_events, quiet = events, effects
    if harms is not None:
        harmed = harms.select("phone").distinct()
        quiet_events = events.join(harmed, "phone", "left_anti")
        quiet = effects.join(harmed, "phone", "left_anti")
    one = read(quiet).withColumn("month", month(F.col("at_ms"), zone))
    counted = one.rollup("month", "rule").agg(
        count(F.col("level") == "red").alias("red"),
        count(F.col("level") == "amber").alias("amber"),
        count(F.col("kind").isin(*OF_DANGER)).alias("family"),
        count(F.col("kind") == "early").alias("early"),
        count(F.col("kind").isin("protection", "restored")).alias("protection"),
        F.countDistinct("phone").alias("phones"),
    )
    counted = counted.where("month IS NOT NULL AND (rule IS NOT NULL OR red + amber + family + protection > 0)")
    return counted.join(watched(quiet_events, zone), "month").orderBy("month", F.col("rule").asc_nulls_last())


def watched(events: DataFrame, zone: str) -> DataFrame:
    """Return the months of 30 days that phones were watched in each month, from their first event to their last."""
    spans = events.groupBy("phone").agg(F.min("at_ms").alias("first"), F.max("at_ms").alias("last"))
    local = [F.from_utc_timestamp(F.timestamp_millis(F.col(name)), zone) for name in ("first", "last")]
    begins = F.sequence(F.trunc(local[0], "month"), F.trunc(local[1], "month"), F.expr("interval 1 month"))
    each = spans.select("first", "last", F.explode(begins).alias("begins"))
    begin, end = (
        F.unix_millis(F.to_utc_timestamp(day.cast("timestamp"), zone))
        for day in (F.col("begins"), F.add_months("begins", 1))
    )
    length = F.least(F.col("last"), end) - F.greatest(F.col("first"), begin)
    parts = each.select(F.date_format("begins", "yyyy-MM").alias("month"), length.alias("length"))
    return parts.groupBy("month").agg((F.sum("length") / MONTH_MS).alias("user_months"))


def cases(effects: DataFrame, harms: DataFrame, zone: str) -> DataFrame:
    """Return the cases of each month, and how far before the harm the first red warning and message came.

    Cases are counted under the rule that warned in red first; those that none did have no rule.
    """
    harm = harms.groupBy("phone").agg(F.min("at_ms").alias("harm_ms"))
    before = harm.join(read(effects), "phone", "left").where("at_ms IS NULL OR at_ms < harm_ms")
    red = F.col("level") == "red"
    told = F.col("kind").isin(*OF_DANGER)
    firsts = (
        harm.join(before.drop("harm_ms"), "phone", "left")
        .groupBy("phone", "harm_ms")
        .agg(
            F.min(F.when(red, F.col("at_ms"))).alias("red_ms"),
            F.min_by(F.when(red, F.col("rule")), F.when(red, F.col("at_ms"))).alias("rule"),
            F.min(F.when(F.col("type") == "warn", F.col("at_ms"))).alias("warned_ms"),
            F.min(F.when(told, F.col("at_ms"))).alias("told_ms"),
        )
    )
    lead = F.col("harm_ms") - F.col("red_ms")
    return (
        firsts.groupBy(month(F.col("harm_ms"), zone), "rule")
        .agg(
            F.count("*").alias("cases"),
            F.count("red_ms").alias("red"),
            F.count("warned_ms").alias("any"),
            F.count("told_ms").alias("family"),
            F.median(lead).alias("median_lead_ms"),
            F.min(lead).alias("worst_lead_ms"),
        )
        .orderBy("month", F.col("rule").asc_nulls_last())
    )


def count(condition: Column) -> Column:
    """Return how many rows meet a condition."""
    return F.count(F.when(condition, True))

"""CloudWatch as far as alarms need it: statistics of points, metric maths, and the state of an alarm over time.

Points are kept by period, of five minutes. Where AWS does not say what FILL makes of a metric without any point, both
readings are tried (`fills`).
"""

import ast
import collections
import math
import operator

PERIOD = 5  # minutes
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda numerator, denominator: numerator / denominator if denominator else None,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
}
BREACHES = {"GreaterThanThreshold": operator.gt, "GreaterThanOrEqualToThreshold": operator.ge}


class Points:
    """Values by metric (namespace, name, value of its dimension) and minute."""

    def __init__(self):
        self.values = collections.defaultdict(lambda: collections.defaultdict(list))  # by metric and period
        self.statistics = {}

    def add(self, metric, minute, *values):
        self.values[metric][minute // PERIOD].extend(values)

    def statistic(self, metric, name, period):
        """Returns a statistic of a period, None if it has no points."""
        key = (metric, name, period)
        if key not in self.statistics:
            self.statistics[key] = statistic_of(self.values[metric][period], name)
        return self.statistics[key]


def statistic_of(values, name):
    if not values:
        return None
    if name.startswith("p"):
        return sorted(values)[math.ceil(float(name[1:]) / 100 * len(values)) - 1]
    average = sum(values) / len(values)
    return {"Sum": sum(values), "Average": average, "Maximum": max(values), "Minimum": min(values)}[name]


def starts_and_ends(alarm, points, periods, fills):
    """Returns the minutes at which an alarm changes its state: it starts, ends, starts…"""
    evaluated = int(alarm["EvaluationPeriods"])
    needed = int(alarm.get("DatapointsToAlarm", evaluated))
    breaches, threshold = BREACHES[alarm["ComparisonOperator"]], float(alarm["Threshold"])
    assert alarm["TreatMissingData"] == "notBreaching"
    changes, breaching = [], []
    for period in range(periods):
        value = watched(alarm, points, range(period - 3, period + 1), fills)[-1]
        breaching.append(value is not None and breaches(value, threshold))
        if (sum(breaching[-evaluated:]) >= needed) != (len(changes) % 2 == 1):
            changes.append((period + 1) * PERIOD)
    return changes


def watched(alarm, points, periods, fills):
    """Returns the values that an alarm compares with its threshold, one for each of a few periods."""
    if "Metrics" not in alarm:
        metric = (alarm["Namespace"], alarm["MetricName"], alarm["Dimensions"][0]["Value"])
        statistic = alarm.get("Statistic") or alarm["ExtendedStatistic"]
        assert int(alarm["Period"]) == 60 * PERIOD
        return [points.statistic(metric, statistic, period) for period in periods]
    series = {}
    for query in alarm["Metrics"]:
        if "MetricStat" in query:
            stat, metric = query["MetricStat"], query["MetricStat"]["Metric"]
            assert int(stat["Period"]) == 60 * PERIOD
            key = (metric["Namespace"], metric["MetricName"], metric["Dimensions"][0]["Value"])
            series[query["Id"]] = [points.statistic(key, stat["Stat"], period) for period in periods]
    (expression,) = (query["Expression"] for query in alarm["Metrics"] if "Expression" in query)
    return Maths(series, len(periods), fills).of(ast.parse(expression, mode="eval").body)


class Maths:
    """Metric maths on series of equal length, in which None is a missing point. The functions have CloudWatch's names."""

    def __init__(self, series, length, fills):
        self.series, self.length, self.fills = series, length, fills

    def of(self, node):
        if isinstance(node, ast.Constant):
            return [node.value] * self.length
        if isinstance(node, ast.Name):
            return self.series[node.id]
        if isinstance(node, ast.BinOp):
            return self.pointwise(OPERATORS[type(node.op)], self.of(node.left), self.of(node.right))
        if isinstance(node, ast.Compare):
            (kind,), (right,) = node.ops, node.comparators
            return self.pointwise(OPERATORS[type(kind)], self.of(node.left), self.of(right))
        return getattr(self, node.func.id)(*node.args)

    def pointwise(self, function, *operands):
        return [None if None in values else function(*values) for values in zip(*operands, strict=True)]

    def FILL(self, filled, value):
        points = self.of(filled)
        if not self.fills and points == [None] * self.length:
            return points
        return [self.of(value)[0] if point is None else point for point in points]

    def RATE(self, node):
        points = self.of(node)
        before = [None, *points[:-1]]
        return self.pointwise(lambda now, earlier: (now - earlier) / (60 * PERIOD), points, before)

    def SUM(self, nodes):
        columns = zip(*(self.of(node) for node in nodes.elts), strict=True)
        return [sum(v for v in values if v is not None) if any(v is not None for v in values) else None for values in columns]

    def IF(self, *nodes):
        condition, yes, no = (self.of(node) for node in nodes)
        return [None if c is None else y if c else n for c, y, n in zip(condition, yes, no, strict=True)]

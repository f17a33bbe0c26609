"""What must hold of parameters, alarms and the dashboard."""

import functools
import json
import re

import tomlkit
from cfnlint.helpers import REGIONS
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from cloudformation import TOP, Stack
from subject import EVERYTHING, SOURCE, STACK


def alarms_and_dashboard_watch_what_exists():
    silent, sent = (stack.of_type("AWS::CloudWatch::Alarm") for stack in (STACK, EVERYTHING))
    for name in silent:
        yield f"{name} is not sent unless there is a topic", "AlarmActions" not in silent[name]["Properties"]
        yield f"{name} is sent to the topic", len(sent[name]["Properties"]["AlarmActions"]) == 1
        for metric in metrics_of(silent[name]["Properties"]):
            yield f"{name} watches {metric[1]} of {metric[2]}", exists(metric)
    watched = {metric for alarm in silent.values() for metric in metrics_of(alarm["Properties"])}
    yield "a refused key, an error of the authorizer, is no alarm", ("AWS/Lambda", "Errors", "AuthorizerFunction") not in watched
    dashboard = json.loads(STACK.properties("Dashboard")["DashboardBody"])
    for widget in dashboard["widgets"]:
        for metric in widget["properties"]["metrics"]:
            if isinstance(metric[0], dict):
                kind, function = re.search(r'MetricName="(\w+)" FunctionName="(\w+)"', metric[0]["expression"]).groups()
                metric = ["Frisket", kind, "FunctionName", function]
            yield f"{widget['properties']['title']} shows {metric[1]} of {metric[3]}", exists((metric[0], metric[1], metric[3]))
    yield "no dashboard without detailed metrics", not EVERYTHING.of_type("AWS::CloudWatch::Dashboard")
    yield "the same alarms without detailed metrics", set(sent) == set(silent)
    budgets = [len(stack.of_type("AWS::Budgets::Budget")) for stack in (STACK, EVERYTHING)]
    yield "there is a budget if BudgetEmail is set", budgets == [0, 1]
    for timeout in SOURCE["Parameters"]["WorkerTimeout"]["AllowedValues"]:
        limit = Stack(SOURCE, WorkerTimeout=timeout).properties("WorkerIsSlow")["Threshold"]
        yield f"{limit} ms is near {timeout} s", int(limit) == int(timeout) * 800


def costs_of_an_idle_stack_are_those_of_the_page():
    page = (TOP / "docs/deploy.md").read_text()
    fixed = {what: float(usd) for what, usd in re.findall(r"^\| (the dashboard|polling|the worker's image|alarms)[^|]*\| ([0-9.]+) \|$", page, re.M)}
    metrics = sum(len(list(metrics_of(alarm["Properties"]))) for alarm in STACK.of_type("AWS::CloudWatch::Alarm").values())
    yield f"{metrics} metrics of alarms", f"| alarms: {metrics} metrics at 0.10 | {metrics / 10:.2f} |" in page
    idle = sum(fixed.values())
    yield f"an idle stack costs {idle:.2f}", len(fixed) == 4 and f"an idle stack costs about {idle:.0f} USD" in page
    less = idle - fixed["the dashboard"]
    yield f"without detailed metrics {less:.2f}", f"`DetailedMetrics=off` it is {less:.0f} USD" in page


def a_budget_is_created_wherever_it_can_be():
    regions = {region for region in REGIONS if "iso" not in region}
    able = {region for region in regions if "AWS::Budgets::Budget" in PROVIDER_SCHEMA_MANAGER.get_resource_types(region)}
    yield f"{len(able)} of {len(regions)} regions have budgets", 0 < len(able) < len(regions)
    for region in sorted(regions):
        stack = Stack(SOURCE, region, BudgetEmail="owner@example.com")
        yield f"{region}: a budget if there can be one", bool(stack.of_type("AWS::Budgets::Budget")) == (region in able)
        yield f"{region}: an output says if there is none", stack.condition("MissesBudget") == (region not in able)


def parameters_are_explained_and_bounded():
    groups = SOURCE["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    grouped = [name for group in groups for name in group["Parameters"]]
    yield "each parameter is in one group", sorted(grouped) == sorted(SOURCE["Parameters"])
    for name, parameter in SOURCE["Parameters"].items():
        bounds = {"AllowedValues", "AllowedPattern"} if parameter["Type"] == "String" else {"AllowedValues", "MinValue"}
        yield f"{name} is explained and bounded", bool(parameter.get("Description")) and bool(bounds & set(parameter))
    settings = tomlkit.parse((TOP / "samconfig.toml").read_text())
    for environment, commands in ((e, c) for e, c in settings.items() if e != "version"):
        for pair in commands["deploy"]["parameters"].get("parameter_overrides", "").split():
            name, value = pair.split("=", 1)
            yield f"{environment} sets {pair}", name in SOURCE["Parameters"] and fits(SOURCE["Parameters"][name], value)
        yield f"{environment} tags its costs", "application=" in commands["deploy"]["parameters"]["tags"]


def metrics_of(alarm):
    queries = [query["MetricStat"]["Metric"] for query in alarm.get("Metrics", []) if "MetricStat" in query]
    for metric in queries or [alarm]:
        yield metric["Namespace"], metric["MetricName"], metric["Dimensions"][0]["Value"]


def exists(metric):
    kinds = {"AWS/Lambda": "AWS::Lambda::Function", "AWS/SQS": "AWS::SQS::Queue", "Frisket": "AWS::Lambda::Function"}
    if metric[0] == "Frisket" and metric[1] not in measured():
        return False
    if metric[0] == "AWS/ApiGateway":
        return metric[2] == STACK.properties("Api")["Body"]["info"]["title"]
    return metric[0] not in kinds or metric[2] in STACK.of_type(kinds[metric[0]])


@functools.cache
def measured():
    """Returns the names of the metrics that our code records."""
    sources = "".join(file.read_text() for file in TOP.glob("functions/*/src/main/java/**/*.java"))
    return set(re.findall(r'(?:\bbegin|\brecord|nanos\.put|units\.put)\(\s*"(\w+)"', sources))


def fits(parameter, value):
    if "AllowedValues" in parameter:
        return value in map(str, parameter["AllowedValues"])
    if parameter["Type"] == "Number":
        return parameter["MinValue"] <= int(value) <= parameter.get("MaxValue", int(value))
    return re.fullmatch(parameter["AllowedPattern"], value) is not None


CHECKS = [
    alarms_and_dashboard_watch_what_exists,
    costs_of_an_idle_stack_are_those_of_the_page,
    a_budget_is_created_wherever_it_can_be,
    parameters_are_explained_and_bounded,
]

"""The stack as CloudFormation creates it: template.yaml, transformed as by AWS, with every reference resolved.

Values that only AWS knows (ids, ARNs) are made up, in the same form.
"""

import copy
import json
import logging
import pathlib
import re
import time

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

TOP = pathlib.Path(__file__).parent.parent.parent
REGION, ACCOUNT, NAME = "us-east-1", "123456789012", "frisket"
PSEUDO = {
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": NAME,
}
NO_VALUE = object()
logging.getLogger("samtranslator.metrics.metrics").setLevel(logging.ERROR)  # it warns that no publisher is set


def template():
    return yaml_parse((TOP / "template.yaml").read_text())


def transformed(source, parameters, at=None):
    """Returns the transformed template, with packages where `sam deploy` would have put them, as of a given time."""
    source = copy.deepcopy(source)
    for resource in source["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            properties = resource["Properties"]
            if properties.get("PackageType") == "Image":
                properties["ImageUri"] = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/worker:1"
            else:
                properties["CodeUri"] = "s3://packages/" + properties["CodeUri"]
    clock, session = time.time, boto3.session.Session(region_name=REGION)
    time.time = (lambda: at) if at else clock
    try:
        return Translator({}, Parser(), [], session).translate(source, parameters)
    finally:
        time.time = clock


class Stack:
    """A transformed template with values for its parameters."""

    def __init__(self, source, region=REGION, **overrides):
        self.pseudo = PSEUDO | {"AWS::Region": region}
        self.document = transformed(source, overrides)
        self.parameters = {n: str(p.get("Default")) for n, p in self.document["Parameters"].items()} | overrides
        self.resources = {}
        self.resources = {
            name: self.resolve(resource)
            for name, resource in self.document["Resources"].items()
            if self.condition(resource.get("Condition"))
        }

    def of_type(self, kind):
        return {name: resource for name, resource in self.resources.items() if resource["Type"] == kind}

    def properties(self, name):
        return self.resources[name]["Properties"]

    def refusals(self, **overrides):
        """Returns the descriptions of the rules by which CloudFormation refuses these parameters."""
        chosen = copy.copy(self)
        chosen.parameters = self.parameters | overrides
        applied = [rule for rule in self.document["Rules"].values() if chosen.condition(rule.get("RuleCondition"))]
        asserted = [each for rule in applied for each in rule["Assertions"]]
        return [each["AssertDescription"] for each in asserted if not chosen.condition(each["Assert"])]

    def condition(self, condition):
        if condition is None:
            return True
        if isinstance(condition, str):
            return self.condition(self.document["Conditions"][condition])
        ((operator, arguments),) = condition.items()
        if operator == "Condition":
            return self.condition(arguments)
        if operator in ("Fn::And", "Fn::Or"):
            return {"Fn::And": all, "Fn::Or": any}[operator](map(self.condition, arguments))
        if operator == "Fn::Not":
            return not self.condition(arguments[0])
        if operator == "Fn::Equals":
            first, second = (str(self.resolve(argument)) for argument in arguments)
            return first == second
        if operator == "Fn::Contains":
            members, one = map(self.resolve, arguments)
            return str(one) in map(str, members)
        raise ValueError(f"a condition of {operator} is not understood")

    def resolve(self, value):
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref":
                return self.ref(argument)
            if name.startswith("Fn::"):
                return self.function(name, argument)
        resolved = {key: self.resolve(item) for key, item in value.items()}
        return {key: item for key, item in resolved.items() if item is not NO_VALUE}

    def function(self, name, argument):
        if name == "Fn::If":
            return self.resolve(argument[1] if self.condition(argument[0]) else argument[2])
        if name == "Fn::FindInMap":
            keys = map(self.resolve, argument)
            found = self.document["Mappings"]
            for key in keys:
                found = found[key]
            return found
        if name == "Fn::GetAtt":
            return self.attribute(*(argument if isinstance(argument, list) else argument.split(".", 1)))
        if name == "Fn::Sub":
            text, own = argument if isinstance(argument, list) else (argument, {})
            own = {key: self.resolve(item) for key, item in own.items()}
            return re.sub(r"\$\{([A-Za-z0-9:._]+)\}", lambda match: self.inserted(match.group(1), own), text)
        if name == "Fn::Select":
            return self.resolve(argument[1])[int(argument[0])]
        if name == "Fn::Split":
            return self.resolve(argument[1]).split(argument[0])
        if name == "Fn::Join":
            return argument[0].join(self.resolve(argument[1]))
        raise ValueError(f"{name} is not understood")

    def inserted(self, name, own):
        if name in own:
            return str(own[name])
        return str(self.attribute(*name.split(".", 1)) if "." in name else self.ref(name))

    def ref(self, name):
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.document["Parameters"]:
            return self.parameters[name]
        resource = self.document["Resources"][name]
        kind, properties = resource["Type"], resource.get("Properties", {})
        if kind == "AWS::SQS::Queue":
            return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}"
        if kind == "AWS::Logs::LogGroup":
            return self.resolve(properties["LogGroupName"])
        if kind == "AWS::ApiGateway::Stage":
            return self.resolve(properties["StageName"])
        if kind == "AWS::Lambda::Alias":
            return self.attribute(properties["FunctionName"]["Ref"], "Arn") + ":" + properties["Name"]
        return name.lower() if kind == "AWS::S3::Bucket" else name

    def attribute(self, name, attribute):
        resource = self.document["Resources"][name]
        kind = resource["Type"]
        if attribute in ("QueueName", "Version", "Name"):
            return name
        arns = {
            "AWS::S3::Bucket": f"arn:aws:s3:::{name.lower()}",
            "AWS::SQS::Queue": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}",
            "AWS::Events::Rule": f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}",
            "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/{name}",
            "AWS::Lambda::Function": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}",
        }
        if attribute == "Arn" and kind == "AWS::Logs::LogGroup":
            return f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{self.ref(name)}:*"
        if attribute == "Arn" and kind in arns:
            return arns[kind]
        raise ValueError(f"{attribute} of a {kind} is not known")


def parameters_in(value, document):
    """Returns the parameters that a value depends on, directly or through a condition."""
    text = json.dumps(value)
    for name in set(re.findall(r'"Fn::If": \["(\w+)"', text)):
        text += json.dumps(document["Conditions"][name])
    return {name for name in document["Parameters"] if re.search(rf'"Ref": "{name}"|\$\{{{name}\}}', text)}

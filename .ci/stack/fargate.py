"""What must hold of fargate.yaml: the same rights as the worker on Lambda, the same variables, and no more."""

import json
import os
import time

import boto3
import calls
import cfnlint.api
from cloudformation import ACCOUNT, REGION, TOP, Stack
from samtranslator.yaml_helper import yaml_parse
from subject import OPTIONS, STACK, with_options

TEXT = (TOP / "fargate.yaml").read_text()
QUEUES = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}"
OUTPUTS = {
    "DataBucketName": "databucket",
    "JobsQueueUrl": f"{QUEUES}/JobsQueue",
    "WebhooksQueueUrl": f"{QUEUES}/WebhooksQueue",
    "SegmentFunctionName": "SegmentFunction",
    "WorkerImage": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/worker:1",
    "Subnets": "subnet-0123456789abcdef0",
    "SecurityGroups": "sg-0123456789abcdef0",
}
OF_LAMBDA = {"logs:CreateLogStream", "logs:PutLogEvents"} | calls.TRACING | calls.NETWORK


def tasks_have_the_rights_of_the_function():
    same = ("PermissionsBoundary", "KmsKeyArn")
    for stack, function in ((beside(), STACK), (beside(**{name: OPTIONS[name] for name in same}), with_options(*same))):
        has = set(calls.granted_to(stack, "TaskRole"))
        wanted = {right for right in calls.granted(function, "SegmentFunction") if right[0] not in OF_LAMBDA}
        for right in sorted(has | wanted):
            yield f"TaskRole may {' on '.join(right)} as SegmentFunction may", right in has and right in wanted
    for name, role in beside(PermissionsBoundary=OPTIONS["PermissionsBoundary"]).of_type("AWS::IAM::Role").items():
        yield f"{name} is bounded", role["Properties"]["PermissionsBoundary"] == OPTIONS["PermissionsBoundary"]
        yield f"{name} takes no policy of others", "ManagedPolicyArns" not in role["Properties"]


def tasks_have_the_variables_of_the_function():
    (worker,) = beside().properties("Task")["ContainerDefinitions"]
    has = {variable["Name"]: variable["Value"] for variable in worker["Environment"]}
    wanted = dict(STACK.properties("SegmentFunction")["Environment"]["Variables"])
    limit = wanted.pop("WORKER_TIMEOUT")  # of the function alone
    yield f"no time limit of {limit}", "WORKER_TIMEOUT" not in has
    for name, value in wanted.items():
        yield f"{name} is {value}", has.get(name) == value
    extra = {"JOBS_AT_ONCE", "AWS_LAMBDA_FUNCTION_NAME"}
    yield "and two of its own", set(has) - set(wanted) == extra
    yield "metrics are the function's", has["AWS_LAMBDA_FUNCTION_NAME"] == "SegmentFunction"
    dockerfile = (TOP / "functions/segment/Dockerfile").read_text()
    for option in worker["EntryPoint"]:
        yield f"the image starts with {option} too", f'"{option}"' in dockerfile
    (command,) = worker["Command"]
    yield f"{command} is in the image", (TOP / f"functions/segment/target/classes/{command.replace('.', '/')}.class").exists()


def every_region_can_have_it():
    document = cfnlint.api.lint(TEXT, config=cfnlint.api.ManualArgs(regions=["ALL_REGIONS"]))
    yield f"cfn-lint finds {[str(match) for match in document]}", not document


def an_emulator_creates_it():
    """Creates the stack on the server in AWS_ENDPOINT_URL, without what it does not know: auto scaling, alarms on metric maths."""
    if "AWS_ENDPOINT_URL" not in os.environ:
        yield "there is no emulator: skipped", True
        return
    document = yaml_parse(TEXT)
    unknown = ("AWS::ApplicationAutoScaling::", "AWS::CloudWatch::Alarm")
    document["Resources"] = {n: r for n, r in document["Resources"].items() if not r["Type"].startswith(unknown)}
    client = boto3.client("cloudformation", region_name=REGION)
    parameters = [{"ParameterKey": name, "ParameterValue": value} for name, value in OUTPUTS.items()]
    name = "frisket-beside"
    client.create_stack(StackName=name, TemplateBody=json.dumps(document), Parameters=parameters, Capabilities=["CAPABILITY_IAM"])
    end = time.monotonic() + 60
    while (stack := client.describe_stacks(StackName=name)["Stacks"][0])["StackStatus"].endswith("_IN_PROGRESS"):
        if time.monotonic() > end:
            break
        time.sleep(0.2)
    yield f"the stack is {stack['StackStatus']}", stack["StackStatus"] == "CREATE_COMPLETE"
    made = {r["LogicalResourceId"]: r["ResourceStatus"] for r in client.describe_stack_resources(StackName=name)["StackResources"]}
    for resource in document["Resources"]:
        yield f"{resource} is created", made.get(resource) == "CREATE_COMPLETE"


def beside(**options):
    return Stack(yaml_parse(TEXT), **OUTPUTS, **options)


CHECKS = [
    tasks_have_the_rights_of_the_function,
    tasks_have_the_variables_of_the_function,
    every_region_can_have_it,
    an_emulator_creates_it,
]

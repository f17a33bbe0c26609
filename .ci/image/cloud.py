"""The buckets, queues and usage plan of the stack on a stand-in for AWS, under the names that the template passes to functions."""

import copy
import json
import os
import pathlib
import sys

import boto3

TOP = pathlib.Path(__file__).parent.parent.parent
sys.path.append(str(TOP / ".ci/stack"))
from cloudformation import NAME, Stack, template  # noqa: E402

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
ACCESS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}
STACK = Stack(template())


def client(service):
    keys = dict(aws_access_key_id=ACCESS["AWS_ACCESS_KEY_ID"], aws_secret_access_key=ACCESS["AWS_SECRET_ACCESS_KEY"])
    return boto3.client(service, endpoint_url=ENDPOINT, region_name=ACCESS["AWS_REGION"], **keys)


class Cloud:
    def __init__(self):
        self.sqs = client("sqs")
        for bucket in STACK.of_type("AWS::S3::Bucket"):
            client("s3").create_bucket(Bucket=STACK.ref(bucket))
        self.queues = {STACK.ref(queue): self.queue(queue) for queue in STACK.of_type("AWS::SQS::Queue")}
        client("apigateway").create_usage_plan(name=NAME)

    def queue(self, name):
        hidden = STACK.properties(name).get("VisibilityTimeout", 30)
        return self.sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": str(hidden)})["QueueUrl"]

    def variables(self, function):
        """Returns the environment that Lambda and the template set for a function."""
        properties = STACK.properties(function)
        own = properties["Environment"]["Variables"]
        return {
            **ACCESS,
            "AWS_ENDPOINT_URL": ENDPOINT,
            "AWS_LAMBDA_FUNCTION_NAME": function,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(properties["MemorySize"]),
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(properties["Timeout"]),
            "JAVA_TOOL_OPTIONS": f"-XX:MaxRAM={properties['MemorySize']}m",
            **{name: self.queues.get(value, value) for name, value in own.items()},
        }

    def delivery(self, queue, event):
        """Returns the next message of a queue as Lambda passes it to a function; everything else is as in `events/`."""
        (message,) = self.sqs.receive_message(
            QueueUrl=self.queues[STACK.ref(queue)], WaitTimeSeconds=5, AttributeNames=["All"], MessageSystemAttributeNames=["All"]
        )["Messages"]
        delivery = example(event)
        delivery["Records"][0].update(
            messageId=message["MessageId"],
            receiptHandle=message["ReceiptHandle"],
            body=message["Body"],
            attributes=delivery["Records"][0]["attributes"] | message["Attributes"],
        )
        return delivery


def example(event, context=None, body=None, **path):
    """Returns an event of `events/` with another caller, body and path parameters."""
    event = json.loads((TOP / "events" / f"{event}.json").read_text())
    if context:
        event["requestContext"]["authorizer"] = copy.copy(context)
    if body is not None:
        event["body"] = json.dumps(body)
    for name, value in path.items():
        event["path"] = event["path"].replace(event["pathParameters"][name], value)
        event["pathParameters"][name] = value
    return event

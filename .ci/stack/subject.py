"""The stacks under test: one with default parameters, one with every option set."""

from cloudformation import REGION, Stack, template

SOURCE = template()
STACK = Stack(SOURCE)
OPTIONS = {  # a value that sets each option
    "AllowedOrigin": "https://app.example.com",
    "WorkersKeptWarm": "1",
    "WorkerTimeout": "900",
    "AccessLogRole": "existing",
    "AlarmTopic": f"arn:aws:sns:{REGION}:123456789012:alarms",
    "BudgetEmail": "owner@example.com",
    "WebAclArn": f"arn:aws:wafv2:{REGION}:123456789012:regional/webacl/acl/00000000-0000-0000-0000-000000000000",
    "ProvisionedPollers": "4",
    "CanaryDeployments": "true",
    "DetailedMetrics": "off",
    "KeepFunctionsActive": "off",
    "PermissionsBoundary": "arn:aws:iam::123456789012:policy/boundary",
    "KmsKeyArn": f"arn:aws:kms:{REGION}:123456789012:key/00000000-0000-0000-0000-000000000000",
    "WorkerSubnets": "subnet-0123456789abcdef0,subnet-0123456789abcdef1",
}
TOGETHER = {"WorkerSubnets": {"WorkerSecurityGroup": "sg-0123456789abcdef0"}}  # what an option needs beside it


def with_options(*names):
    """Returns the stack with some options set."""
    values = {name: OPTIONS[name] for name in names}
    for name in names:
        values |= TOGETHER.get(name, {})
    return Stack(SOURCE, **values)


EVERYTHING = with_options(*OPTIONS)
FUNCTIONS = STACK.of_type("AWS::Lambda::Function")

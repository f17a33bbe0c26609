"""The stacks under test: one with default parameters, one with every option set."""

from cloudformation import REGION, Stack, template

SOURCE = template()
STACK = Stack(SOURCE)
EVERYTHING = Stack(
    SOURCE,
    AllowedOrigin="https://app.example.com",
    WorkersKeptWarm="1",
    WorkerTimeout="900",
    AccessLogRole="existing",
    AlarmTopic=f"arn:aws:sns:{REGION}:123456789012:alarms",
    BudgetEmail="owner@example.com",
    WebAclArn=f"arn:aws:wafv2:{REGION}:123456789012:regional/webacl/acl/00000000-0000-0000-0000-000000000000",
)
FUNCTIONS = STACK.of_type("AWS::Lambda::Function")

"""What must hold of the API and its stage. TemplateTest and GatewayTemplateTest check the responses of the gateway itself."""

import json
import re

from cloudformation import transformed
from subject import EVERYTHING, FUNCTIONS, SOURCE, STACK


def integrations_are_on_aliases():
    body = STACK.properties("Api")["Body"]
    permitted = {
        (p["Properties"]["FunctionName"].split(":")[-2], p["Properties"]["SourceArn"].split("/", 2)[2])
        for p in STACK.of_type("AWS::Lambda::Permission").values()
        if p["Properties"]["Principal"] == "apigateway.amazonaws.com" and "/authorizers/" not in p["Properties"]["SourceArn"]
    }
    for path, methods in body["paths"].items():
        yield f"{path} has a mock preflight", methods["options"]["x-amazon-apigateway-integration"]["type"] == "mock"
        for method, operation in methods.items():
            if method == "options":
                continue
            invoked = re.search(r"function:(\w+):(\w+)/invocations$", operation["x-amazon-apigateway-integration"]["uri"])
            yield f"{method} {path} is on an alias", invoked is not None and invoked.group(2) == "live"
            verb = "*" if "any" in method else method.upper()
            asked = f"{verb}/{re.sub(r'{[^}]*}', '*', path).lstrip('/')}"
            yield f"{method} {path} may invoke it", (invoked.group(1), asked) in permitted
            seconds = int(FUNCTIONS[invoked.group(1)]["Properties"]["Timeout"])
            yield f"{method} {path} ends before API Gateway times out", seconds < 29
    (authorizer,) = (d for d in body["securityDefinitions"].values() if "x-amazon-apigateway-authorizer" in d)
    uri = authorizer["x-amazon-apigateway-authorizer"]["authorizerUri"]
    yield "the authorizer is on an alias", uri.endswith("function:AuthorizerFunction:live/invocations")


def a_changed_parameter_reaches_the_stage():
    deployments = []
    for at in (1_800_000_000, 1_800_000_060):
        resources = transformed(SOURCE, {}, at)["Resources"]
        (deployment,) = (name for name, resource in resources.items() if resource["Type"] == "AWS::ApiGateway::Deployment")
        yield f"the stage serves {deployment}", resources["ApiStage"]["Properties"]["DeploymentId"] == {"Ref": deployment}
        deployments.append(deployment)
    yield "each deployment of the stack is one of the API", deployments[0] != deployments[1]


def the_stage_is_watched():
    stage = STACK.properties("ApiStage")
    line = json.loads(stage["AccessLogSetting"]["Format"])
    yield "access logs are JSON", "status" in line
    secret = {"$context.path", "$context.authorizer.claims", "$context.identity.apiKey", "$context.customDomain.path"}
    yield "access logs hold no secrets", not secret & set(line.values())
    yield "access logs go to a group of ours", stage["AccessLogSetting"]["DestinationArn"] == STACK.attribute("AccessLogs", "Arn")
    yield "the stage is traced", stage["TracingEnabled"] is True
    settings = {(one["ResourcePath"], one["HttpMethod"]): one for one in stage["MethodSettings"]}
    yield "all methods have limits", ("/*", "*") in settings
    yield "each route is set once", len(settings) == len(stage["MethodSettings"])
    for (path, method), one in settings.items():
        yield f"{method} {path} has limits", {"ThrottlingRateLimit", "ThrottlingBurstLimit"} <= set(one)
        # They cost 0.30 USD a month for each of five metrics of each method; alarms and dashboard use those of the whole API.
        yield f"{method} {path} has no metrics of its own", not one.get("MetricsEnabled", False)
    yield "a web ACL is used if there is one", [len(stack.of_type("AWS::WAFv2::WebACLAssociation")) for stack in (STACK, EVERYTHING)] == [0, 1]
    yield "the account may log before the stage is made", "AccessLogAccount" in json.dumps(STACK.document["Resources"]["Api"])
    yield "no setting of the account is touched unasked", not EVERYTHING.of_type("AWS::ApiGateway::Account")


CHECKS = [
    integrations_are_on_aliases,
    a_changed_parameter_reaches_the_stage,
    the_stage_is_watched,
]

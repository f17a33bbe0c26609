"""The AWS calls of each function, as its adapters make them, and the permissions that they need."""

import fnmatch

from cloudformation import ACCOUNT, NAME, REGION

# The verbs are those of the adapters (Bucket, MessageQueue, AwsGatewayKeys' calls), the objects those of ObjectKeys.
CALLS = {
    "AuthorizerFunction": """
        read control/keys/DIGEST.json
    """,
    "OrganizationsFunction": """
        read control/keys/DIGEST.json
        write control/keys/DIGEST.json
        list control
        read control/organizations/ORG/keys/ID.json
        write control/organizations/ORG/keys/ID.json
        delete control/organizations/ORG/keys/ID.json
        read control/organizations/ORG/webhook-secret.json
        write control/organizations/ORG/webhook-secret.json
        GET /usageplans
        POST /apikeys new
        PUT /tags/NEWKEY
        GET /usageplans/UsagePlan/keys
        POST /usageplans/UsagePlan/keys
        DELETE /apikeys/ID own
    """,
    "SubmitFunction": """
        read control/claims/KEY/DIGEST.json
        write control/claims/KEY/DIGEST.json
        list data
        put data/uploads/ID/KEY
        read data/artworks/KEY/ID.json
        write data/artworks/KEY/ID.json
        read data/deliveries/ID.json
        put data/uploads/KEY/ID
        put data/unfinished/ORG/ID
        delete data/unfinished/ORG/ID
        send JobsQueue
        send WebhooksQueue
    """,
    "StatusFunction": """
        list data
        read data/artworks/KEY/ID.json
        write data/artworks/KEY/ID.json
        read data/masks/ID/ATTEMPT/0.webp
        delete data/masks/ID/ATTEMPT/0.webp
        delete data/unfinished/ORG/ID
        delete data/postponed/ORG/ID
        read data/facts/ID/ATTEMPT/masks.json
        read data/facts/ID/ATTEMPT/0.rle
        delete data/facts/ID/ATTEMPT/masks.json
        read data/deliveries/ID.json
        delete data/deliveries/ID.json
        delete data/embeddings/ORG/MODEL/PICTURE
        send WebhooksQueue
    """,
    "SegmentFunction": """
        list data
        read data/uploads/ID/KEY
        read data/artworks/KEY/ID.json
        write data/artworks/KEY/ID.json
        put data/masks/ID/ATTEMPT/0.webp
        delete data/masks/ID/ATTEMPT/0.webp
        put data/facts/ID/ATTEMPT/masks.json
        delete data/facts/ID/ATTEMPT/masks.json
        read data/uploads/KEY/ID
        delete data/unfinished/ORG/ID
        delete data/postponed/ORG/ID
        read data/embeddings/ORG/MODEL/PICTURE
        write data/embeddings/ORG/MODEL/PICTURE
        delete data/embeddings/ORG/MODEL/PICTURE
        read data/deliveries/ID.json
        delete data/deliveries/ID.json
        postpone JobsQueue
        send WebhooksQueue
    """,
    "NotifyFunction": """
        read control/organizations/ORG/webhook-secret.json
        write control/organizations/ORG/webhook-secret.json
        read data/artworks/KEY/ID.json
        read data/deliveries/ID.json
        write data/deliveries/ID.json
        delete data/deliveries/ID.json
        list data
        put data/postponed/ORG/ID
        delete data/postponed/ORG/ID
        postpone WebhooksQueue
        send WebhooksDeadLetters
    """,
    "BuryFunction": """
        list data
        delete data/unfinished/ORG/ID
        delete data/postponed/ORG/ID
        read data/artworks/KEY/ID.json
        write data/artworks/KEY/ID.json
        delete data/masks/ID/ATTEMPT/0.webp
        delete data/facts/ID/ATTEMPT/masks.json
        read data/deliveries/ID.json
        delete data/deliveries/ID.json
        delete data/embeddings/ORG/MODEL/PICTURE
        send WebhooksQueue
    """,
}

# These actions take no narrower resource: https://docs.aws.amazon.com/service-authorization/latest/reference/
TRACING = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
NETWORK = {f"ec2:{a}" for a in ("CreateNetworkInterface", "DescribeNetworkInterfaces", "DescribeSubnets", "DeleteNetworkInterface")}
WITHOUT_RESOURCES = TRACING | NETWORK

# A condition is spelled behind the resource, by policies and rights alike.
CONDITIONS = {"new": f" if aws:RequestTag/frisket-usage-plan is {NAME}", "own": f" if aws:ResourceTag/frisket-usage-plan is {NAME}"}


def tags_of_key(key):
    """Returns the path of a gateway key's tags; the id of a key that is being created is an asterisk."""
    return f"/tags/arn%3Aaws%3Aapigateway%3A{REGION}%3A%3A%2Fapikeys%2F{key}"


# What would reach keys of other products: ids have ten characters.
OUT_OF_REACH = [
    (f"apigateway:{verb}", f"arn:aws:apigateway:{REGION}::{path}")
    for verb, path in (
        ("GET", "/apikeys"),
        ("GET", "/apikeys/0123456789"),
        ("PATCH", "/apikeys/0123456789"),
        ("DELETE", "/apikeys/0123456789"),
        ("POST", "/apikeys"),
        ("PUT", tags_of_key("0123456789")),
        ("POST", tags_of_key("0123456789")),
        ("GET", "/usageplans/another0/keys"),
        ("POST", "/usageplans/another0/keys"),
        ("DELETE", "/usageplans/another0/keys/0123456789"),
    )
]


def rights_of_call(verb, place, condition=None):
    """Returns the pairs of action and resource that a call needs.

    Without the right to list a bucket, S3 responds to a missing object with 403 instead of 404. If-Match needs the right to read.
    """
    if verb.isupper():
        path = tags_of_key("*") if place == "/tags/NEWKEY" else place
        return {(f"apigateway:{verb}", f"arn:aws:apigateway:{REGION}::{path}{CONDITIONS.get(condition, '')}")}
    if verb in ("send", "postpone"):
        action = {"send": "SendMessage", "postpone": "ChangeMessageVisibility"}[verb]
        return {(f"sqs:{action}", f"arn:aws:sqs:{REGION}:{ACCOUNT}:{place}")}
    bucket, _, key = place.partition("/")
    bucket = f"arn:aws:s3:::{bucket}bucket"
    listing, thing = ("s3:ListBucket", bucket), f"{bucket}/{key}"
    return {
        "read": {("s3:GetObject", thing), listing},
        "write": {("s3:PutObject", thing), ("s3:GetObject", thing), listing},
        "put": {("s3:PutObject", thing)},
        "delete": {("s3:DeleteObject", thing)},
        "list": {listing},
    }[verb]


def needed(stack, function):
    """Returns all rights that a function needs, including those that Lambda uses on its behalf."""
    properties = stack.properties(function)
    rights = set()
    for call in CALLS[function].split("\n"):
        if call.strip():
            rights |= rights_of_call(*call.split())
    for mapping in stack.of_type("AWS::Lambda::EventSourceMapping").values():
        if mapping["Properties"]["FunctionName"].startswith(stack.attribute(function, "Arn") + ":"):
            queue = mapping["Properties"]["EventSourceArn"]
            rights |= {(f"sqs:{a}", queue) for a in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")}
    log = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{properties['LoggingConfig']['LogGroup']}:log-stream:STREAM"
    rights |= {("logs:CreateLogStream", log), ("logs:PutLogEvents", log)}
    if properties["TracingConfig"]["Mode"] == "Active":
        rights |= {(action, "*") for action in TRACING}
    if "VpcConfig" in properties:
        rights |= {(action, "*") for action in NETWORK}
    if key := stack.parameters["KmsKeyArn"]:
        writes = any(word in CALLS[function] for word in ("write ", "put ", "send "))
        rights |= {("kms:Decrypt", key)} | ({("kms:GenerateDataKey", key)} if writes else set())
    return rights


def granted(stack, function):
    """Returns what a function's role allows as (action, resource) patterns."""
    return granted_to(stack, stack.properties(function)["Role"].rpartition("/")[2])


def granted_to(stack, role):
    """Returns what a role allows as (action, resource) patterns."""
    documents = [policy["PolicyDocument"] for policy in stack.properties(role).get("Policies", [])]
    documents += [
        policy["Properties"]["PolicyDocument"]
        for policy in stack.of_type("AWS::IAM::RolePolicy").values()
        if policy["Properties"]["RoleName"] == role
    ]
    patterns = []
    for statement in (s for document in documents for s in document["Statement"]):
        if statement["Effect"] != "Allow" or set(statement) - {"Sid", "Effect", "Action", "Resource", "Condition"}:
            raise ValueError(f"a statement of {role} is not understood: {statement}")
        actions, resources = (v if isinstance(v, list) else [v] for v in (statement["Action"], statement["Resource"]))
        patterns += [(action, resource + condition_of(statement)) for action in actions for resource in resources]
    return patterns


def condition_of(statement):
    """Returns the condition of a statement, as CONDITIONS spells it, or nothing."""
    if "Condition" not in statement:
        return ""
    ((operator, values),) = statement["Condition"].items()
    if operator != "StringEquals":
        raise ValueError(f"a condition is not understood: {statement}")
    return "".join(f" if {key} is {value}" for key, value in values.items())


def allows(patterns, right):
    return any(covers(pattern, right) for pattern in patterns)


def covers(pattern, right):
    action, resource = right
    return fnmatch.fnmatchcase(action.lower(), pattern[0].lower()) and fnmatch.fnmatchcase(resource, pattern[1])


def readable(right):
    action, resource = right
    for name, condition in CONDITIONS.items():
        resource = resource.replace(condition, f" ({name})")
    resource = resource.replace(f"arn%3Aaws%3Aapigateway%3A{REGION}%3A%3A", "")
    for prefix in (
        f"arn:aws:sqs:{REGION}:{ACCOUNT}:",
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/{NAME}/",
        f"arn:aws:apigateway:{REGION}::",
        "arn:aws:s3:::",
    ):
        resource = resource.removeprefix(prefix)
    return action, resource


def matrix(stack):
    """Returns the lines of a table: x for a right that is needed and granted, ! for one that is only needed or only granted."""
    functions = list(CALLS)
    wants = {function: needed(stack, function) for function in functions}
    has = {function: granted(stack, function) for function in functions}
    lines = [f"{'':28}{'':52}" + " ".join(f.removesuffix("Function")[:8].ljust(8) for f in functions)]
    for right in sorted(set().union(*wants.values()), key=readable):
        action, resource = readable(right)
        cells = []
        for function in functions:
            wanted, allowed = right in wants[function], allows(has[function], right)
            cells.append(("x" if wanted else ".") if wanted == allowed else "!")
        lines.append(f"{action:28}{resource:52}" + " ".join(cell.ljust(8) for cell in cells))
    return lines

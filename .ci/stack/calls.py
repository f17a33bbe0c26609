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
        GET /apikeys
        POST /apikeys
        POST /usageplans/UsagePlan/keys
        DELETE /apikeys/ID
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
        send JobsQueue
        send WebhooksQueue
    """,
    "StatusFunction": """
        list data
        read data/artworks/KEY/ID.json
        write data/artworks/KEY/ID.json
        read data/masks/ID/ATTEMPT/0.webp
        delete data/masks/ID/ATTEMPT/0.webp
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
        postpone WebhooksQueue
        send WebhooksDeadLetters
    """,
    "BuryFunction": """
        list data
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
WITHOUT_RESOURCES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}


def rights_of_call(verb, place):
    """Returns the pairs of action and resource that a call needs.

    Without the right to list a bucket, S3 responds to a missing object with 403 instead of 404. If-Match needs the right to read.
    """
    if verb.isupper():
        return {(f"apigateway:{verb}", f"arn:aws:apigateway:{REGION}::{place}")}
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
        rights |= {(action, "*") for action in WITHOUT_RESOURCES}
    return rights


def granted(stack, function):
    """Returns the allowing statements as (action, resource) patterns."""
    role = stack.properties(function)["Role"].rpartition("/")[2]
    documents = [policy["PolicyDocument"] for policy in stack.properties(role).get("Policies", [])]
    documents += [
        policy["Properties"]["PolicyDocument"]
        for policy in stack.of_type("AWS::IAM::RolePolicy").values()
        if policy["Properties"]["RoleName"] == role
    ]
    patterns = []
    for statement in (s for document in documents for s in document["Statement"]):
        if statement["Effect"] != "Allow" or set(statement) - {"Sid", "Effect", "Action", "Resource"}:
            raise ValueError(f"a statement of {role} is not understood: {statement}")
        actions, resources = (v if isinstance(v, list) else [v] for v in (statement["Action"], statement["Resource"]))
        patterns += [(action, resource) for action in actions for resource in resources]
    return patterns


def allows(patterns, right):
    return any(covers(pattern, right) for pattern in patterns)


def covers(pattern, right):
    action, resource = right
    return fnmatch.fnmatchcase(action.lower(), pattern[0].lower()) and fnmatch.fnmatchcase(resource, pattern[1])


def readable(right):
    action, resource = right
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

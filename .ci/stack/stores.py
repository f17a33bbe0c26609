"""What must hold of queues, buckets and logs."""

import calls
from cloudformation import Stack
from subject import EVERYTHING, OPTIONS, SOURCE, STACK


def queues_wait_six_times_and_give_up():
    for timeout in SOURCE["Parameters"]["WorkerTimeout"]["AllowedValues"]:
        stack = Stack(SOURCE, WorkerTimeout=timeout)
        for name, mapping in stack.of_type("AWS::Lambda::EventSourceMapping").items():
            properties = mapping["Properties"]
            function, alias = properties["FunctionName"].split(":")[-2:]
            queue = properties["EventSourceArn"].rpartition(":")[2]
            seconds = int(stack.properties(function)["Timeout"])
            yield f"{name} reads for {function}:live", alias == "live"
            yield f"{queue} hides messages six times {seconds} s", int(stack.properties(queue)["VisibilityTimeout"]) == 6 * seconds
            yield f"{name} reports failures per message", properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
            yield f"{name} limits its concurrency", int(properties["ScalingConfig"]["MaximumConcurrency"]) >= 2
    dead = set()
    for name, queue in STACK.of_type("AWS::SQS::Queue").items():
        if "RedrivePolicy" in queue["Properties"]:
            target = queue["Properties"]["RedrivePolicy"]["deadLetterTargetArn"].rpartition(":")[2]
            dead.add(target)
            kept = [int(STACK.properties(which)["MessageRetentionPeriod"]) for which in (name, target)]
            yield f"{target} keeps what {name} gives up", kept[1] >= kept[0]
            yield f"{name} tries at least five times", int(queue["Properties"]["RedrivePolicy"]["maxReceiveCount"]) >= 5
    undead = {name for name in STACK.of_type("AWS::SQS::Queue") if name not in dead}
    yield "each queue has a dead-letter queue or is one", all("RedrivePolicy" in STACK.properties(name) for name in undead)


def stores_are_private_and_encrypted():
    policies = list(STACK.of_type("AWS::S3::BucketPolicy").values()) + list(STACK.of_type("AWS::SQS::QueuePolicy").values())
    closed = set()
    for statement in (s for policy in policies for s in policy["Properties"]["PolicyDocument"]["Statement"]):
        if statement["Effect"] == "Deny" and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}:
            closed |= set(statement["Resource"])
    for name, bucket in STACK.of_type("AWS::S3::Bucket").items():
        properties, arn = bucket["Properties"], STACK.attribute(name, "Arn")
        yield f"{name} is encrypted", "BucketEncryption" in properties
        yield f"{name} is private", set(properties["PublicAccessBlockConfiguration"].values()) == {True}
        yield f"{name} is reached over TLS only", {arn, arn + "/*"} <= closed
        rules = properties["LifecycleConfiguration"]["Rules"]
        yield f"{name} aborts incomplete uploads", any("AbortIncompleteMultipartUpload" in rule for rule in rules)
    for name, queue in STACK.of_type("AWS::SQS::Queue").items():
        yield f"{name} is encrypted", queue["Properties"]["SqsManagedSseEnabled"] is True
        yield f"{name} is reached over TLS only", STACK.attribute(name, "Arn") in closed
    for name, queue in EVERYTHING.of_type("AWS::SQS::Queue").items():
        own = {k: v for k, v in queue["Properties"].items() if k in ("SqsManagedSseEnabled", "KmsMasterKeyId")}
        yield f"{name} is encrypted with a key of yours", own == {"KmsMasterKeyId": OPTIONS["KmsKeyArn"]}
    for name, bucket in EVERYTHING.of_type("AWS::S3::Bucket").items():
        (rule,) = bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        own = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": OPTIONS["KmsKeyArn"]}
        yield f"{name} is encrypted with a key of yours", rule == {"BucketKeyEnabled": True, "ServerSideEncryptionByDefault": own}
    prefixes = {call.split()[1].split("/")[1] for calls in calls.CALLS.values() for call in calls.split("\n") if " data/" in call}
    rules = {rule.get("Prefix", "").strip("/"): rule for rule in STACK.properties("DataBucket")["LifecycleConfiguration"]["Rules"]}
    for prefix in sorted(prefixes):
        yield f"{prefix}/ ends by itself", rules.get(prefix, {}).get("ExpirationInDays", 99) <= 8
    yield "ControlBucket keeps versions", STACK.properties("ControlBucket")["VersioningConfiguration"]["Status"] == "Enabled"


def what_stores_data_has_deletion_policies():
    for name, resource in STACK.resources.items():
        if resource["Type"] in ("AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::Logs::LogGroup", "AWS::ApiGateway::Account"):
            yield f"{name} has deletion policies", {"DeletionPolicy", "UpdateReplacePolicy"} <= set(resource)
    yield "ControlBucket outlives the stack", STACK.resources["ControlBucket"]["DeletionPolicy"].startswith("Retain")


CHECKS = [
    queues_wait_six_times_and_give_up,
    stores_are_private_and_encrypted,
    what_stores_data_has_deletion_policies,
]

"""What must hold of the functions: their rights, packages and start-up, and that changes reach their aliases."""

import itertools
import json
import re
import zipfile

import calls
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from cloudformation import REGION, TOP, Stack, parameters_in, template, transformed
from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
from subject import EVERYTHING, FUNCTIONS, OPTIONS, SOURCE, STACK

ADAPTER = "functions/access/src/main/java/dev/frisket/access/gateway/AwsGatewayKeys.java"


def policies_allow_what_is_called_and_nothing_else():
    assert set(calls.CALLS) == set(FUNCTIONS), "a function without a row in calls.py"
    yield from rights_of(STACK)
    yield from rights_of(EVERYTHING)


def rights_of(stack):
    wants = {function: calls.needed(stack, function) for function in FUNCTIONS}
    everything = set().union(*wants.values())
    for function in FUNCTIONS:
        has = calls.granted(stack, function)
        for right in sorted(everything):
            if right in wants[function]:
                yield f"{function} may {' '.join(right)}", calls.allows(has, right)
            else:
                yield f"{function} may not {' '.join(right)}", not calls.allows(has, right)
        for pattern in has:
            used = any(calls.covers(pattern, right) for right in wants[function])
            yield f"{function} uses {' on '.join(pattern)}", used
            wide = pattern[1] == "*" and pattern[0] not in calls.WITHOUT_RESOURCES
            yield f"{function}: {' on '.join(pattern)} names its actions and resources", not wide and "*" not in pattern[0]


def keys_of_other_products_are_out_of_reach():
    has = calls.granted(STACK, "OrganizationsFunction")
    for right in calls.OUT_OF_REACH:
        yield f"OrganizationsFunction may not {' '.join(right)}", not calls.allows(has, right)
    tag = re.search(r'String TAG = "([^"]+)"', (TOP / ADAPTER).read_text()).group(1)
    yield f"the adapter creates keys with the tag {tag}", all(f"/{tag} is " in condition for condition in calls.CONDITIONS.values())


def roles_are_of_one_function_each():
    roles = [function["Properties"]["Role"] for function in FUNCTIONS.values()]
    yield "each function has a role of its own", len(set(roles)) == len(roles)
    for stack in (STACK, EVERYTHING):
        for name, role in stack.of_type("AWS::IAM::Role").items():
            managed = role["Properties"].get("ManagedPolicyArns", [])
            services = ("AccessLogWriter", "DeploymentRole")  # of services that require policies of their own
            yield f"{name} takes no policy of others", not managed or name in services
    for name, role in EVERYTHING.of_type("AWS::IAM::Role").items():
        yield f"{name} is bounded", role["Properties"].get("PermissionsBoundary") == OPTIONS["PermissionsBoundary"]


def deployments_are_gradual_if_wanted():
    kinds = ("AWS::CodeDeploy::Application", "AWS::CodeDeploy::DeploymentGroup")
    yield "not by default", not any(STACK.of_type(kind) for kind in kinds)
    groups = EVERYTHING.of_type("AWS::CodeDeploy::DeploymentGroup")
    yield "each function has a deployment group", len(groups) == len(FUNCTIONS)
    alarms = EVERYTHING.of_type("AWS::CloudWatch::Alarm")
    for name, group in groups.items():
        watched = [alarm["Name"] for alarm in group["Properties"]["AlarmConfiguration"]["Alarms"]]
        yield f"{name} watches alarms of the stack", bool(watched) and set(watched) <= set(alarms)
        yield f"{name} goes back by itself", "DEPLOYMENT_STOP_ON_ALARM" in group["Properties"]["AutoRollbackConfiguration"]["Events"]
    for function in FUNCTIONS:
        policy = EVERYTHING.document["Resources"][f"{function}Aliaslive"].get("UpdatePolicy", {})
        yield f"{function}: its alias is moved by CodeDeploy", "CodeDeployLambdaAliasUpdate" in policy


def the_worker_may_run_in_a_vpc_and_with_provisioned_pollers():
    plain, special = (stack.properties("SegmentFunction").get("VpcConfig") for stack in (STACK, EVERYTHING))
    yield "outside by default", plain is None
    yield "inside if wanted", special == {"SubnetIds": OPTIONS["WorkerSubnets"].split(","), "SecurityGroupIds": ["sg-0123456789abcdef0"]}
    plain, special = (stack.properties("SegmentFunctionJob") for stack in (STACK, EVERYTHING))
    yield "a limit of its concurrency by default", "ScalingConfig" in plain and "ProvisionedPollerConfig" not in plain
    yield "one of both", "ScalingConfig" not in special and special["ProvisionedPollerConfig"]["MaximumPollers"] == "4"


def functions_log_and_trace():
    groups = [function["Properties"]["LoggingConfig"] for function in FUNCTIONS.values()]
    yield "each function has a log group of its own", len({group["LogGroup"] for group in groups}) == len(groups)
    for name, function in FUNCTIONS.items():
        properties = function["Properties"]
        yield f"{name} logs JSON", properties["LoggingConfig"]["LogFormat"] == "JSON"
        yield f"{name} is traced", properties["TracingConfig"]["Mode"] == "Active"
    for name, group in STACK.of_type("AWS::Logs::LogGroup").items():
        yield f"{name} is kept for LogRetention", group["Properties"]["RetentionInDays"] == "30"


def handlers_are_packaged():
    for name in FUNCTIONS:
        if packaged(name):
            handler = FUNCTIONS[name]["Properties"]["Handler"]
            with zipfile.ZipFile(TOP / SOURCE["Resources"][name]["Properties"]["CodeUri"]) as code:
                files = code.namelist()
        else:
            metadata = SOURCE["Resources"][name]["Metadata"]
            (handler,) = re.findall(r'^CMD \["([^"]+)"', (TOP / metadata["Dockerfile"]).read_text(), re.MULTILINE)
            classes = TOP / "functions/segment/target/classes"
            files = [str(path.relative_to(classes)) for path in classes.rglob("*.class")]
        yield f"{name}: {handler} is in its package", handler.split("::")[0].replace(".", "/") + ".class" in files


def zip_functions_start_from_snapshots_and_the_image_does_not():
    for name, function in FUNCTIONS.items():
        applied = function["Properties"].get("SnapStart", {}).get("ApplyOn")
        yield f"{name}: SnapStart is as it can be", applied == ("PublishedVersions" if packaged(name) else None)


def functions_of_the_api_are_called_every_week_if_wanted():
    yield "not without KeepFunctionsActive", not EVERYTHING.of_type("AWS::Events::Rule")
    (rule,) = STACK.of_type("AWS::Events::Rule").values()
    yield "once a week, twice within the 14 days", rule["Properties"]["ScheduleExpression"] == "rate(7 days)"
    targets = [target["Arn"] for target in rule["Properties"]["Targets"]]
    polled = {m["Properties"]["FunctionName"] for m in STACK.of_type("AWS::Lambda::EventSourceMapping").values()}
    kept = {STACK.ref(f"{name}Aliaslive") for name in FUNCTIONS if packaged(name)} - polled
    yield f"{len(kept)} functions, all that no queue calls", bool(kept) and sorted(targets) == sorted(kept)
    source = STACK.attribute("WeeklyCalls", "Arn")
    permissions = [p["Properties"] for p in STACK.of_type("AWS::Lambda::Permission").values()]
    allowed = {p["FunctionName"] for p in permissions if p["Principal"] == "events.amazonaws.com" and p["SourceArn"] == source}
    yield "the rule may call each", allowed == kept


def a_changed_parameter_reaches_the_alias():
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, "AWS::Lambda::Version").schema
    replacing = schema["createOnlyProperties"]
    yield "CloudFormation makes a new version for a new description", "/properties/Description" in replacing
    document = STACK.document
    for name in FUNCTIONS:
        alias = document["Resources"][f"{name}Aliaslive"]
        version_name, attribute = alias["Properties"]["FunctionVersion"]["Fn::GetAtt"]
        yield f"{name}: the alias live is of the version", (alias["Properties"]["Name"], attribute) == ("live", "Version")
        version = document["Resources"][version_name]["Properties"]
        described = version.get("Description", "")
        dependencies = parameters_in(document["Resources"][name]["Properties"], document)
        yield f"{name}: its version is described by {sorted(dependencies)}", dependencies <= parameters_in(described, document)
        for parameter in sorted(dependencies):
            changed = Stack(SOURCE, **{parameter: another(SOURCE["Parameters"][parameter])})
            texts = [stack.properties(version_name).get("Description", "") for stack in (STACK, changed)]
            yield f"{name}: another {parameter} makes another version", texts[0] != texts[1] and max(map(len, texts)) <= 256


def a_changed_property_makes_a_new_version():
    for name in FUNCTIONS:
        changed = template()
        changed["Resources"][name]["Properties"]["Description"] = "Does it in another way."
        versions = [versions_of(name, document) for document in (STACK.document, transformed(changed, {}))]
        yield f"{name}: another property makes another version", not versions[0] & versions[1]


def versions_of(function, document):
    return {name for name in document["Resources"] if name.startswith(f"{function}Version")}


def workers_are_kept_warm_if_wanted():
    cold, warm = (stack.properties("SegmentFunctionAliaslive") for stack in (STACK, EVERYTHING))
    yield "none by default", "ProvisionedConcurrencyConfig" not in cold
    yield "as many as wanted", warm["ProvisionedConcurrencyConfig"]["ProvisionedConcurrentExecutions"] == "1"
    yield "a new account can run the worker", int(FUNCTIONS["SegmentFunction"]["Properties"]["MemorySize"]) <= 3008


def workers_too_small_for_their_packs_are_refused():
    manifests = [json.loads(file.read_text()) for file in (TOP / "models").glob("*/manifest.json")]
    needs = {manifest["name"]: manifest["worker"] for manifest in manifests}
    sizes = [SOURCE["Parameters"][name]["AllowedValues"] for name in ("WorkerMemory", "WorkerTimeout")]
    bundled = SOURCE["Parameters"]["ModelPacks"]["Default"].split(",")
    chosen = {tuple(sorted({pack, *more})) for pack in needs for more in (bundled[:1], bundled)}
    for packs in itertools.chain.from_iterable(map(itertools.permutations, sorted(chosen))):
        for memory, seconds in itertools.product(*sizes):
            fits = all(memory >= needs[pack]["megabytes"] and int(seconds) >= needs[pack]["seconds"] for pack in packs)
            refused = STACK.refusals(ModelPacks=",".join(packs), WorkerMemory=str(memory), WorkerTimeout=seconds)
            yield f"{', '.join(packs)} with {memory} MB and {seconds} s: {refused or 'accepted'}", fits != bool(refused)
    yield "the default is accepted", not STACK.refusals()
    alone = {"WorkerSubnets": OPTIONS["WorkerSubnets"]}
    yield "so are all options", not EVERYTHING.refusals()
    yield "subnets without a security group are refused", len(STACK.refusals(**alone)) == 1


def the_image_is_built_with_the_packs_of_the_stack():
    for overrides in ({}, {"ModelPacks": "sam2-tiny,other"}):
        stacks, _ = SamLocalStackProvider.get_stacks(str(TOP / "template.yaml"), parameter_overrides=overrides)
        built = {function.name: function.metadata for function in SamFunctionProvider(stacks, use_raw_codeuri=True).get_all()}
        packs = Stack(SOURCE, **overrides).properties("SegmentFunction")["Environment"]["Variables"]["MODEL_PACKS"]
        yield f"{packs} by `sam build`", built["SegmentFunction"]["DockerBuildArgs"] == {"MODEL_PACKS": packs}
    text = (TOP / SOURCE["Resources"]["SegmentFunction"]["Metadata"]["Dockerfile"]).read_text()
    yield "the same as by `docker build` by default", f"ARG MODEL_PACKS={STACK.parameters['ModelPacks']}\n" in text


def packaged(function):
    return "Handler" in FUNCTIONS[function]["Properties"]


def another(parameter):
    default = parameter["Default"]
    return next((value for value in parameter.get("AllowedValues", []) if value != default), str(default) + "1")


CHECKS = [
    policies_allow_what_is_called_and_nothing_else,
    keys_of_other_products_are_out_of_reach,
    roles_are_of_one_function_each,
    deployments_are_gradual_if_wanted,
    the_worker_may_run_in_a_vpc_and_with_provisioned_pollers,
    functions_log_and_trace,
    handlers_are_packaged,
    zip_functions_start_from_snapshots_and_the_image_does_not,
    functions_of_the_api_are_called_every_week_if_wanted,
    a_changed_parameter_reaches_the_alias,
    a_changed_property_makes_a_new_version,
    workers_are_kept_warm_if_wanted,
    workers_too_small_for_their_packs_are_refused,
    the_image_is_built_with_the_packs_of_the_stack,
]

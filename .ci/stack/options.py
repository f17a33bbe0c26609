"""The options of the template, linted alone, pairwise and all together: each stack as CloudFormation would create it."""

import concurrent.futures
import itertools
import json
import time

import cfnlint.api
from cloudformation import REGION
from subject import OPTIONS, with_options

LONGEST = 900  # seconds for all stacks; 21 take 50 s of processor time


def pairwise():
    """Returns seven sets of options, in which every two options are both set, both unset, and each set without the other.

    Option i is in the first set and in two more: any two options share the first set, differ in another, and both miss one.
    """
    others = list(itertools.combinations(range(1, 7), 2))
    assert len(OPTIONS) <= len(others)
    return [frozenset(name for name, pair in zip(OPTIONS, others, strict=False) if row in (0, *pair)) for row in range(7)]


def lint(options):
    """Returns what cfn-lint finds in a stack with these options."""
    stack = with_options(*options)
    resources = {}
    for name, resource in stack.resources.items():
        resources[name] = {key: value for key, value in resource.items() if key != "Condition"}
        if resource["Type"] == "AWS::Lambda::Alias":  # the resolved name of a version is made up
            resources[name]["Properties"] = resource["Properties"] | {"FunctionVersion": "1"}
    document = json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})
    # W2530: the reference to the version has been resolved.
    found = cfnlint.api.lint(document, config=cfnlint.api.ManualArgs(regions=[REGION], ignore_checks=["W2530"]))
    return len(resources), len(document), [f"{match.rule.id} {match.message}" for match in found]


def every_combination_is_valid():
    sets = pairwise()
    for one, other in itertools.combinations(OPTIONS, 2):
        seen = {(one in chosen, other in chosen) for chosen in sets}
        yield f"{one} and {other} in all four ways", len(seen) == 4
    stacks = [frozenset(), frozenset(OPTIONS), *(frozenset([name]) for name in OPTIONS), *sets]
    began = time.monotonic()
    with concurrent.futures.ProcessPoolExecutor() as processes:
        results = list(processes.map(lint, stacks, timeout=LONGEST))
    seconds = time.monotonic() - began
    for options, (resources, size, found) in zip(stacks, results, strict=True):
        what = ", ".join(sorted(options)) or "no option"
        yield f"{what}: cfn-lint finds {found}", not found
        yield f"{what}: {resources} resources of at most 500", resources <= 500
        yield f"{what}: {size} bytes of at most 1 MB", size <= 1_000_000
    print(f"{len(stacks)} stacks linted in {seconds:.0f} s; {min(r for r, _, _ in results)} to {max(r for r, _, _ in results)} resources")


CHECKS = [every_combination_is_valid]

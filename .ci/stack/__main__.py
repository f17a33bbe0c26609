"""Checks the stack as CloudFormation will see it, and prints which function has which right."""

import sys
import traceback

import alarms
import api
import calls
import fargate
import functions
import operation
import options
import stores
from subject import STACK

print("\n".join(calls.matrix(STACK)) + "\n")
passed, failed = 0, []
for check in functions.CHECKS + stores.CHECKS + api.CHECKS + operation.CHECKS + alarms.CHECKS + options.CHECKS + fargate.CHECKS:
    results = []
    try:
        results.extend(check())
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as e:  # something that the check reads is missing
        results.append((f"breaks off after {len(results)}, {traceback.format_exception_only(e)[0].strip()}", False))
    missed = [f"{check.__name__}: {what}" for what, held in results if not held]
    failed += missed if results else [f"{check.__name__}: nothing was looked at"]
    passed += len(results) - len(missed)
    print(f"{len(results) - len(missed):4} of {len(results):4}  {check.__name__.replace('_', ' ')}")
print("\n".join(["", *failed, f"{passed} passed, {len(failed)} failed"]))
sys.exit(1 if failed else 0)

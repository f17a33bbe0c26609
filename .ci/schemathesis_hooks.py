"""Rules that the OpenAPI document cannot express."""

import re
import unicodedata

import schemathesis
from hypothesis import strategies

# URLs in a form that every server accepts. Names under .example do not resolve, so no picture is fetched.
LABELS = strategies.from_regex(r"[a-z][a-z0-9]{0,9}", fullmatch=True)
PATHS = strategies.from_regex(r"(/[A-Za-z0-9_.~-]{0,9}){0,3}(\?[a-z]{1,5}=[A-Za-z0-9]{0,5})?", fullmatch=True)
SCHEMES = strategies.sampled_from(["https", "http", "HTTPS"])
schemathesis.openapi.format("uri", strategies.builds("{}://{}.example{}".format, SCHEMES, LABELS, PATHS))


@schemathesis.hook
def filter_body(context, body):
    """Leaves out prompts of format characters only (such as a zero-width space), which are blank, and URLs without a host."""
    if not isinstance(body, dict):
        return True
    prompt = body.get("textPrompt")
    categories = {unicodedata.category(character) for character in prompt} if isinstance(prompt, str) else set()
    blank = "Cf" in categories and categories <= {"Cc", "Cf", "Zs", "Zl", "Zp"}
    return not blank and all(has_host(body.get(name)) for name in ("imageUrl", "webhook"))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Sorts the corners of boxes: the document can't say that x1 is less than x2, and y1 less than y2. Limits integers to 32
    bits, which the document says by a format that Schemathesis does not know."""
    if isinstance(case.body, dict):
        body = dict(case.body)
        for name in ("pointsRefinementSteps", "maskKernelSize"):
            if name in body:
                body[name] = limited(body[name])
        for name in ("pointsPositive", "pointsNegative"):
            if isinstance(body.get(name), dict) and isinstance(body[name].get("labels"), list):
                body[name] = {**body[name], "labels": [limited(label) for label in body[name]["labels"]]}
        if is_box(body.get("pointsBox")):
            body["pointsBox"] = sorted_corners(body["pointsBox"])
        if isinstance(body.get("boxes"), list):
            body["boxes"] = [sorted_corners(box) if is_box(box) else box for box in body["boxes"]]
        case.body = body


def limited(value):
    """An integer of at most 32 bits; any other value as it is."""
    is_integer = isinstance(value, int) and not isinstance(value, bool)
    return max(-2**31, min(2**31 - 1, value)) if is_integer else value


def is_box(value):
    """Whether a value is a box but perhaps for the order of its corners."""
    return isinstance(value, list) and len(value) == 4 and all(is_coordinate(number) for number in value)


def is_coordinate(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -0.000001 <= value <= 1.000001


def sorted_corners(box):
    """The same box with its corners in order; an empty one becomes as wide or as high as the picture."""
    (x1, x2), (y1, y2) = sorted(box[0::2]), sorted(box[1::2])
    if clamped(x1) == clamped(x2):
        x1, x2 = 0, 1
    if clamped(y1) == clamped(y2):
        y1, y2 = 0, 1
    return [x1, y1, x2, y2]


def clamped(coordinate):
    return min(1, max(0, coordinate))


def has_host(address):
    begins_well = isinstance(address, str) and re.match(r"(?i)https?://", address)
    return not begins_well or re.match(r"(?i)https?://[a-z][a-z0-9]{0,9}\.example([/?]|$)", address)


@schemathesis.hook
def filter_query(context, query):
    """Leaves out parameters that the document doesn't list: the API ignores them, but Schemathesis expects an error."""
    return not query or set(query) <= {"offset", "limit", "shapes"}

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


def has_host(address):
    begins_well = isinstance(address, str) and re.match(r"(?i)https?://", address)
    return not begins_well or re.match(r"(?i)https?://[a-z][a-z0-9]{0,9}\.example([/?]|$)", address)


@schemathesis.hook
def filter_query(context, query):
    """Leaves out parameters that the document doesn't list: the API ignores them, but Schemathesis expects an error."""
    return not query or set(query) <= {"offset", "limit"}

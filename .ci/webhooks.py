"""Verifies our webhooks with the reference library, and its webhooks with the receiver of docs/webhooks.md: webhooks.py <signed>."""
import base64
import datetime
import json
import sys

sys.path.insert(0, "functions/notify/src/test/resources/receiver")
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from verify import verify


def refused(library, body, headers):
    try:
        library.verify(body, headers)
        return False
    except WebhookVerificationError:
        return True


examples = json.load(open(sys.argv[1], encoding="utf-8"))
for example in examples:
    secret, headers, body = example["secret"], example["headers"], example["body"]
    library = Webhook(base64.b64encode(bytes.fromhex(secret)).decode())
    stranger = Webhook(base64.b64encode(bytes(32)).decode())
    assert not refused(library, body, headers)
    assert refused(library, body + " ", headers) and refused(stranger, body, headers)
    assert verify(secret, headers, body.encode()) and not verify(secret, headers, body.encode() + b" ")
    theirs = dict(headers)
    now = datetime.datetime.now(datetime.timezone.utc)
    theirs["webhook-timestamp"] = str(int(now.timestamp()))
    theirs["webhook-signature"] = library.sign(headers["webhook-id"], now, body)
    assert verify(secret, theirs, body.encode()) and not verify("00" * 32, theirs, body.encode())
    assert not verify(secret, dict(theirs, **{"webhook-timestamp": "1"}), body.encode())
print(f"Python: {len(examples)} webhooks verified both ways")

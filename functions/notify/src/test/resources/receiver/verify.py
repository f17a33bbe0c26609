import base64, hashlib, hmac, time


def verify(secret, headers, body):
    """Verifies that a webhook is from Frisket and fresh. Body: the raw bytes; headers: names in lower case."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.new(bytes.fromhex(secret), signed, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return fresh and any(hmac.compare_digest(expected, s.encode()) for s in headers["webhook-signature"].split())

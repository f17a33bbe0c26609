#!/usr/bin/env python3
"""Tests a running Frisket end to end: sends one request of each kind and checks the responses against the contract.

    FRISKET_API_KEY=frk_… python3 events/smoke.py --api https://….execute-api.….amazonaws.com/api

Run it after a deployment. Only a deployed stack has API Gateway's own error responses, the limits of the usage plan, the
permissions of each role, S3's presigned URLs and the network path to your webhook receiver; `frisket.jar serve`, against
which the project's tests run this script, replaces all of them.
It creates five or six artworks and finally exceeds the key's burst (429). It needs only Python 3.9 or newer.
"""

import argparse
import concurrent.futures
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

REASONS = {
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    409: "Conflict", 413: "Content Too Large", 422: "Unprocessable Content", 429: "Too Many Requests",
}  # fmt: skip
ENDED = ("succeeded", "failed", "canceled")


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Stay)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Smoke:
    def __init__(self, api, key, picture):
        self.api, self.key, self.picture = api.rstrip("/"), key, picture
        self.passed, self.failed = 0, 0

    def check(self, what, held, found=""):
        self.passed, self.failed = self.passed + bool(held), self.failed + (not held)
        print(f"{'ok  ' if held else 'FAIL'} {what}{'' if held else f': {found}'}", flush=True)
        return held

    def call(self, method, path, body=None, key="own", **headers):
        url = path if "://" in path else self.api + path
        if key:
            headers["Authorization"] = "Bearer " + (self.key if key == "own" else key)
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with OPENER.open(request, timeout=40) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def refused(self, what, status, answer):
        """Checks that a response is an error as defined by the contract, and that web pages may read it."""
        try:
            body = answer.json
        except ValueError:
            body = {}
        shape = sorted(body) == ["error", "message", "statusCode"] and body["statusCode"] == answer.status
        cors = answer.headers.get("Access-Control-Allow-Origin") is not None
        right = answer.status == status and shape and body["error"] == REASONS[status] and cors
        return self.check(f"{status} {what}", right, f"{answer.status} {answer.body[:200]!r}, CORS {cors}")

    def request(self, **more):
        points = {"method": "points", "pointsPositive": {"points": [[0.5, 0.5]]}}
        return {"imageUrl": self.picture, **points, **more}

    def submit(self, body, **headers):
        return self.call("POST", "/v2/artworks/segmentation", body, **headers)

    def ended(self, artwork_id, seconds=180):
        until = time.monotonic() + seconds
        while True:
            artwork = self.call("GET", f"/v2/artworks/{artwork_id}").json
            if artwork.get("status") in ENDED or time.monotonic() > until:
                return artwork
            time.sleep(1)

    def open_to_anybody(self):
        health = self.call("GET", "/health", key=None)
        self.check("200 /health with version and commit", health.status == 200 and {"version", "commit"} <= health.json.keys())
        document = self.call("GET", "/openapi.json", key=None)
        self.check("200 /openapi.json", document.status == 200 and document.json["openapi"].startswith("3.1"))
        preflight = self.call("OPTIONS", "/v2/artworks/segmentation", key=None, Origin="https://app.example.com")
        headers = preflight.headers.get("Access-Control-Allow-Headers", "")
        held = preflight.status in (200, 204) and "Authorization" in headers
        self.check("preflight needs no key", held, f"{preflight.status} {headers}")
        return document.json["paths"]

    def refusals(self):
        unknown = str(uuid.uuid4())
        unnamed = self.call("GET", "/v2/artworks", key=None)
        self.refused("without a key", 401, unnamed)
        asked = unnamed.headers.get("WWW-Authenticate")
        self.check("401 has WWW-Authenticate: Bearer", asked == "Bearer", asked)
        self.refused("with a malformed key", 401, self.call("GET", "/v2/artworks", key="nonsense-nonsense"))
        self.refused("with an unknown key", 401, self.call("GET", "/v2/artworks", key="frk_" + "0" * 49))
        secret = f"/v2/organizations/{unknown}/webhook-secret"
        self.refused("for another organization", 403, self.call("POST", secret))
        self.refused("an unknown artwork", 404, self.call("GET", f"/v2/artworks/{unknown}"))
        self.refused("an unknown path", 404, self.call("GET", "/v2/nothing"))
        self.refused("a malformed id", 400, self.call("GET", "/v2/artworks/one"))
        deleted = self.call("DELETE", "/v2/artworks")
        self.refused("an unsupported method", 405, deleted)
        self.check("405 lists the supported methods", "GET" in deleted.headers.get("Allow", ""), deleted.headers.get("Allow"))
        invalid = self.submit(self.request(maskExpnad=2))
        self.refused("an unknown property", 400, invalid)
        self.check("400 names it", b"maskExpnad" in invalid.body, invalid.body)
        self.refused("a body of 300 KB", 413, self.submit(self.request(textPrompt="x" * 300_000)))

    def artwork(self):
        made = self.submit(self.request(outputFormat="png", cutoutFormat="png"))
        if not self.check("202 a request by points", made.status == 202, f"{made.status} {made.body[:300]!r}"):
            return
        where, artwork_id = made.headers.get("Location", ""), made.json["id"]
        self.check("Location is absolute", where == f"{self.api}/v2/artworks/{artwork_id}", where)
        self.check("Retry-After is 2", made.headers.get("Retry-After") == "2")
        artwork = self.ended(artwork_id)
        if self.check("it succeeds", artwork.get("status") == "succeeded", artwork):
            self.mask(artwork["results"][0])
            self.facts(artwork)
        listed = self.call("GET", "/v2/artworks?limit=5").json
        self.check("the list contains it", artwork_id in [one["id"] for one in listed], listed)
        self.refused("canceling a succeeded artwork", 409, self.call("POST", f"/v2/artworks/{artwork_id}/cancel"))
        self.deletion(artwork)

    def waiting(self):
        made = self.submit(self.request(maskExpand=3), Prefer="wait=5")
        applied = made.headers.get("Preference-Applied")
        ended = made.json.get("status") in ENDED
        held = made.status == (200 if applied and ended else 202) and applied in (None, *(f"wait={n}" for n in range(1, 6)))
        self.check("Prefer: wait=5 is applied or ignored", held, f"{made.status} {applied} {made.body[:200]!r}")

    def deletion(self, artwork):
        path = f"/v2/artworks/{artwork['id']}"
        deleted = self.call("DELETE", path)
        self.check("204 a deletion", deleted.status == 204 and deleted.body == b"", f"{deleted.status} {deleted.body[:200]!r}")
        for _ in range(10):  # the worker may still be about to store the picture's embedding
            if self.call("DELETE", path).status == 404:
                break
            time.sleep(1)
        self.refused("deleting it again", 404, self.call("DELETE", path))
        self.refused("looking up a deleted artwork", 404, self.call("GET", path))
        if artwork.get("results"):
            self.refused("a result of a deleted artwork", 404, self.call("GET", artwork["results"][0], key=None))
        ids = [one["id"] for one in self.call("GET", "/v2/artworks?limit=5").json]
        self.check("the list no longer contains it", artwork["id"] not in ids, ids)

    def mask(self, result):
        redirect = self.call("GET", result, key=None)
        target = redirect.headers.get("Location", "")
        self.check("its result redirects without a key", redirect.status == 302, f"{redirect.status} {redirect.body[:200]!r}")
        mask = self.call("GET", target, key=None)
        png = mask.headers.get("Content-Type") == "image/png" and mask.body.startswith(b"\x89PNG")
        self.check("S3 serves the mask as PNG", mask.status == 200 and png, f"{mask.status} {mask.headers.get('Content-Type')}")
        self.refused("a result with a wrong secret", 404, self.call("GET", result[:-8] + "0000.png", key=None))

    def facts(self, artwork):
        path = f"/v2/artworks/{artwork['id']}/masks"
        answer = self.call("GET", f"{path}?shapes=rle,polygons")
        masks = answer.json.get("masks", []) if answer.status == 200 else []
        known = [mask["url"] for mask in masks] == artwork["results"] and all(mask["rle"] and mask["polygons"] for mask in masks)
        self.check("what is known of its masks", known, f"{answer.status} {answer.body[:300]!r}")
        cutout = self.call("GET", masks[0].get("cutout", self.api), key=None) if masks else answer
        served = self.call("GET", cutout.headers.get("Location", self.api), key=None)
        rgba = served.body.startswith(b"\x89PNG") and served.body[25] == 6
        self.check("S3 serves the cut-out as PNG of RGBA", rgba, f"{cutout.status} {served.status} {served.body[:30]!r}")
        self.refused("an unknown shape", 400, self.call("GET", f"{path}?shapes=svg"))

    def once(self):
        key = {"Idempotency-Key": str(uuid.uuid4())}
        first, second = (self.submit(self.request(), **key) for _ in range(2))
        self.check("a repeated request creates one artwork", first.json.get("id") == second.json.get("id"), second.body)
        self.refused("the same Idempotency-Key with other parameters", 422, self.submit(self.request(maskExpand=9), **key))
        canceled = self.call("POST", f"/v2/artworks/{first.json.get('id')}/cancel")
        held = canceled.status == 409 or (canceled.status == 200 and canceled.json["status"] == "canceled")
        self.check("cancel succeeds, or the artwork has already ended", held, f"{canceled.status} {canceled.body[:200]!r}")

    def upload(self):
        ticket = self.call("POST", "/v2/uploads", {"contentType": "image/jpeg", "size": len(self.bytes_of_picture())})
        if not self.check("201 an upload", ticket.status == 201, f"{ticket.status} {ticket.body[:200]!r}"):
            return
        wanted = ticket.json
        put = self.call("PUT", wanted["uploadUrl"], self.bytes_of_picture(), key=None, **wanted["headers"])
        self.check("S3 accepts the picture", put.status == 200, f"{put.status} {put.body[:300]!r}")
        artwork = self.ended(self.submit(self.request(imageUrl=wanted["imageUrl"])).json.get("id"))
        self.check("an uploaded picture is masked", artwork.get("status") == "succeeded", artwork)

    def bytes_of_picture(self):
        agent = {"User-Agent": "frisket-smoke"}
        with urllib.request.urlopen(urllib.request.Request(self.picture, headers=agent), timeout=40) as response:
            return response.read()

    def webhook(self, receiver):
        artwork_id = self.submit(self.request(webhook=receiver)).json.get("id")
        self.ended(artwork_id)
        until = time.monotonic() + 60
        attempts = []
        while not attempts and time.monotonic() < until:
            time.sleep(2)
            attempts = self.call("GET", f"/v2/artworks/{artwork_id}/webhook").json.get("attempts", [])
        acknowledged = any(200 <= attempt.get("statusCode", 0) < 300 for attempt in attempts)
        self.check(f"{receiver} acknowledged the webhook", acknowledged, attempts)

    def burst(self, requests):
        path = f"/v2/artworks/{uuid.uuid4()}"
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            answers = list(pool.map(lambda _: self.call("GET", path), range(requests)))
        throttled = [answer for answer in answers if answer.status == 429]
        if self.check(f"some of {requests} concurrent requests are throttled", throttled, {a.status for a in answers}):
            self.refused("too many requests", 429, throttled[0])
            after = throttled[0].headers.get("Retry-After", "")
            self.check("429 has Retry-After", after.isdigit() and int(after) > 0, after)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--api", required=True, help="the stack's output ApiUrl, or a custom domain")
    options.add_argument(
        "--picture",
        default="https://upload.wikimedia.org/wikipedia/commons/3/3a/Cat03.jpg",
        help="URL of a JPEG (default: %(default)s)",
    )
    options.add_argument("--webhook", help="https URL of your webhook receiver; if omitted, webhooks are not tested")
    options.add_argument("--burst", type=int, default=400, help="number of concurrent requests (default: %(default)s)")
    given = options.parse_args()
    smoke = Smoke(given.api, os.environ["FRISKET_API_KEY"], given.picture)
    paths = smoke.open_to_anybody()
    smoke.refusals()
    smoke.check("200 /v2/models", smoke.call("GET", "/v2/models").status == 200)
    smoke.artwork()
    smoke.waiting()
    smoke.once()
    if "/v2/uploads" in paths:
        smoke.upload()
    if given.webhook:
        smoke.webhook(given.webhook)
    smoke.burst(given.burst)
    print(f"{smoke.passed} passed, {smoke.failed} failed")
    sys.exit(1 if smoke.failed else 0)


main()

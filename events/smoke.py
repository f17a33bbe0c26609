#!/usr/bin/env python3
"""Asks a running Frisket for one of everything and says whether it answers as its contract promises.

    FRISKET_API_KEY=frk_… python3 events/smoke.py --api https://….execute-api.….amazonaws.com/api

Run it after a deployment: only there are the gateway's own refusals, the usage plan's limits, the rights of each role,
S3's presigned addresses and the way to your webhook receiver what they will be for callers. `frisket.jar serve`, which
the project's own tests run this against, stands in for all of those and so proves nothing of them.
It makes four or five artworks and, last, spends the key's burst (429). It takes Python 3.9 or newer and nothing else.
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

    def says(self, what, held, found=""):
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
        """Whether an answer is an error as the contract words errors, and a web page may read it."""
        try:
            body = answer.json
        except ValueError:
            body = {}
        shape = sorted(body) == ["error", "message", "statusCode"] and body["statusCode"] == answer.status
        cors = answer.headers.get("Access-Control-Allow-Origin") is not None
        right = answer.status == status and shape and body["error"] == REASONS[status] and cors
        return self.says(f"{status} {what}", right, f"{answer.status} {answer.body[:200]!r}, CORS {cors}")

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
        self.says("200 /health", self.call("GET", "/health", key=None).status == 200)
        document = self.call("GET", "/openapi.json", key=None)
        self.says("200 /openapi.json", document.status == 200 and document.json["openapi"].startswith("3.1"))
        preflight = self.call("OPTIONS", "/v2/artworks/segmentation", key=None, Origin="https://app.example.com")
        headers = preflight.headers.get("Access-Control-Allow-Headers", "")
        held = preflight.status in (200, 204) and "Authorization" in headers
        self.says("preflight takes no key", held, f"{preflight.status} {headers}")
        return document.json["paths"]

    def refusals(self):
        unknown = str(uuid.uuid4())
        unnamed = self.call("GET", "/v2/artworks", key=None)
        self.refused("without a key", 401, unnamed)
        asked = unnamed.headers.get("WWW-Authenticate")
        self.says("401 says what it asks for", asked == "Bearer", asked)
        self.refused("with what is no key", 401, self.call("GET", "/v2/artworks", key="nonsense-nonsense"))
        self.refused("with an unknown key", 401, self.call("GET", "/v2/artworks", key="frk_" + "0" * 49))
        secret = f"/v2/organizations/{unknown}/webhook-secret"
        self.refused("for another organization", 403, self.call("POST", secret))
        self.refused("an artwork that is not ours", 404, self.call("GET", f"/v2/artworks/{unknown}"))
        self.refused("a path that is none", 404, self.call("GET", "/v2/nothing"))
        self.refused("an id that is none", 400, self.call("GET", "/v2/artworks/one"))
        deleted = self.call("DELETE", "/v2/artworks")
        self.refused("another method", 405, deleted)
        self.says("405 names the right ones", "GET" in deleted.headers.get("Allow", ""), deleted.headers.get("Allow"))
        invalid = self.submit(self.request(maskExpnad=2))
        self.refused("a property that is none", 400, invalid)
        self.says("400 names it", b"maskExpnad" in invalid.body, invalid.body)
        self.refused("a body of 300 KB", 413, self.submit(self.request(textPrompt="x" * 300_000)))

    def artwork(self):
        made = self.submit(self.request(outputFormat="png"))
        if not self.says("202 a request by points", made.status == 202, f"{made.status} {made.body[:300]!r}"):
            return
        where, artwork_id = made.headers.get("Location", ""), made.json["id"]
        self.says("Location is absolute", where == f"{self.api}/v2/artworks/{artwork_id}", where)
        self.says("Retry-After is 2", made.headers.get("Retry-After") == "2")
        artwork = self.ended(artwork_id)
        if self.says("it succeeds", artwork.get("status") == "succeeded", artwork):
            self.mask(artwork["results"][0])
        listed = self.call("GET", "/v2/artworks?limit=5").json
        self.says("the list has it", artwork_id in [one["id"] for one in listed], listed)
        self.refused("calling off what has succeeded", 409, self.call("POST", f"/v2/artworks/{artwork_id}/cancel"))

    def mask(self, result):
        redirect = self.call("GET", result, key=None)
        target = redirect.headers.get("Location", "")
        self.says("its result redirects without a key", redirect.status == 302, f"{redirect.status} {redirect.body[:200]!r}")
        mask = self.call("GET", target, key=None)
        png = mask.headers.get("Content-Type") == "image/png" and mask.body.startswith(b"\x89PNG")
        self.says("S3 serves the mask as PNG", mask.status == 200 and png, f"{mask.status} {mask.headers.get('Content-Type')}")
        self.refused("a result with a wrong secret", 404, self.call("GET", result[:-8] + "0000.png", key=None))

    def once(self):
        key = {"Idempotency-Key": str(uuid.uuid4())}
        first, second = (self.submit(self.request(), **key) for _ in range(2))
        self.says("a repeated request is one artwork", first.json.get("id") == second.json.get("id"), second.body)
        self.refused("the same Idempotency-Key for another", 422, self.submit(self.request(maskExpand=9), **key))
        canceled = self.call("POST", f"/v2/artworks/{first.json.get('id')}/cancel")
        held = canceled.status == 409 or (canceled.status == 200 and canceled.json["status"] == "canceled")
        self.says("cancel calls it off, or comes too late", held, f"{canceled.status} {canceled.body[:200]!r}")

    def upload(self):
        ticket = self.call("POST", "/v2/uploads", {"contentType": "image/jpeg", "size": len(self.bytes_of_picture())})
        if not self.says("201 an upload", ticket.status == 201, f"{ticket.status} {ticket.body[:200]!r}"):
            return
        wanted = ticket.json
        put = self.call("PUT", wanted["uploadUrl"], self.bytes_of_picture(), key=None, **wanted["headers"])
        self.says("S3 takes the picture", put.status == 200, f"{put.status} {put.body[:300]!r}")
        artwork = self.ended(self.submit(self.request(imageUrl=wanted["imageUrl"])).json.get("id"))
        self.says("an uploaded picture is masked", artwork.get("status") == "succeeded", artwork)

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
        self.says(f"{receiver} took the webhook", acknowledged, attempts)

    def burst(self, requests):
        path = f"/v2/artworks/{uuid.uuid4()}"
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            answers = list(pool.map(lambda _: self.call("GET", path), range(requests)))
        throttled = [answer for answer in answers if answer.status == 429]
        if self.says(f"some of {requests} requests at once are too many", throttled, {a.status for a in answers}):
            self.refused("too many requests", 429, throttled[0])
            after = throttled[0].headers.get("Retry-After", "")
            self.says("429 says when to come again", after.isdigit() and int(after) > 0, after)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--api", required=True, help="the stack's output ApiUrl, or a custom domain")
    options.add_argument(
        "--picture",
        default="https://upload.wikimedia.org/wikipedia/commons/3/3a/Cat03.jpg",
        help="address of a JPEG (default: %(default)s)",
    )
    options.add_argument("--webhook", help="https address of a receiver of yours; left out, no webhook is tried")
    options.add_argument("--burst", type=int, default=400, help="requests to send at once (default: %(default)s)")
    given = options.parse_args()
    smoke = Smoke(given.api, os.environ["FRISKET_API_KEY"], given.picture)
    paths = smoke.open_to_anybody()
    smoke.refusals()
    smoke.says("200 /v2/models", smoke.call("GET", "/v2/models").status == 200)
    smoke.artwork()
    smoke.once()
    if "/v2/uploads" in paths:
        smoke.upload()
    if given.webhook:
        smoke.webhook(given.webhook)
    smoke.burst(given.burst)
    print(f"{smoke.passed} passed, {smoke.failed} failed")
    sys.exit(1 if smoke.failed else 0)


main()

"""Uses every function of the stack: from an organization's first key to a mask, a dead job and a webhook."""

import json
import urllib.request

from cloud import TOP, example
from masks import white

SAMPLES = TOP / "functions/local/src/main/resources/dev/frisket/local/samples"
ADMIN = {"keyId": "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613", "organization": "acme", "scope": "admin", "domains": "*"}
SPOON = {"method": "points", "pointsPositive": {"points": [[0.6, 0.7]]}, "outputFormat": "png"}
MAN = {"method": "text", "textPrompt": "the man", "outputFormat": "png"}


def holds(what, held, found):
    if not held:
        raise SystemExit(f"{what}: no, {found}")
    print(f"ok   {what}", flush=True)


def send(url, **request):
    return urllib.request.urlopen(urllib.request.Request(url, **request), timeout=30)


class Scenario:
    def __init__(self, cloud, functions):
        """`functions`: running functions by name; the worker may be missing."""
        self.cloud, self.functions = cloud, functions
        self.first = {}  # first event of each function
        self.caller = self.key()

    def ask(self, name, event):
        self.first.setdefault(name, event)
        return self.functions[name].invoke(event)[0]

    def key(self):
        minted = self.ask("OrganizationsFunction", example("organizations-mint-key", ADMIN))
        holds("OrganizationsFunction creates a key", minted["statusCode"] == 201, minted)
        asked = example("authorizer-key") | {"authorizationToken": "Bearer " + json.loads(minted["body"])["key"]}
        allowed = self.ask("AuthorizerFunction", asked)
        holds("AuthorizerFunction allows it", allowed["policyDocument"]["Statement"][0]["Effect"] == "Allow", allowed)
        return allowed["context"]

    def order(self, picture, request):
        """Uploads a picture (a sample or a file) and returns its job as the worker receives it, and the artwork's id."""
        file = (SAMPLES / picture).read_bytes()
        kind = "image/png" if picture.endswith("png") else "image/jpeg"
        room = self.ask("SubmitFunction", example("submit-upload", self.caller, {"contentType": kind, "size": len(file)}))
        holds("SubmitFunction creates an upload", room["statusCode"] == 201, room)
        wanted = json.loads(room["body"])
        send(wanted["uploadUrl"], data=file, headers=wanted["headers"], method="PUT").close()
        made = self.ask("SubmitFunction", example("submit-points", self.caller, {"imageUrl": wanted["imageUrl"], **request}))
        holds("SubmitFunction accepts a request", made["statusCode"] == 202, made)
        return self.cloud.delivery("JobsQueue", "segment-job"), json.loads(made["body"])["id"]

    def succeeded(self, artwork_id):
        artwork = self.artwork(artwork_id)
        holds("StatusFunction reports that it succeeded", artwork["status"] == "succeeded", artwork)
        return artwork

    def artwork(self, artwork_id):
        shown = self.ask("StatusFunction", example("status-one", self.caller, id=artwork_id))
        return json.loads(shown["body"])

    def masked(self, artwork_id, size):
        """Checks that an artwork's mask is served, is as large as its picture, and covers some but not all of it."""
        artwork = self.succeeded(artwork_id)
        file = artwork["results"][0].rpartition("/")[2]
        redirect = self.ask("StatusFunction", example("results", id=artwork_id, file=file))
        with send(redirect["headers"]["Location"]) as served:
            width, height, inside = white(served.read())
        fits = (width, height) == size and 0.01 < inside < 0.5
        holds(f"S3 serves its mask of {width} x {height}, {inside:.1%} of it inside", fits, f"the picture has {size}")

    def buried(self):
        """Handles a job whose workers died, and its webhook to a receiver that does not exist."""
        _, artwork_id = self.order("rocket.jpg", SPOON | {"webhook": "https://receiver.invalid/hook"})
        job = example("bury-job")
        job["Records"][0]["body"] = json.dumps({"version": 1, "artworkId": artwork_id, "keyId": self.caller["keyId"]})
        answer = self.ask("BuryFunction", job)
        holds("BuryFunction accepts a dead job", answer == {"batchItemFailures": []}, answer)
        artwork = self.artwork(artwork_id)
        holds("its artwork has failed", artwork["status"] == "failed", artwork)
        announced = self.cloud.delivery("WebhooksQueue", "notify-announcement")
        answer = self.ask("NotifyFunction", announced)
        kept = [{"itemIdentifier": announced["Records"][0]["messageId"]}]
        holds("NotifyFunction keeps a webhook that was not acknowledged", answer == {"batchItemFailures": kept}, answer)
        attempts = json.loads(self.ask("StatusFunction", example("status-webhook", self.caller, id=artwork_id))["body"])["attempts"]
        holds("StatusFunction shows the attempt", len(attempts) == 1 and "reason" in attempts[0], attempts)

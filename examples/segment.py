"""Masks the object in the middle of a picture: API=http://localhost:3000 KEY=... python segment.py picture.jpg mask.png"""

import json, os, sys, time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

API, KEY = os.environ["API"], os.environ["KEY"]


def call(path, body=None):
    """Returns the API's response. Retries a 429 after Retry-After; stops with the API's message on any other error."""
    data = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(API + path, data, {"Authorization": f"Bearer {KEY}", "Prefer": "wait=25"})) as answer:
            return json.load(answer)
    except HTTPError as refusal:
        seconds = int(refusal.headers.get("Retry-After", 1))
        if refusal.code != 429 or seconds > 60:
            sys.exit(json.load(refusal)["message"])
    time.sleep(seconds)
    return call(path, body)


def upload(file):
    """Uploads a picture from disk and returns its imageUrl. A picture on the web needs no upload: use its URL."""
    with open(file, "rb") as opened:
        picture = opened.read()
    extension = file.rsplit(".", 1)[-1].lower()
    content_type = "image/" + {"jpg": "jpeg", "tif": "tiff"}.get(extension, extension)
    room = call("/v2/uploads", {"contentType": content_type, "size": len(picture)})
    urlopen(Request(room["uploadUrl"], picture, room["headers"], method="PUT")).close()
    return room["imageUrl"]


picture, mask = sys.argv[1:]
artwork = call("/v2/artworks/segmentation", {
    "imageUrl": upload(picture),
    "method": "points",
    "pointsPositive": {"points": [[0.5, 0.5]]},
    "outputFormat": "png",
})
while artwork["status"] in ("starting", "processing"):  # it takes longer, or the API lets no response wait
    time.sleep(2)
    artwork = call("/v2/artworks/" + artwork["id"])
if artwork["status"] != "succeeded":
    sys.exit(artwork.get("error", artwork["status"]))
with urlopen(artwork["results"][0]) as answer, open(mask, "wb") as out:
    out.write(answer.read())

"""Masks the object in the middle of a picture: API=http://localhost:3000 KEY=... python segment.py picture.jpg mask.png"""

import json, mimetypes, os, sys, time
from urllib.request import Request, urlopen

API, KEY = os.environ["API"], os.environ["KEY"]


def call(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(API + path, data, {"Authorization": f"Bearer {KEY}", "Prefer": "wait=25"})) as answer:
        return json.load(answer)


def upload(file):
    """Uploads a picture from disk and returns its imageUrl. A picture on the web needs no upload: use its URL."""
    with open(file, "rb") as opened:
        picture = opened.read()
    room = call("/v2/uploads", {"contentType": mimetypes.guess_type(file)[0], "size": len(picture)})
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
    time.sleep(1)
    artwork = call("/v2/artworks/" + artwork["id"])
if artwork["status"] != "succeeded":
    sys.exit(artwork.get("error", artwork["status"]))
with urlopen(artwork["results"][0]) as answer, open(mask, "wb") as out:
    out.write(answer.read())

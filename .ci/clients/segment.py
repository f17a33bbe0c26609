"""One whole segmentation with the generated Python client: upload, create, wait, download; then a refusal.

    FRISKET_API_KEY=... python .ci/clients/segment.py FOLDER_OF_THE_CLIENT API PICTURE
"""

import importlib
import os
import sys
import time
from pathlib import Path

import httpx

folder, api, picture = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
sys.path.insert(0, str(folder.parent))
client_package = importlib.import_module(folder.name)
models = importlib.import_module(folder.name + ".models")


def operation(name):
    return importlib.import_module(f"{folder.name}.api.{name}")


client = client_package.AuthenticatedClient(base_url=api, token=os.environ["FRISKET_API_KEY"])
upload = operation("uploads.create_upload").sync(
    client=client,
    body=models.UploadRequest(content_type=models.UploadRequestContentType.IMAGEJPEG, size=picture.stat().st_size))
httpx.put(upload.upload_url, content=picture.read_bytes(), headers=upload.headers.to_dict()).raise_for_status()

request = models.SegmentationRequest(
    image_url=upload.image_url,
    method=models.Method.POINTS,
    points_positive=models.PointGroup(points=[[0.5, 0.5]]),
    output_format=models.OutputFormat.PNG)
artwork = operation("artworks.create_artwork").sync(client=client, body=request)
assert isinstance(artwork, models.Artwork), artwork
deadline = time.monotonic() + 120
while artwork.status in (models.Status.STARTING, models.Status.PROCESSING):
    assert time.monotonic() < deadline, artwork
    time.sleep(0.5)
    artwork = operation("artworks.get_artwork").sync(client=client, id=artwork.id)
assert artwork.status == models.Status.SUCCEEDED, artwork
mask = httpx.get(artwork.results[0], follow_redirects=True)
assert mask.content.startswith(b"\x89PNG"), mask
print(f"a mask of {len(mask.content)} bytes")

request.points_positive = models.PointGroup(points=[[320, 240]])
refusal = operation("artworks.create_artwork").sync(client=client, body=request)
assert isinstance(refusal, models.ErrorBody) and refusal.status_code == 400, refusal
print(f"refused: {refusal.message}")

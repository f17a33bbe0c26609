"""Times what `serve` does between two jobs, and counts the full collections of its heap.

    mvn -q package -DskipTests
    python3 functions/local/src/benchmarks/between/between.py [PICTURES]

Sends 6 prompts on each of 14 (PICTURES) uploads, in turns, while the worker waits behind a first job, so that the later ones wait in the
queue. Every picture has been encoded before, and its embedding is in memory. Prints the mean interval from the end of a job to the
end of the next, the mean duration of a job, their difference, and the collections.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import Request, urlopen

TOP = Path(__file__).parents[5]
PICTURE = TOP / "functions/local/src/main/resources/dev/frisket/local/samples/rocket.jpg"
KEY = "frk_between_0123456789"
ROUNDS = 6


class Served:
    """A process of `serve` with its own data folder."""

    def __init__(self, folder):
        self.log = folder / "gc.log"
        command = ["java", f"-Xlog:gc:file={self.log}", "-jar", TOP / "functions/local/target/frisket.jar", "serve", "--port", "0",
                   "--data", folder / "data"]
        self.process = subprocess.Popen(command, env={**os.environ, "FRISKET_API_KEY": KEY}, stdout=subprocess.PIPE, text=True)
        self.api = next(found[1] for line in self.process.stdout if (found := re.search("listening on (.*)", line)))

    def call(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self.api + path, data, {"Authorization": f"Bearer {KEY}"})) as answer:
            return json.load(answer)

    def upload(self, picture):
        room = self.call("/v2/uploads", {"contentType": "image/jpeg", "size": len(picture)})
        urlopen(Request(room["uploadUrl"], picture, room["headers"], method="PUT")).close()
        return room["imageUrl"]

    def order(self, url, x):
        return self.call("/v2/artworks/segmentation", {
            "imageUrl": url, "method": "points", "pointsPositive": {"points": [[x, 0.5]]}})["id"]

    def ended(self, artwork):
        """Waits for an artwork; returns its duration in milliseconds."""
        while (found := self.call(f"/v2/artworks/{artwork}"))["status"] in ("starting", "processing"):
            time.sleep(0.05)
        assert found["status"] == "succeeded", found
        return 1000 * found["duration"]

    def close(self):
        self.process.terminate()
        self.process.wait()


def main(count):
    with tempfile.TemporaryDirectory() as made:
        served = Served(Path(made))
        try:
            urls = [served.upload(PICTURE.read_bytes() + bytes([number])) for number in range(count)]
            for url in urls:
                served.ended(served.order(url, 0.5))
            first = served.order(served.upload(PICTURE.read_bytes() + b"first"), 0.5)  # the others wait for its encoder
            ordered = [served.order(url, 0.3 + turn / 20) for turn in range(ROUNDS) for url in urls]
            served.ended(first)
            began = time.monotonic()
            logged = len(served.log.read_text())
            durations = [served.ended(artwork) for artwork in ordered]
            interval = 1000 * (time.monotonic() - began) / len(ordered)
            full = re.findall(r"Pause Full.* ([\d.]+)ms", served.log.read_text()[logged:])
        finally:
            served.close()
    duration = statistics.mean(durations)
    print(f"{len(ordered)} jobs on {count} pictures: {interval:.1f} ms from end to end, {duration:.1f} ms of them worked, "
          f"{interval - duration:.1f} ms between two; {len(full)} full collections of {sum(map(float, full)):.0f} ms in all; "
          f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 14)

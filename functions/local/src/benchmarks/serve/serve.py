"""Measures how many artworks a minute `serve` ends, with one and with two at a time (--jobs), taking turns.

    mvn -q package -DskipTests
    python3 functions/local/src/benchmarks/serve/serve.py [--jobs 1 2] [--rounds 5] [--pictures 8] [--prompts 60] [--java JAVA]

Each round of each choice sends all pictures at once, one prompt for each, then prompts about the last picture. Prints the
medians of artworks a minute, of processor time for an artwork, and of one artwork's time alone; then the largest resident
memory, and the load.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

TOP = Path(__file__).parents[5]
JAR = TOP / "functions/local/target/frisket.jar"
PICTURE = TOP / "functions/segment/src/test/resources/golden/images/rocket.jpg"
KEY = "benchmark-of-serve"


class Serve:
    """A running `serve`."""

    def __init__(self, command, folder):
        self.process = subprocess.Popen(
            [*command, "--port", "0", "--data", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "FRISKET_API_KEY": KEY})
        self.api = re.search(r"http://\S+", self.process.stdout.readline())[0]

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            self.api + path, method=method, data=body and json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def upload(self, picture):
        room = self.call("POST", "/v2/uploads", {"contentType": "image/jpeg", "size": len(picture)})
        request = urllib.request.Request(room["uploadUrl"], method="PUT", data=picture, headers=room["headers"])
        urllib.request.urlopen(request).close()
        return room["imageUrl"]

    def timed(self, prompts):
        """Sends all prompts (picture, x, y); seconds until all have ended, of the clock and of the processor."""
        spent, began = self.processor(), time.monotonic()
        ids = [self.call("POST", "/v2/artworks/segmentation", {
            "imageUrl": url, "method": "points", "pointsPositive": {"points": [[x, y]]}, "outputFormat": "webp"})["id"]
            for url, x, y in prompts]
        for each in ids:
            while (status := self.call("GET", f"/v2/artworks/{each}")["status"]) != "succeeded":
                assert status in {"starting", "processing"}, status
                time.sleep(0.02)
        return time.monotonic() - began, self.processor() - spent

    def processor(self):
        user, system = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def peak(self):
        return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[1]) // 1024

    def close(self):
        self.process.terminate()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--jobs", nargs="+", default=["1", "2"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pictures", type=int, default=8)
    parser.add_argument("--prompts", type=int, default=60)
    parser.add_argument("--java", default="java")
    arguments = parser.parse_args()
    picture, made = PICTURE.read_bytes(), 0
    runs = {jobs: [] for jobs in arguments.jobs}
    with tempfile.TemporaryDirectory() as folder:
        serves = {jobs: Serve([arguments.java, "-jar", JAR, "serve", "--jobs", jobs], f"{folder}/{jobs}")
                  for jobs in arguments.jobs}
        for turn in range(arguments.rounds + 1):
            for jobs, serve in serves.items():
                urls = []
                for _ in range(arguments.pictures + 1):
                    made += 1
                    urls.append(serve.upload(picture + bytes(made)))  # what follows the end is passed over
                alone = serve.timed([(urls.pop(), 0.5, 0.4)])
                first = serve.timed([(url, 0.5, 0.4) for url in urls])
                repeated = serve.timed([(urls[-1], 0.3 + 0.4 * prompt / arguments.prompts, 0.5)
                                        for prompt in range(arguments.prompts)])
                if turn > 0:  # the first round warms up
                    runs[jobs].append([
                        60 * arguments.pictures / first[0], first[1] / arguments.pictures,
                        60 * arguments.prompts / repeated[0], 1000 * repeated[1] / arguments.prompts, alone[0]])
        print("| at once | first prompts a minute | processor | repeated prompts a minute | processor | one alone | peak |")
        print("|--:|--:|--:|--:|--:|--:|--:|")
        for jobs, serve in serves.items():
            print("| {} | {:.1f} | {:.2f} s | {:.0f} | {:.0f} ms | {:.2f} s | {} MB |".format(
                jobs, *(statistics.median(column) for column in zip(*runs[jobs])), serve.peak()))
            serve.close()
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

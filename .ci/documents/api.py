"""A running `serve`, and the requests that the documents show."""

import functools
import http.server
import json
import re
import subprocess
import sys
import threading
import time
import urllib.request

# Where the documents' pictures are on the web; here the folder of the workplace is served in their place.
PICTURES = re.compile(r"https://(example\.com|pictures\.example)/")


class Api:
    """The API at an address of this machine, and a web server of pictures beside it."""

    def __init__(self, place, process, address, key):
        self.place, self.process, self.address, self.key = place, process, address, key
        self.pictures = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=place.folder))
        threading.Thread(target=self.pictures.serve_forever, daemon=True).start()

    @staticmethod
    def serve(place, shown):
        """Runs the command of a server, on a free port and open to pictures of this machine, and looks at its pages."""
        process = subprocess.Popen(["bash", "-c", f"exec {shown.command} --port 0 --allow-private-hosts"], cwd=place.folder,
                                   env=place.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            said = process.stdout.readline()
            address = re.search(r"http://\S+", said)
            if not address:
                raise RuntimeError(f"it does not say where it listens, but {said!r}")
            key = place.said(shown.command.replace(" serve", " keys show")).stdout.strip()
            for page in ("/", "/docs", "/health", "/openapi.json"):
                urllib.request.urlopen(address.group() + page).close()
            return Api(place, process, address.group(), key)
        except BaseException:
            process.kill()
            raise

    def request(self, shown):
        """Sends a request of the shell; its artwork must succeed."""
        self.expect_masks(json.loads(self.place.said(self.here(shown.text), API=self.address, KEY=self.key).stdout))

    def post(self, shown):
        """Sends the body of a request; its artwork must succeed."""
        self.expect_masks(self.call("/v2/artworks/segmentation", self.here(shown.text).encode()))

    def program(self, shown):
        """Runs a program in Python for a picture; it must save the mask."""
        (self.place.folder / "shown.py").write_text(shown.text)
        self.place.said(f'"{sys.executable}" shown.py photo.jpg shown.png', API=self.address, KEY=self.key)
        if not (self.place.folder / "shown.png").read_bytes().startswith(b"\x89PNG"):
            raise RuntimeError("it saves no mask")

    def expect_masks(self, artwork):
        deadline = time.monotonic() + 600
        while artwork.get("status") in ("starting", "processing") and time.monotonic() < deadline:
            artwork = self.call("/v2/artworks/" + artwork["id"])
        if artwork.get("status") != "succeeded" or not artwork["results"]:
            raise RuntimeError(f"it answers {artwork}")
        for url in artwork["results"]:
            urllib.request.urlopen(url).close()

    def call(self, path, body=None):
        headers = {"Authorization": f"Bearer {self.key}", "Prefer": "wait=25"}
        with urllib.request.urlopen(urllib.request.Request(self.address + path, body, headers)) as answer:
            return json.load(answer)

    def here(self, text):
        """The text with the addresses of its pictures on this machine."""
        changed, times = PICTURES.subn(f"http://127.0.0.1:{self.pictures.server_port}/", text)
        if times != 1:
            raise RuntimeError(f"it names {times} pictures of the web")
        return changed

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pictures.shutdown()
        self.process.terminate()
        try:
            self.process.wait(300)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

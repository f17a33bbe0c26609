"""The pictures that the measurements mask: made of one of the tests' photographs."""

from pathlib import Path

import cv2
import numpy as np

GOLDEN = Path(__file__).resolve().parents[3] / "src/test/resources/golden/images/rocket.jpg"
SIZES = {1: (1152, 864), 12: (4000, 3000), 48: (8000, 6000)}  # megapixels: width, height
MEMORY_SIZES = [(640, 480), (4000, 3000), (1152, 864), (2000, 3000), (8000, 6000)]


class Pictures:
    """Photographs of any size out of a small one: grown, with the grain of a camera, each with other bytes."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {}
        self.made = 0

    def fresh(self, size):
        if size not in self.files:
            grown = cv2.resize(cv2.imread(str(GOLDEN)), size, interpolation=cv2.INTER_CUBIC)
            grain = np.random.default_rng(1).normal(0, 4, grown.shape)
            self.files[size] = cv2.imencode(".jpg", np.uint8(np.clip(grown + grain, 0, 255)))[1].tobytes()
        self.made += 1
        file = self.folder / f"picture{self.made % 2}.jpg"
        file.write_bytes(self.files[size] + bytes(self.made))  # what follows the end is passed over
        return file


def whole(size, extension):
    """A picture within the 25 MB that a worker fetches: JPEG with grain; PNG without it, in blocks of pixels."""
    picture = cv2.imread(str(GOLDEN))
    if extension == "png":
        return cv2.imencode(".png", cv2.resize(picture, size, interpolation=cv2.INTER_NEAREST))[1].tobytes()
    grown = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    for rows in range(0, size[1], 1000):  # in parts: the grain takes 8 bytes per sample
        part = grown[rows : rows + 1000]
        part[:] = np.uint8(np.clip(part + np.random.default_rng(rows).normal(0, 4, part.shape), 0, 255))
    return cv2.imencode(".jpg", grown, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()

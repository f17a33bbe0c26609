"""Times `segment` on a folder of pictures in one command, and on the same pictures in a command each.

    mvn -q package -DskipTests
    python3 functions/local/src/benchmarks/folder/folder.py [PICTURES]

Makes 50 (PICTURES) different PNG pictures of 1600 x 1200 pixels and masks the object in the middle of each. Half of the single
commands come before the one for the folder and half after it, so that changes of other load meet both. Prints elapsed and
processor time, the largest resident memory of a process, and the load of the last 1, 5 and 15 minutes.
"""

import os
import struct
import sys
import tempfile
import time
import zlib
from pathlib import Path

TOP = Path(__file__).parents[5]
JAR = TOP / "functions/local/target/frisket.jar"
WIDTH, HEIGHT = 1600, 1200


def main(count):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        photos = [folder / "photos" / f"picture{number:03}.png" for number in range(count)]
        for each in ("photos", "each"):
            (folder / each).mkdir()
        for number, photo in enumerate(photos):
            photo.write_bytes(png(number))
        together, each = Times("one command for the folder"), Times("a command for each picture")
        half = count // 2
        for photo in photos[:half]:
            each.add(photo, "-o", folder / "each" / photo.name)
        together.add(folder / "photos", "-o", folder / "together")
        for photo in photos[half:]:
            each.add(photo, "-o", folder / "each" / photo.name)
        assert all((folder / "together" / photo.name).read_bytes() == (folder / "each" / photo.name).read_bytes() for photo in photos)
    print(f"{count} pictures, the same masks both ways, load {' '.join(f'{load:.0f}' for load in os.getloadavg())}")
    for times in (together, each):
        print(f"{times.name}: {times.elapsed:.0f} s, {times.processor:.0f} s of processors, {times.memory:.2f} GB")
    print(f"ratio: {each.elapsed / together.elapsed:.2f} of the time, {each.processor / together.processor:.2f} of the processor time")


class Times:
    """Sums of the commands of one way."""

    def __init__(self, name):
        self.name, self.elapsed, self.processor, self.memory = name, 0, 0, 0

    def add(self, *arguments):
        line = ["java", "-jar", JAR, "segment", "--point", "0.5,0.5", *arguments]
        began = time.monotonic()
        with open(os.devnull, "wb") as nothing:
            process = os.posix_spawnp("java", [str(word) for word in line], os.environ,
                                      file_actions=[(os.POSIX_SPAWN_DUP2, nothing.fileno(), stream) for stream in (1, 2)])
            _, status, usage = os.wait4(process, 0)
        assert status == 0, (line, status)
        self.elapsed += time.monotonic() - began
        self.processor += usage.ru_utime + usage.ru_stime
        self.memory = max(self.memory, usage.ru_maxrss * 1024 / 1e9)


def png(number):
    """A disk on stripes; place, size and colours depend on the number."""
    stripes = bytes((x // 8 * 3 + number * 29 + band * 80) % 160 for x in range(2 * WIDTH) for band in range(3))
    radius, disk = 250 + number * 5, bytes((200 + number, 60, 40)) * WIDTH
    rows = []
    for y in range(HEIGHT):
        row = stripes[3 * (y % WIDTH):3 * (y % WIDTH + WIDTH)]
        half = int(max(0, radius ** 2 - (y - HEIGHT // 2) ** 2) ** 0.5)
        left, right = 3 * (WIDTH // 2 - half), 3 * (WIDTH // 2 + half)
        rows.append(b"\0" + row[:left] + disk[left:right] + row[right:])
    chunks = [(b"IHDR", struct.pack(">2I5B", WIDTH, HEIGHT, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"".join(rows), 1)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)

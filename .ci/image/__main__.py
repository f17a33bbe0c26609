"""Runs every function of the stack as Lambda does, the worker in its own image, against a stand-in for AWS, and prints how
long they take.

    AWS_ENDPOINT_URL=… python .ci/image --java HOME --scratch FOLDER [--repeat 7] [--no-image]

Init is Lambda's: from the start of the process until the handler is constructed. Functions that are restored from a snapshot
have already finished it; their first response is the next column.
"""

import argparse
import contextlib
import hashlib
import io
import pathlib
import re
import statistics
import subprocess

from cloud import Cloud
from container import Image
from dockerfile import Layout
from emulator import Function
from scenario import MAN, SAMPLES, SPOON, Scenario, holds
from zips import Zips, names

HERE = pathlib.Path(__file__).parent
PICTURES = [("coffee.png", SPOON, (600, 400)), ("camera.png", MAN, (512, 512))]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--java", required=True, help="home of a JDK 25")
    options.add_argument("--scratch", required=True, type=pathlib.Path, help="a folder for temporary files")
    options.add_argument("--repeat", type=int, default=1, help="timed starts of each function (default: %(default)s)")
    options.add_argument("--no-image", action="store_true", help="lay the image out on this machine even if one can be built")
    given = options.parse_args()
    image = (None if given.no_image else Image.possible(given.scratch)) or Layout(given.java)
    with contextlib.closing(image):
        build(image, given)
        rehearse(image, Zips(given.java, given.scratch), given)


def build(image, given):
    root = given.scratch / "root"
    subprocess.run([HERE / "base", given.java, root], check=True)
    output = image.build(root)
    holds("the build's training run masked all pictures", len(re.findall(r"^\w+: succeeded$", output, re.M)) == 6, output)
    recorded(image)
    print(f"\nbytes of the image, by layer ({type(image).__name__})")
    for size, made in image.layers():
        print(f"{size:12,}  {made}")
    print()


def recorded(image):
    """Checks the record that lets the worker start without reading its model files: it has their true digests."""
    models = image.file("/opt/frisket/models")
    lines = [line.split() for line in (models / "checked.txt").read_text().splitlines()]
    wrong = [name for digest, name in lines if hashlib.sha256((models / name).read_bytes()).hexdigest() != digest]
    holds(f"the build recorded the digests of {len(lines)} model files", len(lines) > 4 and not wrong, wrong)


def rehearse(image, zips, given):
    cloud = Cloud()

    def zipped(name):
        return Function(zips.start(name), cloud.variables(name), given.scratch / f"{name}.log")

    def worker(command, options="", **variables):
        environment = cloud.variables("SegmentFunction") | variables
        environment["JAVA_TOOL_OPTIONS"] += options
        return Function(image.start(command), environment, given.scratch / "worker.log")

    with contextlib.ExitStack() as opened:
        scenario = Scenario(cloud, {name: opened.enter_context(zipped(name)) for name in names()})
        with worker(image.command, " -XX:AOTMode=on -Xlog:class+load,library:file=/tmp/loaded.log") as segment:
            for picture, request, size in [*PICTURES, (enlarged(given), SPOON, (4200, 2800))]:
                job, artwork_id = scenario.order(picture, request)
                answer, _ = segment.invoke(job)
                holds(f"SegmentFunction masks {picture}", answer == {"batchItemFailures": []}, answer)
                scenario.masked(artwork_id, size)
        loaded = image.file("/tmp/loaded.log").read_text()
        cached(loaded)
        holds("libjpeg-turbo comes from where the image has it", "/opt/frisket/native/libjnileptonica.so" in loaded, loaded[-2000:])
        scenario.buried()
        without = [word for word in image.command if not word.startswith("-XX:AOTCache=")]
        print(f"\nmilliseconds, median of {given.repeat}          init   first answer   second")
        for name in names():
            times(name, [timed(zipped(name), [scenario.first[name]] * 2) for _ in range(given.repeat)])
        for name, command in (("SegmentFunction", image.command), ("  without its AOT cache", without)):
            with contextlib.redirect_stdout(io.StringIO()):
                orders = [scenario.order(*PICTURES[0][:2]) for _ in range(2 * given.repeat)]
            jobs = iter([job for job, _ in orders])
            times(name, [timed(worker(command, EMBEDDING_CACHE="off"), [job, next(jobs)]) for job in jobs])
            with contextlib.redirect_stdout(io.StringIO()):
                for _, artwork_id in orders:
                    scenario.succeeded(artwork_id)


def enlarged(given):
    """Makes a JPEG file so large that it is decoded at reduced size."""
    large = given.scratch / "large.jpg"
    subprocess.run([f"{given.java}/bin/java", HERE / "Enlarge.java", SAMPLES / "coffee.png", large], check=True)
    return str(large)


def cached(loaded):
    """Checks that the AOT cache is used: a mismatching one is ignored silently, and one with few classes is of little use."""
    classes = re.findall(r"\] ((?:dev\.frisket|ai\.onnxruntime|org\.bytedeco|software\.amazon)\.\S+) source: (.*)", loaded)
    share = sum("shared objects file" in source for _, source in classes) / len(classes)
    holds(f"of {len(classes)} classes of ours and of libraries {share:.0%} come from the AOT cache", share > 0.9, share)


def timed(function, events):
    """Returns the milliseconds of a function's init, of the first response after it, and of the second response."""
    with function:
        answers = [1000 * function.invoke(event)[1] for event in events]
        init = float(re.search(r"INIT REPORT\(durationMs: ([\d.]+)\)", function.output())[1])
    return init, answers[0] - init, *answers[1:]


def times(name, measured):
    init, first, second = (statistics.median(column) for column in zip(*measured))
    print(f"{name:32} {init:9,.0f} {first:14,.0f} {second:8,.0f}", flush=True)


if __name__ == "__main__":
    main()

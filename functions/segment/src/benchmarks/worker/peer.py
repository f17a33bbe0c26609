"""The worker's job as Python does it: the peer that worker.py measures beside it.

usage: peer.py ENGINE ENCODER DECODER, where ENGINE is onnxruntime or openvino

For each line "PICTURE X Y MASK" that it reads it writes the mask and answers with the milliseconds of its stages, as JSON,
and a line "done". It remembers embeddings in memory, as the worker does.
"""

import hashlib
import json
import os
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

SIDE = 1024
REMEMBERED = 7  # embeddings, of 16.8 MB each
MEAN = np.float32([0.485, 0.456, 0.406]) * 255
SCALE = 1 / (np.float32([0.229, 0.224, 0.225]) * 255)


class OnnxRuntime:
    def __init__(self, path):
        import onnxruntime  # here and below: a peer loads only its own engine

        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_mem_pattern = False
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(self, inputs):
        return dict(zip([output.name for output in self.session.get_outputs()], self.session.run(None, inputs)))


class OpenVino:
    def __init__(self, path):
        import openvino

        options = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": os.cpu_count()}
        core = openvino.Core()
        model = core.read_model(path)
        self.names = [output.any_name for output in model.outputs]  # once compiled, they have others, too
        self.request = core.compile_model(model, "CPU", options).create_infer_request()

    def run(self, inputs):
        return dict(zip(self.names, self.request.infer(inputs, share_inputs=True, share_outputs=False).values()))


ENGINES = {"onnxruntime": OnnxRuntime, "openvino": OpenVino}


def tensor(pixels):
    """The encoder's input: OpenCV has no antialiased linear filter; Pillow's is the one that the worker's equals."""
    small = np.asarray(Image.fromarray(pixels).resize((SIDE, SIDE), Image.Resampling.BILINEAR))
    return np.ascontiguousarray(((small - MEAN) * SCALE).transpose(2, 0, 1)[None])


class Peer:
    def __init__(self, encoder, decoder):
        self.encoder = encoder
        self.decoder = decoder
        self.embeddings = {}
        self.stages = {}
        self.began = 0

    def over(self, stage):
        now = time.perf_counter()
        self.stages[stage] = (now - self.began) * 1000
        self.began = now

    def mask(self, picture, x, y, out):
        self.stages = {}
        self.began = time.perf_counter()
        file = Path(picture).read_bytes()
        self.over("Fetch")
        size, embedding = self.encoded(file)
        answer = self.decoder.run({
            **embedding,
            "point_coords": np.float32([[[x * SIDE, y * SIDE]]]),
            "point_labels": np.ones((1, 1), np.float32),
            "mask_input": np.zeros((1, 1, 256, 256), np.float32),
            "has_mask_input": np.zeros(1, np.float32)})
        self.over("Prompt")
        best = answer["masks"][0, answer["iou_predictions"][0].argmax()]
        logits = cv2.resize(best, size, interpolation=cv2.INTER_LINEAR)
        mask = cv2.compare(logits, 0, cv2.CMP_GT)
        self.over("Masks")
        encoded = cv2.imencode(".webp", cv2.cvtColor(mask, cv2.COLOR_GRAY2BGR), [cv2.IMWRITE_WEBP_QUALITY, 101])[1]
        self.over("EncodeFile")
        Path(out).write_bytes(encoded)
        self.over("Store")
        return self.stages

    def encoded(self, file):
        key = hashlib.sha256(file).digest()
        if key not in self.embeddings:
            pixels = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR_RGB)  # turned as EXIF says
            self.over("Decode")
            image = tensor(pixels)
            self.over("Resize")
            embedding = self.encoder.run({"image": image})
            if len(self.embeddings) == REMEMBERED:
                self.embeddings.pop(next(iter(self.embeddings)))
            self.embeddings[key] = (pixels.shape[1], pixels.shape[0]), embedding
            self.over("Encode")
        return self.embeddings[key]


def main(engine, encoder, decoder):
    peer = Peer(ENGINES[engine](encoder), ENGINES[engine](decoder))
    for line in sys.stdin:
        picture, x, y, out, _ = line.split()  # it makes no cut-outs
        print(json.dumps(peer.mask(picture, float(x), float(y), out)), "done", sep="\n", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Makes a pack of Grounding DINO tiny's true size with random weights, to measure what a worker needs for it.

The weights can't be had where Frisket is built, but memory and time hardly depend on their values. The architecture is
that of `IDEA-Research/grounding-dino-tiny` (the defaults of `transformers`): Swin-T, BERT base, 900 queries, 256 features.
The three forms are made as those in the model hub are:

    model.onnx             32-bit floats
    model_fp16.onnx        16-bit floats, also between the operators; inputs and outputs of 32 bits
    model_quantized.onnx   matrices, convolutions and tables of 8 bits, quantized again at each run where they meet pictures

Run by hand (needs 8 GB of memory and 1.2 GB of disk); the environment is that of `make_twin.py`:

    python -m venv twin && twin/bin/pip install -r requirements.txt
    twin/bin/python make_full_size.py FOLDER

For each form, FOLDER gets a models folder: the packs of this tree, with a `grounding-dino` that has this form's files, and
their sizes and digests in its lock. `functions/segment/src/benchmarks/worker/words.py` measures them.
"""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from make_twin import HERE, TWIN, export
from onnxruntime.quantization import QuantType
from onnxruntime.quantization.onnx_quantizer import ONNXQuantizer
from onnxruntime.quantization.quant_utils import QuantizationMode
from onnxruntime.quantization.registry import IntegerOpsRegistry
from onnxruntime.transformers.float16 import convert_float_to_float16
from transformers import GroundingDinoConfig, GroundingDinoForObjectDetection

MODELS = HERE.parents[5] / "models"
PACK = "grounding-dino"
FORMS = {"fp32": "model.onnx", "fp16": "model_fp16.onnx", "quantized": "model_quantized.onnx"}
TOKENS = [101, 1037, 2417, 2452, 1012, 1996, 12229, 1012, 102]  # two phrases
PARAMETERS = 172_000_000  # of the published model, to three digits


def inputs(seed):
    """A noisy picture and a prompt, as arrays."""
    pixels = np.random.default_rng(seed).normal(size=(1, 3, 800, 800)).astype(np.float32)
    ids = np.array([TOKENS], np.int64)
    return {
        "pixel_values": pixels,
        "input_ids": ids,
        "token_type_ids": np.zeros_like(ids),
        "attention_mask": np.ones_like(ids),
        "pixel_mask": np.ones((1, 800, 800), np.int64),
    }


def full_size():
    torch.manual_seed(20)
    model = GroundingDinoForObjectDetection(GroundingDinoConfig(disable_custom_kernels=True)).eval()
    count = sum(parameter.numel() for parameter in model.parameters())
    assert abs(count - PARAMETERS) < 0.01 * PARAMETERS, count
    return model


def make_fp32(file):
    with torch.no_grad():
        model = full_size()
        given = {name: torch.from_numpy(value) for name, value in inputs(1).items()}
        expected = model(**given)
        export(model, given, str(file))
    session = onnxruntime.InferenceSession(str(file))
    logits, boxes = session.run(None, inputs(1))
    assert np.abs(boxes - expected.pred_boxes.numpy()).max() < 1e-2
    assert logits.shape == (1, 900, 256) and boxes.shape == (1, 900, 4)
    one_batch(file)


def one_batch(file):
    """States the sizes of the outputs, which the export leaves open."""
    model = onnx.load(file)
    for value in model.graph.output:
        value.type.tensor_type.shape.dim[0].dim_value = 1
    onnx.save(model, file)


def make_fp16(source, file):
    onnx.save(convert_float_to_float16(onnx.load(source), keep_io_types=True, disable_shape_infer=True), file)


def make_quantized(source, file):
    """Quantizes whatever ONNX Runtime can without a calibration; convolutions want unsigned weights."""
    model = onnx.load(source)
    operators = sorted({node.op_type for node in model.graph.node} & set(IntegerOpsRegistry))
    quantizer = ONNXQuantizer(
        model,
        per_channel=False,
        reduce_range=False,
        mode=QuantizationMode.IntegerOps,
        static=False,
        weight_qType=QuantType.QUInt8 if "Conv" in operators else QuantType.QInt8,
        activation_qType=QuantType.QUInt8,
        tensors_range=None,
        nodes_to_quantize=[],
        nodes_to_exclude=[],
        op_types_to_quantize=operators,
        extra_options={"EnableSubgraph": True, "MatMulConstBOnly": True},
    )
    quantizer.quantize_model()
    onnx.save(quantizer.model.model, file)


def runs(file):
    logits, boxes = onnxruntime.InferenceSession(str(file)).run(None, inputs(1))
    assert logits.shape == (1, 900, 256) and boxes.shape == (1, 900, 4), file
    print(f"{file.name}: {file.stat().st_size:,} bytes, {np.isfinite(boxes).mean():.0%} of the boxes finite", flush=True)


def pack(folder, form, file):
    """A models folder whose pack has this form's file, as if it had been fetched."""
    models = folder / form
    shutil.copytree(MODELS, models, copy_function=os.link if same_disk(folder) else shutil.copy2)
    target = models / PACK
    for name in ("manifest.json", "manifest.lock.json"):
        (target / name).unlink(missing_ok=True)  # linked to the tree's
    manifest = json.loads((MODELS / PACK / "manifest.json").read_text())
    detector = next(each for each in manifest["files"] if each["role"] == "detector")
    detector.update(name=file.name, path=f"onnx/{file.name}")
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2))
    os.replace(file, target / file.name)
    shutil.copy(TWIN / "tokenizer.json", target)
    digest = hashlib.file_digest((target / file.name).open("rb"), "sha256").hexdigest()
    lock = {file.name: {"bytes": (target / file.name).stat().st_size, "sha256": digest}}
    (target / "manifest.lock.json").write_text(json.dumps(lock, indent=2))


def same_disk(folder):
    return folder.stat().st_dev == MODELS.stat().st_dev


def main(name):
    folder = Path(name)
    folder.mkdir(parents=True)
    files = {form: folder / file for form, file in FORMS.items()}
    make_fp32(files["fp32"])
    make_fp16(files["fp32"], files["fp16"])
    make_quantized(files["fp32"], files["quantized"])
    for file in files.values():
        runs(file)
    for form, file in files.items():
        pack(folder, form, file)


if __name__ == "__main__":
    main(*sys.argv[1:])

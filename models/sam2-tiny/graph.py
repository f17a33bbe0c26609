"""Writes an ONNX graph."""

import hashlib
import math
import os

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnx.external_data_helper import set_external_data

PAGE = 4096


class Graph:
    """A graph that nodes and constants are added to; unused ones are left out when it is written."""

    def __init__(self, model):
        self.model = model
        self.nodes = list(model.graph.node)
        self.constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def constant(self, name, values, kind=np.float32):
        self.constants[name] = np.array(values, kind, order="C")
        return name

    def add(self, kind, inputs, outputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=name, **attributes))
        return outputs[0]

    def write(self, path, weights_apart):
        """Writes the nodes that the outputs need, in a reproducible order and form, the weights to PATH.data if apart."""
        graph = self.model.graph
        makers = {value: node for node in self.nodes for value in node.output}
        ordered, done = [], set()

        def visit(value):
            node = makers.get(value)
            if node is None or id(node) in done:
                return
            done.add(id(node))
            for needed in inputs(node):
                visit(needed)
            ordered.append(onnx.NodeProto.FromString(node.SerializeToString(deterministic=True)))

        for output in graph.output:
            visit(output.name)
        used = {value for node in ordered for value in inputs(node)}
        made = {value for node in ordered for value in node.output}
        tensors = [numpy_helper.from_array(self.constants[name], name) for name in sorted(self.constants) if name in used]
        infos = [onnx.ValueInfoProto.FromString(info.SerializeToString()) for info in graph.value_info if info.name in made]
        for field, values in (("node", ordered), ("initializer", tensors), ("value_info", infos)):
            graph.ClearField(field)
            getattr(graph, field).extend(values)
        if not any(opset.domain == "com.microsoft" for opset in self.model.opset_import):
            self.model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
        if weights_apart:
            self.model.metadata_props.add(key="weights", value=move_weights(graph.initializer, path + ".data"))
        with open(path, "wb") as file:
            file.write(self.model.SerializeToString(deterministic=True))


def inputs(node):
    """The values that a node uses, those of its branches included."""
    yield from node.input
    for attribute in node.attribute:
        if attribute.HasField("g"):
            made = {value for inner in attribute.g.node for value in inner.output}
            yield from (value for inner in attribute.g.node for value in inputs(inner) if value not in made)


def move_weights(tensors, path):
    """Moves large constants to a file of their own, which can be mapped into memory; returns its SHA-256."""
    digest = hashlib.sha256()
    with open(path, "wb") as file:
        for tensor in tensors:
            if len(tensor.raw_data) >= PAGE:
                content = tensor.raw_data + bytes(-len(tensor.raw_data) % PAGE)
                set_external_data(tensor, os.path.basename(path), file.tell(), len(tensor.raw_data))
                tensor.ClearField("raw_data")
                file.write(content)
                digest.update(content)
    return digest.hexdigest()


def product(left, right):
    """A matrix product with each element correctly rounded: equal on every processor, unlike NumPy's."""
    left, right = np.float64(left), np.float64(right)
    return np.array([[math.fsum((row * column).tolist()) for column in right.T] for row in left])

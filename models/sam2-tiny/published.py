"""The weights of a published file of SAM 2, and nodes that are built from them."""

import numpy as np
from builder import Builder
from graph import Graph

FUSED = {"domain": "com.microsoft"}
TURN = 6.2831854820251465


class Published:
    """The published graph, emptied: `add` adds nodes to it, and the weights are kept aside."""

    def __init__(self, model):
        self.graph = Graph(model)
        self.weights, self.graph.constants = self.graph.constants, {}
        self._nodes, self.graph.nodes = {node.name: node for node in self.graph.nodes}, []
        self.add = Builder(self.graph)

    def constant(self, node):
        """The constant input of a published node."""
        (name,) = [name for name in self._nodes[node].input if name in self.weights]
        return self.weights[name]

    def product(self, name):
        """The weights of a product of the transformer: [inputs, outputs]."""
        return self.constant(f"/transformer/{name}/MatMul")

    def pair(self, name):
        """The weight and bias of a module."""
        return [self.weights[f"{name}.{part}"] for part in ("weight", "bias")]

    def bias(self, name):
        """The bias of a product of the transformer."""
        return self.weights["mask_decoder.transformer." + name.replace("/", ".") + ".bias"]

    def linear(self, value, name, factor=1.0):
        """A product of the transformer with its bias, times a factor."""
        made = self.add("MatMul", value, self.product(name) * np.float32(factor))
        return self.add("Add", made, self.bias(name) * np.float32(factor))

    def position(self, points):
        """Fourier features [..., 256] of points [..., 2] in 0..1."""
        add = self.add
        centred = add("Sub", add("Mul", points, np.float32(2)), np.float32(1))
        gaussian = self.weights["prompt_encoder.pe_layer.positional_encoding_gaussian_matrix"]
        angles = add("Mul", add("MatMul", centred, gaussian), np.float32(TURN))
        return add("Concat", add("Sin", angles), add("Cos", angles), axis=-1)

    def normal(self, value, rows, epsilon):
        """Each row normalised. Of the operators that do this, this one uses vector instructions."""
        return self.add("InstanceNormalization", value, np.ones(rows), np.zeros(rows), epsilon=epsilon)

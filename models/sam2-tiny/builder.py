"""Builds an ONNX graph node by node."""

import numpy as np
from onnx import TensorProto, helper


class Builder:
    """Adds nodes to an empty graph. Names are counted; equal constants are stored once."""

    def __init__(self, graph):
        self.graph = graph
        self.names = {}
        self.count = 0

    def __call__(self, kind, *inputs, output=None, **attributes):
        """Adds a node whose inputs are values or arrays; returns the value that it produces."""
        name = self._name(kind)
        return self.graph.add(kind, [self.value(one) for one in inputs], [output or name], name, **attributes)

    def value(self, one):
        """The name of a value: itself, or that of an array's constant (int64 or float32)."""
        if isinstance(one, str):
            return one
        array = np.asarray(one)
        array = np.array(array, np.int64 if array.dtype.kind == "i" else np.float32, order="C")
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self.names:
            self.names[key] = self.graph.constant(f"constant_{len(self.names)}", array, array.dtype)
        return self.names[key]

    def reshape(self, value, *shape, output=None):
        """0 stands for a size that stays."""
        return self("Reshape", value, list(shape), output=output)

    def transpose(self, value, *order):
        return self("Transpose", value, perm=list(order))

    def size(self, value, axis):
        """One size of a tensor, as a tensor of one element."""
        return self("Shape", value, start=axis, end=axis + 1)

    def either(self, condition, first, second):
        """The value of the first function if the condition is true, else of the second; only one is computed."""
        name = self._name("If")
        branches = [self._branch(f"{name}/{i}", one) for i, one in enumerate((first, second))]
        return self.graph.add("If", [condition], [name], name, then_branch=branches[0], else_branch=branches[1])

    def scan(self, function, *inputs):
        """Applies a function to one slice of the inputs after another, and stacks each of its results."""
        name = self._name("Scan")
        slices = [f"{name}/input_{i}" for i in range(len(inputs))]
        body = self._branch(f"{name}/body", function, *slices)
        made = [f"{name}/output_{i}" for i in range(len(body.output))]
        self.graph.add("Scan", [self.value(one) for one in inputs], made, name, body=body, num_scan_inputs=len(inputs))
        return made

    def _branch(self, name, function, *inputs):
        """A graph of the nodes that a function adds, whose outputs are the value or the values that it returns."""
        outer, self.graph.nodes = self.graph.nodes, []
        made = function(*inputs)
        inner, self.graph.nodes = self.graph.nodes, outer
        ends = inputs, [made] if isinstance(made, str) else made
        infos = [[helper.make_tensor_value_info(one, TensorProto.FLOAT, None) for one in end] for end in ends]
        return helper.make_graph(inner, name, *infos)

    def _name(self, kind):
        self.count += 1
        return f"{kind}_{self.count}"

"""What bounds an encoder: the speed of ONNX Runtime's matrix products, and how many operations the encoder takes.

usage: limit.py ENCODER THREADS

For each line that it reads it multiplies matrices of the encoder's shapes by constant ones, and answers with the milliseconds
that all of the encoder's operations take at that speed, elapsed and of all processors, as JSON, and a line "done".
"""

import json
import math
import sys
import tempfile
import time

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

TIMES = 3  # of a shape's product for each line; the fastest counts
SHARE = 0.02  # of all operations: shapes with less are left out


def session(model, threads, profile=None):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    if profile:
        options.add_session_config_entry("session.disable_prepacking", "1")  # a profile lacks packed weights
        options.profile_file_prefix = profile
        options.enable_profiling = True
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def nodes(path, threads):
    """Kind, shapes of the inputs and shape of the first output of each node, from the profile of one run."""
    with tempfile.TemporaryDirectory() as folder:
        encoder = session(path, threads, folder + "/profile")
        (image,) = encoder.get_inputs()
        encoder.run(None, {image.name: np.zeros(image.shape, np.float32)})
        with open(encoder.end_profiling()) as file:
            events = [event["args"] for event in json.load(file) if event["name"].endswith("_kernel_time")]
    for event in events:
        given, made = ([next(iter(one.values())) for one in event[f"{side}_type_shape"]] for side in ("input", "output"))
        yield event["op_name"], given, made[0]


def operations(kind, inputs, output):
    """Multiplications and additions in a node's products."""
    if kind in ("MatMul", "FusedMatMul", "Gemm"):
        return 2 * math.prod(output) * inputs[0][-1]
    if kind in ("Conv", "FusedConv"):
        return 2 * math.prod(output) * math.prod(inputs[1][1:])
    if kind == "MultiHeadAttention":
        (batch, rows, width), (_, columns, _) = inputs[:2]
        return 2 * batch * rows * columns * (width + output[-1])
    if kind == "Attention":  # of tokens that it projects to queries, keys and values itself
        (batch, rows, features), (_, projected) = inputs[:2]
        return 2 * batch * rows * (features * projected + 2 * rows * output[-1])
    return 0


def product(rows, inner, columns, threads):
    """A session that multiplies [rows, inner] by a constant [inner, columns], and its input."""
    random = np.random.default_rng(1)
    given, made = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [rows, width])
                   for name, width in (("x", inner), ("y", columns)))
    weights = numpy_helper.from_array(random.standard_normal((inner, columns), np.float32), "w")
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "w"], ["y"])], "product", [given], [made], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return session(model.SerializeToString(), threads), {"x": random.standard_normal((rows, inner), np.float32)}


def spent(product, values):
    """Seconds, and seconds of all processors, of a run."""
    began = time.perf_counter(), time.process_time()
    product.run(None, values)
    return time.perf_counter() - began[0], time.process_time() - began[1]


def main(encoder, threads):
    threads = int(threads)
    found = list(nodes(encoder, threads))
    total = sum(operations(*node) for node in found)
    shapes = {}
    for kind, inputs, output in found:
        if kind == "MatMul" and len(inputs[1]) == 2:
            shape = math.prod(output[:-1]), inputs[1][0], output[-1]
            shapes[shape] = shapes.get(shape, 0) + operations(kind, inputs, output)
    products = {shape: product(*shape, threads) for shape, count in shapes.items() if count > SHARE * total}
    counted = sum(shapes[shape] for shape in products)
    for _ in sys.stdin:
        elapsed = busy = 0
        for shape, one in products.items():
            runs = [spent(*one) for _ in range(TIMES)]
            occurrences = shapes[shape] / (2 * math.prod(shape))
            elapsed += occurrences * min(run[0] for run in runs)
            busy += occurrences * min(run[1] for run in runs)
        scale = 1000 * total / counted
        answer = {"Encode": elapsed * scale, "Busy": busy * scale, "GFLOP": total / 1e9}
        print(json.dumps(answer), "done", sep="\n", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

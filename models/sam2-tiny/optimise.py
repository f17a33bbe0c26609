#!/usr/bin/env python3
"""Optimises SAM 2's encoder or decoder: the same arithmetic with fewer passes over memory.

usage: optimise.py ENCODER.ort OPTIMISED.onnx, which also writes OPTIMISED.onnx.data
       optimise.py DECODER.onnx OPTIMISED.onnx

Only the order of sums and products changes, so values differ in the last bits. With the versions in requirements.txt,
the output depends on the input alone, byte for byte.
"""

import sys

import decoder
import numpy as np
import ort_format
from graph import Graph, product


def fuse_attention(graph):
    """Replaces attention by one operator that never stores the whole weight matrix; q, k and v get separate products.

    As exported, q, k and v are slices of one product, transposed; q and k are each scaled by the root of the scale.
    """
    for softmax in graph.of("Softmax"):
        scores = graph.maker(softmax.input[0])
        weighted = graph.user(softmax.output[0])
        before = softmax.name.removesuffix("/Softmax")
        values = [_unscaled(graph, scores.input[0]), _unscaled(graph, scores.input[1]), weighted.input[1]]
        inputs = [_flat(graph, graph.maker(value).input[0], f"{before}/{part}") for part, value in zip("qkv", values)]
        batch, heads, _, width = graph.shapes[values[0]]
        fused = graph.add(
            "MultiHeadAttention",
            inputs,
            [before + "/fused"],
            before + "/MultiHeadAttention",
            domain="com.microsoft",
            num_heads=heads,
            scale=float(1 / np.sqrt(width)),
        )
        joined = graph.user(graph.user(weighted.output[0]).output[0])
        graph.remove(joined)
        graph.add("Reshape", [fused, joined.input[1]], list(joined.output), joined.name)
    for split in graph.of("Split"):
        _split_product(graph, split)


def _unscaled(graph, value):
    node = graph.maker(value)
    return graph.variable_of(node) if node.op_type == "Mul" else value


def _flat(graph, value, name):
    """Reshapes [batch, tokens, heads, width] to [batch, tokens, heads * width]."""
    batch, tokens, heads, width = graph.shapes[value]
    return graph.reshape(value, [batch, tokens, heads * width], name + "/flat", name + "/flatten")


def _split_product(graph, split):
    reshape = graph.maker(split.input[0])
    bias = graph.maker(reshape.input[0])
    matmul = graph.maker(graph.variable_of(bias))
    weights = np.split(graph.constants[graph.constant_of(matmul)], 3, axis=1)
    biases = np.split(graph.constants[graph.constant_of(bias)], 3)
    for i, part in enumerate("qkv"):
        name = f"{matmul.name}/{part}"
        squeeze = graph.user(split.output[i])
        own = [graph.variable_of(matmul), graph.constant(name + "/weight", weights[i])]
        made = graph.add("MatMul", own, [name + "/product"], name)
        made = graph.add("Add", [made, graph.constant(name + "/bias", biases[i])], [name + "/sum"], name + "/Add")
        graph.remove(squeeze)
        graph.reshape(made, graph.shapes[squeeze.output[0]], squeeze.output[0], name + "/Reshape")
    graph.remove(split, reshape, bias, matmul)


def speed_up_norms(graph):
    """Replaces layer norms by the instance-norm operator, each token as a channel: its loops use vector instructions.

    The scale and shift of each feature move into the products that follow. They stay where a product also sees padding,
    which is not shifted.
    """
    for norm in graph.of("LayerNormalization"):
        shape = graph.shapes[norm.output[0]]
        tokens = int(np.prod(shape[:-1]))
        scale, shift = (graph.constants[name] for name in norm.input[1:])
        flat = graph.reshape(norm.input[0], [1, tokens, shape[-1]], norm.name + "/flat", norm.name + "/flatten")
        ones = graph.constant(f"ones/{tokens}", np.ones(tokens))
        zeros = graph.constant(f"zeros/{tokens}", np.zeros(tokens))
        epsilon = next(one.f for one in norm.attribute if one.name == "epsilon")
        output, name = norm.output[0], norm.name
        products = list(_products(graph, output))
        graph.remove(norm)
        whole = all(product.op_type == "MatMul" for product in products)
        plain = output if whole else name + "/plain"
        made = graph.add("InstanceNormalization", [flat, ones, zeros], [name + "/flat_norm"], name, epsilon=epsilon)
        graph.reshape(made, shape, plain, name + "/unflatten")
        if whole:
            for matmul in products:
                _absorb(graph, matmul, scale, shift)
        else:
            scaled = graph.add("Mul", [plain, norm.input[1]], [name + "/scaled"], name + "/scale")
            graph.add("Add", [scaled, norm.input[2]], [output], name + "/shift")


def _products(graph, value):
    """The nodes that compute with a value, past reshapes and transposes, whether products or not."""
    for user in graph.users(value):
        if user.op_type in ("Reshape", "Transpose"):
            yield from _products(graph, user.output[0])
        else:
            yield user


def _absorb(graph, matmul, scale, shift):
    weight = graph.constants[matmul.input[1]]
    bias = graph.user(matmul.output[0])
    old = graph.constants[graph.constant_of(bias)]
    graph.remove(matmul, bias)
    scaled = graph.constant(matmul.name + "/scaled", scale[:, None] * weight)
    moved = graph.constant(matmul.name + "/shifted", old + product(shift[None], weight)[0])
    graph.add("MatMul", [matmul.input[0], scaled], list(matmul.output), matmul.name)
    graph.add("Add", [matmul.output[0], moved], list(bias.output), bias.name)


def fuse_activation(graph):
    """Fuses each GELU and the bias before it into one pass."""
    for erf in graph.of("Erf"):
        root = graph.maker(erf.input[0])
        bias = graph.maker(root.input[0])
        shift = graph.user(erf.output[0])
        product = graph.user(shift.output[0])
        last = graph.user(product.output[0])
        inputs = [graph.variable_of(bias), graph.constant_of(bias)]
        graph.remove(bias, root, erf, shift, product, last)
        graph.add("BiasGelu", inputs, list(last.output), last.name, domain="com.microsoft")


def join_convolutions(graph):
    """Joins two 1x1 convolutions with nothing between them: 256 channels at full resolution are never computed."""
    for last in graph.of("Conv"):
        makers = [node for node in graph.of("Conv") if node.output[0] == last.input[0]]
        if not makers:
            continue
        (first,) = makers
        graph.user(first.output[0])
        inner, outer = (graph.constants[node.input[1]][:, :, 0, 0] for node in (first, last))
        weight = product(outer, inner)[:, :, None, None]
        bias = graph.constants[last.input[2]] + product(outer, graph.constants[first.input[2]][:, None])[:, 0]
        inputs = [first.input[0], graph.constant(last.name + "/joined", weight), graph.constant(last.name + "/bias", bias)]
        graph.remove(first, last)
        graph.add("Conv", inputs, list(last.output), last.name, kernel_shape=[1, 1])


def optimise_encoder(source, target):
    graph = Graph(ort_format.read(source))
    fuse_attention(graph)
    speed_up_norms(graph)
    fuse_activation(graph)
    join_convolutions(graph)
    graph.write(target, weights_apart=True)


def main(source, target):
    if source.endswith(".ort"):
        optimise_encoder(source, target)
    else:
        decoder.optimise(source, target)


if __name__ == "__main__":
    main(*sys.argv[1:])

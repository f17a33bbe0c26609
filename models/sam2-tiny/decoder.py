"""Builds SAM 2's prompt encoder and mask decoder anew, from the weights of the published file.

Sizes in comments: B prompts, N tokens of a prompt, 4096 tokens of the picture.
"""

import numpy as np
import onnx
from graph import product
from published import FUSED, Published
from transformer import FEATURES, PICTURE, SIDE, Transformer

CANDIDATES = 4
SCORE_TOKEN, FIRST_MASK_TOKEN = 1, 2
OPSET = 17


class Decoder:
    def __init__(self, model):
        self.published = Published(model)
        self.add = self.published.add

    def build(self):
        has_mask = self.add("Greater", "has_mask_input", np.zeros(1))
        tokens, picture = Transformer(self.published, self.tokens(), has_mask).run(self.picture(has_mask))
        self.outputs(tokens, self.upscaled(picture))

    def tokens(self):
        """The tokens [B, N, 256]: one for each output, one for each point, and a padding one."""
        add = self.add
        count = add.size("point_coords", 0)
        corner = add("Expand", np.zeros((1, 1, 2)), add("Concat", count, [1, 2], axis=0))
        padding = add("Expand", np.full((1, 1), -1.0), add("Concat", count, [1], axis=0))
        points = add("Concat", add("Add", "point_coords", np.float32(0.5)), corner, axis=1)
        labels = add("Cast", add("Concat", "point_labels", padding, axis=1), to=onnx.TensorProto.INT64)
        kinds = add("Add", labels, np.array(1))
        known = add("Gather", np.array([[0.0], [1], [1], [1], [1]]), kinds)
        names = ["not_a_point_embed", *(f"point_embeddings.{i}" for i in range(4))]
        table = np.concatenate([self.published.weights[f"prompt_encoder.{name}.weight"] for name in names])
        place = self.published.position(add("Div", points, np.float32(1024)))
        prompt = add("Add", add("Mul", place, known), add("Gather", table, kinds))
        outputs = add("Expand", self.published.constant("/Expand_9"), add("Concat", count, [1, 1], axis=0))
        return add("Concat", outputs, prompt, axis=1)

    def picture(self, has_mask):
        """The picture's tokens with the mask prompt [B, 4096, 256] or, without one, [1, 4096, 256]."""
        add = self.add
        plain = add.transpose(add.reshape("image_embed", 0, FEATURES, PICTURE), 0, 2, 1)
        nothing = self.published.constant("/Mul_15").reshape(FEATURES)
        return add.either(has_mask, lambda: add("Add", plain, self.mask()), lambda: add("Add", plain, nothing))

    def mask(self):
        """The features of a mask prompt [B, 4096, 256]."""
        add = self.add
        value = "mask_input"
        for i in (0, 3):
            weights = self.published.pair(f"prompt_encoder.mask_downscaling.{i}")
            value = add("Conv", value, *weights, kernel_shape=[2, 2], strides=[2, 2])
            norm = f"/mask_downscaling/mask_downscaling.{i + 1}/"
            scale, shift = self.published.constant(norm + "Mul"), self.published.constant(norm + "Add_1")
            centred = add("Sub", value, add("ReduceMean", value, axes=[1]))
            variance = add("ReduceMean", add("Mul", centred, centred), axes=[1])
            normal = add("Div", centred, add("Sqrt", add("Add", variance, np.float32(1e-6))))
            value = add("Gelu", add("Add", add("Mul", normal, scale), shift), **FUSED)
        weight, bias = self.published.pair("prompt_encoder.mask_downscaling.6")
        flat = add.transpose(add.reshape(value, 0, weight.shape[1], PICTURE), 0, 2, 1)
        return add("Add", add("MatMul", flat, weight[:, :, 0, 0].T), bias)

    def upscaled(self, plain):
        """The features of 256x256 pixels [B, 65536, 32], in the order y, x, then twice the next bits of y and x."""
        add = self.add
        scale, shift = self.published.pair("mask_decoder.transformer.layers.1.norm4")
        weight, bias = self.enlarging(0)
        fine = add("Add", self.rearranged("high_res_feats_1", 64, 1), bias + product(shift[None], weight)[0])
        value = add("Add", add("MatMul", plain, scale[:, None] * weight), fine)
        value = self.published.normal(add.reshape(value, 0, 4 * PICTURE, 64), 4 * PICTURE, 1e-6)
        value = add("Mul", value, self.published.constant("/output_upscaling.1/Mul").reshape(64))
        value = add("BiasGelu", value, self.published.constant("/output_upscaling.1/Add_1").reshape(64), **FUSED)
        weight, bias = self.enlarging(3)
        finest = add("Add", self.rearranged("high_res_feats_0", 32, 2), bias)
        value = add("Gelu", add("Add", add("MatMul", value, weight), finest), **FUSED)
        return add.reshape(value, 0, 16 * PICTURE, 32)

    def enlarging(self, i):
        """A transposed convolution with 2x2 pixels and this stride as a product [inputs, 4 * outputs], and its bias."""
        weight, bias = self.published.pair(f"mask_decoder.output_upscaling.{i}")
        return weight.transpose(0, 2, 3, 1).reshape(len(weight), -1), np.tile(bias, 4)

    def rearranged(self, name, features, levels):
        """Features of the picture as such products give them: [1, pixels / 4, 4 * features]."""
        add = self.add
        bits = [2] * levels
        pixels = PICTURE * 4**levels
        rows = add.transpose(add.reshape(name, features, pixels), 1, 0)
        parted = add.reshape(rows, SIDE, *bits, SIDE, *bits, features)
        order = [axis for level in range(levels + 1) for axis in (level, levels + 1 + level)]
        return add.reshape(add.transpose(parted, *order, 2 * levels + 2), 1, pixels // 4, 4 * features)

    def outputs(self, tokens, upscaled):
        """The masks and scores, under the published names."""
        add = self.add
        kernels = []
        for i in range(CANDIDATES):
            kernel = self.perceptron(tokens, FIRST_MASK_TOKEN + i, f"output_hypernetworks_mlps.{i}")
            kernels.append(add.reshape(kernel, 0, 1, 32))
        kernels = add("Concat", *kernels, axis=1)
        masks = add("FusedMatMul", kernels, upscaled, transB=1, **FUSED)
        masks = add.reshape(masks, 0, CANDIDATES, SIDE, SIDE, 2, 2, 2, 2)
        masks = add.transpose(masks, 0, 1, 2, 4, 6, 3, 5, 7)
        masks = add.reshape(masks, 0, CANDIDATES, 4 * SIDE, 4 * SIDE, output="/Reshape_8_output_0")
        scores = self.perceptron(tokens, SCORE_TOKEN, "iou_prediction_head")
        scores = add("Sigmoid", scores, output="/iou_prediction_head/Sigmoid_output_0")
        add("Slice", scores, [1], [CANDIDATES], [1], output="iou_predictions")
        three = add("Slice", masks, [1], [CANDIDATES], [1])
        add("Clip", three, np.float32(-32), np.float32(32), output="masks")

    def perceptron(self, tokens, index, name):
        """Three products of one token [B, outputs]."""
        value = self.add("Gather", tokens, np.array(index), axis=1)
        for i in range(3):
            value = self.add("Gemm", value, *self.published.pair(f"mask_decoder.{name}.layers.{i}"), transB=1)
            value = self.add("Relu", value) if i < 2 else value
        return value


def optimise(source, target):
    """Writes one file: the worker reads the decoder into memory to add outputs, and there no other file is beside it."""
    decoder = Decoder(onnx.load(source))
    decoder.build()
    graph = decoder.published.graph
    graph.model.opset_import[0].version = OPSET
    graph.write(target, weights_apart=False)

"""Builds SAM 2's image encoder anew, from the weights of the published file.

Between two attentions nothing depends on other tokens, and in the early blocks nothing on other windows. So chunks of
tokens are worked on one after another, as far as that goes: what a chunk needs stays in the processor's cache.
"""

import numpy as np
import ort_format
from graph import product
from published import FUSED, Published

TRUNK = "image_encoder/trunk/"
HEAD = 96
EPSILON = 1e-6

# Blocks whose windows of 8x8, 4x4, then 2x2 tokens are the same parts of the picture, 32x32 of them.
EARLY = slice(4)
COUNT, SIDE = 32, 8
EARLY_CHUNKS = 64

# Blocks of 64x64 tokens. Their windows of 14x14, and those of 7x7 in the last two blocks, need padding: 5x5 of them.
MIDDLE = range(4, 10)
MIDDLE_CHUNKS = 4
LATE = slice(10, 12)
PADDED = 5

# These see the whole picture.
GLOBAL = (5, 7, 9)

# These have one query for 2x2 keys, and leave a quarter of the tokens.
POOLED = (1, 3, 10)


class Block:
    """The weights of a transformer block, with the norm's scale and shift in those of the products that follow it.

    Products that see padding, which is not shifted, are an exception. The bias of the keys changes no weight of the
    attention, and the bias of the values is part of the projection's.
    """

    def __init__(self, published, number):
        self.published, self.number = published, number
        self.padded = number >= EARLY.stop and number not in GLOBAL
        self.pooled = number in POOLED
        self.norm = self.pair("norm1")
        weight, bias = self.first("attn/qkv")
        self.features = len(bias) // 3
        self.heads = self.features // HEAD
        self.q, self.k, self.v = np.split(weight, 3, axis=1)
        self.q_bias, _, v_bias = np.split(bias, 3)
        self.residual = self.first("proj") if self.pooled else None
        weight, bias = self.linear("attn/proj")
        self.projection = weight, bias + product(v_bias[None], weight)[0]
        self.widening = self.after("norm2", "mlp/layers.0")
        self.narrowing = self.linear("mlp/layers.1")

    def pair(self, name):
        return self.published.pair(f"model.{TRUNK}blocks.{self.number}.{name}".replace("/", "."))

    def linear(self, name):
        """The weight [inputs, outputs] and the bias of a product."""
        path = f"{TRUNK}blocks.{self.number}/{name}"
        bias = self.published.weights[f"model.{path}.bias".replace("/", ".")]
        return self.published.constant(f"/{path}/MatMul"), bias

    def after(self, norm, name):
        scale, shift = self.pair(norm)
        weight, bias = self.linear(name)
        return scale[:, None] * weight, bias + product(shift[None], weight)[0]

    def first(self, name):
        """A product after the block's first norm."""
        return self.linear(name) if self.padded else self.after("norm1", name)


class Encoder:
    def __init__(self, model):
        self.published = Published(model)
        self.add = self.published.add
        self.blocks = [Block(self.published, i) for i in range(12)]

    def build(self):
        *fine, tokens = self.early()
        tokens, *asked = self.middle(tokens)
        self.outputs(fine, tokens, self.late(*asked))

    def early(self):
        """Returns the features of two outputs, and the tokens; all in the order of windows."""
        add = self.add
        weights = self.published.pair("model.image_encoder.trunk.patch_embed.proj")
        value = add("Conv", "image", *weights, kernel_shape=[7, 7], strides=[4, 4], pads=[3, 3, 3, 3])
        value = self.parted(add.transpose(value, 0, 2, 3, 1), COUNT, SIDE, HEAD)
        place = self.published.constant(f"/{TRUNK}Add_1").reshape(HEAD, COUNT, SIDE, COUNT, SIDE)
        shape = EARLY_CHUNKS, -1, HEAD
        place = place.transpose(1, 3, 2, 4, 0).reshape(shape)
        return add.scan(self.early_chunk, add.reshape(value, *shape), place)

    def early_chunk(self, value, place):
        add = self.add
        value, side, fine = add("Add", value, place), SIDE, []
        for block in self.blocks[EARLY]:
            if block.pooled:
                value, q, *pair = self.asked(block, value, side)
                k, v = (add.reshape(one, -1, side * side, block.features) for one in pair)
                side //= 2
                attended = self.attention(block, add.reshape(q, -1, side * side, block.features), k, v)
            else:
                windows = add.reshape(self.normal(value), -1, side * side, block.features)
                weight = np.concatenate([block.q, block.k, block.v], axis=1)
                bias = np.pad(block.q_bias, (0, 2 * block.features))
                attended = add("Attention", windows, weight, bias, num_heads=block.heads, **FUSED)
            value = self.rest(block, value, add.reshape(attended, -1, block.features))
            if not block.pooled:
                fine.append(add("Gemm", value, *self.joined(len(fine))))
        return [*fine, value]

    def middle(self, value):
        """Returns the tokens, and what the attention of the next block needs."""
        add, features = self.add, self.blocks[4].features
        value = self.whole(value, COUNT, 2, features)
        asked = self.asked(self.blocks[4], value, 64)
        for i in MIDDLE:
            block, following = self.blocks[i], self.blocks[i + 1]
            if block.padded:
                attended = self.padded_attention(block, *asked, 64)
            else:
                attended = self.attention(block, *(add.reshape(one, 1, -1, features) for one in asked))

            def chunk(value, attended, block=block, following=following):
                value = self.rest(block, value, attended)
                return [value, *self.asked(following, value, 64)]

            chunks = [add.reshape(one, MIDDLE_CHUNKS, -1, features) for one in (value, attended)]
            value, *asked = add.scan(chunk, *chunks)
            value = add.reshape(value, -1, features)
            asked = [add.reshape(one, -1, following.features) for one in asked]
        return value, *asked

    def late(self, value, q, k, v):
        """Returns the tokens of the last two blocks."""
        block, last = self.blocks[LATE]
        value = self.rest(block, value, self.padded_attention(block, q, k, v, 64))
        return self.rest(last, value, self.padded_attention(last, *self.asked(last, value, 32), 32))

    def normal(self, value):
        """Each token normalised, without scale and shift."""
        return self.add("Squeeze", self.published.normal(self.add("Unsqueeze", value, [1]), 1, EPSILON), [1])

    def asked(self, block, value, side):
        """The queries, keys and values; in a pooled block first the tokens that remain, of rows of this many."""
        add, normal = self.add, self.normal(value)
        if block.padded:
            scale, shift = block.norm
            normal = add("Add", add("Mul", normal, scale), shift)
        q, k, v = (add("MatMul", normal, weight) for weight in (block.q, block.k, block.v))
        if not block.pooled:
            return [add("Add", q, block.q_bias), k, v]
        weight, bias = block.residual
        pooled = (self.pooled(one, side, block.features) for one in (add("MatMul", normal, weight), q))
        return [*(add("Add", one, vector) for one, vector in zip(pooled, (bias, block.q_bias))), k, v]

    def pooled(self, value, side, features):
        """The greatest of 2x2 tokens each."""
        add = self.add
        for size in (side * features, features):
            value = add("ReduceMax", add.reshape(value, -1, 2, size), axes=[1], keepdims=0)
        return value

    def attention(self, block, q, k, v):
        return self.add("MultiHeadAttention", q, k, v, num_heads=block.heads, **FUSED)

    def padded_attention(self, block, q, k, v, side):
        """Attention of tokens in windows; the keys have this side."""
        asking = side // 2 if block.pooled else side
        windows = [self.padded(one, size, block.features) for one, size in ((q, asking), (k, side), (v, side))]
        window, padded = asking * 7 // 32, PADDED * asking * 7 // 32
        value = self.whole(self.attention(block, *windows), PADDED, window, block.features)
        value = self.add.reshape(value, padded, padded, block.features)
        return self.add.reshape(self.add("Slice", value, [0, 0], [asking, asking], [0, 1]), -1, block.features)

    def padded(self, value, side, features):
        window = side * 7 // 32
        more = PADDED * window - side
        value = self.add("Pad", self.add.reshape(value, side, side, features), [0, 0, 0, more, more, 0])
        return self.parted(value, PADDED, window, features)

    def parted(self, value, count, side, features):
        """Windows [count * count, side * side, features] of a picture."""
        value = self.add.reshape(value, count, side, count, side, features)
        return self.add.reshape(self.add.transpose(value, 0, 2, 1, 3, 4), -1, side * side, features)

    def whole(self, value, count, side, features):
        """Tokens of windows in the order of the picture."""
        value = self.add.reshape(value, count, count, side, side, features)
        return self.add.reshape(self.add.transpose(value, 0, 2, 1, 3, 4), -1, features)

    def rest(self, block, value, attended):
        """A block after its attention."""
        add = self.add
        value = add("Add", value, add("Gemm", attended, *block.projection))
        hidden = add("Gelu", add("Gemm", self.normal(value), *block.widening), **FUSED)
        return add("Add", value, add("Gemm", hidden, *block.narrowing))

    def outputs(self, fine, tokens, last):
        add = self.add
        for i, value in enumerate(fine):
            features = 32 << i
            self.picture(self.whole(value, COUNT, SIDE >> i, features), 256 >> i, features, f"high_res_feats_{i}")
        weight, bias = self.convolution("image_encoder.neck.convs.0.conv")
        larger, more = self.convolution("image_encoder.neck.convs.1.conv")
        bias = bias + more + self.published.weights["no_mem_embed"].reshape(-1)
        half = add.reshape(add("Gemm", last, weight, bias), 32, 1, 32, 1, 256)
        value = add("Add", add.reshape(add("MatMul", tokens, larger), 32, 2, 32, 2, 256), half)
        self.picture(add.reshape(value, -1, 256), 64, 256, "image_embed")

    def picture(self, value, side, features, output):
        self.add.reshape(self.add.transpose(value, 1, 0), 1, features, side, side, output=output)

    def convolution(self, name):
        """A 1x1 convolution as a product."""
        weight, bias = self.published.pair("model." + name)
        return weight[:, :, 0, 0].T, bias

    def joined(self, i):
        """Two of them with nothing in between: 256 features of the finest pixels are never computed."""
        weight, bias = self.convolution(f"image_encoder.neck.convs.{3 - i}.conv")
        last, last_bias = self.convolution(f"sam_mask_decoder.conv_s{i}")
        return product(weight, last), last_bias + product(bias[None], last)[0]


def optimise(source, target):
    encoder = Encoder(ort_format.read(source))
    encoder.build()
    encoder.published.graph.write(target, weights_apart=True)

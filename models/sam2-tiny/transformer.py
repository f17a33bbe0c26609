"""The two-way transformer of SAM 2's mask decoder.

Sizes in comments: B prompts, N tokens of a prompt, 4096 tokens of the picture. The picture's tokens stay rows, so that
nothing moves them. Until they depend on the prompt, they are stored and projected once: their first size is 1, not B.
"""

import numpy as np
from graph import product
from published import FUSED

HEADS, WIDTH, FEATURES = 8, 16, 256
SIDE = 64
PICTURE = SIDE * SIDE

# A projection of the picture's tokens has 128 columns; applied to the prompt's tokens instead, it leaves 8 N.
FEW = 15


class Transformer:
    def __init__(self, published, tokens, has_mask):
        self.published, self.add, self.tokens = published, published.add, tokens
        add = self.add
        self.many = add("Greater", add.size(tokens, 1), np.array([FEW]))
        several = add("Greater", add.size(tokens, 0), np.array([1]))
        self.shared = add("And", several, add("Not", has_mask))

    def run(self, picture):
        """Returns the tokens of the prompt [B, N, 256]; of the picture [B, 4096, 256], without the last norm's scale."""
        add, prompt = self.add, self.tokens
        ticks = (np.arange(SIDE) + 0.5) / SIDE
        place = self.published.position(np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(PICTURE, 2))
        tokens, plain, scaled, keys = prompt, picture, picture, add("Add", picture, place)
        scale, shift = np.ones(FEATURES, np.float32), np.zeros(FEATURES, np.float32)
        for i in range(2):
            layer = f"layers.{i}/"
            placed = add("Add", tokens, prompt) if i else tokens
            attended = self.self_attention(layer + "self_attn", placed, tokens)
            tokens = self.norm(attended, f"layers.{i}.norm1", tokens if i else None)
            read = self.read(layer + "cross_attn_token_to_image", tokens, keys, plain, scale, shift, first=i == 0)
            tokens = self.norm(read, f"layers.{i}.norm2", tokens)
            hidden = add("Relu", self.published.linear(tokens, layer + "mlp/layers.0"))
            tokens = self.norm(self.published.linear(hidden, layer + "mlp/layers.1"), f"layers.{i}.norm3", tokens)
            written = self.write(layer + "cross_attn_image_to_token", tokens, keys, shift, first=i == 0)
            plain = self.published.normal(add("Add", scaled, written), PICTURE, 1e-5)
            scale, shift = self.norm_pair(f"layers.{i}.norm4")
            scaled = add("Mul", plain, scale)
            keys = add("Add", scaled, add("Add", place, shift))
        read = self.read("final_attn_token_to_image", tokens, keys, plain, scale, shift, first=False)
        return self.norm(read, "norm_final_attn", tokens), plain

    def norm_pair(self, name):
        return self.published.pair("mask_decoder.transformer." + name)

    def norm(self, value, name, residual):
        if residual is None:
            return self.add("LayerNormalization", value, *self.norm_pair(name), epsilon=1e-5)
        return self.add("SkipLayerNormalization", value, residual, *self.norm_pair(name), epsilon=1e-5, **FUSED)

    def self_attention(self, name, placed, tokens):
        linear = self.published.linear
        inputs = [linear(one, f"{name}/{part}_proj") for one, part in ((placed, "q"), (placed, "k"), (tokens, "v"))]
        return linear(self.add("MultiHeadAttention", *inputs, num_heads=HEADS, **FUSED), name + "/out_proj")

    def read(self, name, tokens, keys, plain, scale, shift, first):
        """Attention of a prompt's tokens to the picture's [B, N, 256]; scale and shift make values of plain tokens.

        What is added to all keys changes no weight; what is added to all values is added to the result.
        """
        add = self.add
        q = self.split(self.published.linear(add("Add", tokens, self.tokens), name + "/q_proj", WIDTH**-0.5))
        key, value, out = (self.published.product(f"{name}/{part}_proj") for part in ("k", "v", "out"))
        constant = self.published.bias(name + "/v_proj") + product(shift[None], value)[0]
        constant = self.published.bias(name + "/out_proj") + product(constant[None], out)[0]
        value = scale[:, None] * value

        def few():
            asked = self.rows(add("MatMul", q, key.reshape(FEATURES, HEADS, WIDTH).transpose(1, 2, 0)))
            weights = add("Softmax", add("FusedMatMul", asked, keys, transB=1, **FUSED))
            seen = add.reshape(add("MatMul", weights, plain), 0, HEADS, -1, FEATURES)
            return add("MatMul", seen, value.reshape(FEATURES, HEADS, WIDTH).transpose(1, 0, 2))

        def many():
            k = add.transpose(add.reshape(add("MatMul", keys, key), 0, 0, HEADS, WIDTH), 0, 2, 3, 1)
            v = self.split(add("MatMul", plain, value))
            return add("MatMul", add("Softmax", add("MatMul", q, k)), v)

        projected = add("Or", self.many, self.shared) if first else self.many
        made = self.join(add.either(projected, many, few))
        return add("Add", add("MatMul", made, out), constant)

    def write(self, name, tokens, keys, shift, first):
        """Attention of the picture's tokens to a prompt's, plus the shift [B, 4096, 256]."""
        add = self.add
        k = self.split(self.published.linear(add("Add", tokens, self.tokens), name + "/k_proj", WIDTH**-0.5))
        v = self.split(self.published.linear(tokens, name + "/v_proj"))
        query, out = (self.published.product(f"{name}/{part}_proj") for part in ("q", "out"))
        bias = self.published.bias(name + "/q_proj").reshape(HEADS, WIDTH, 1)
        constant = self.published.bias(name + "/out_proj") + shift

        def scores():
            """[B, 8, 4096, N]"""
            q = self.split(self.published.linear(keys, name + "/q_proj"))
            return add("FusedMatMul", q, k, transB=1, **FUSED)

        def result(scores):
            """From scores [B, 4096, 8, N]. Each head's weights add up to 1, hence the eighths of the constant."""
            weights = add.reshape(add("Softmax", scores), 0, 0, -1)
            given = add("MatMul", v, out.reshape(HEADS, WIDTH, FEATURES))
            return add("MatMul", weights, self.rows(add("Add", given, constant / np.float32(HEADS))))

        def few():
            asked = self.rows(add("MatMul", k, query.reshape(FEATURES, HEADS, WIDTH).transpose(1, 2, 0)))
            biased = add.reshape(add("MatMul", k, bias), 0, 1, -1)
            made = add("Add", add("FusedMatMul", keys, asked, transB=1, **FUSED), biased)
            return result(add.reshape(made, 0, 0, HEADS, -1))

        def shared():
            return result(add.transpose(scores(), 0, 2, 1, 3))

        def many():
            made = self.join(add("MatMul", add("Softmax", scores()), v))
            return add("Add", add("MatMul", made, out), constant)

        return add.either(self.many, many, lambda: add.either(self.shared, shared, few) if first else few())

    def split(self, value):
        """[B, N, 128] by heads: [B, 8, N, 16]."""
        return self.add.transpose(self.add.reshape(value, 0, 0, HEADS, WIDTH), 0, 2, 1, 3)

    def join(self, value):
        """[B, 8, N, 16] as [B, N, 128]."""
        return self.add.reshape(self.add.transpose(value, 0, 2, 1, 3), 0, 0, HEADS * WIDTH)

    def rows(self, value):
        """[B, 8, N, 256] as [B, 8 N, 256]."""
        return self.add.reshape(value, 0, -1, FEATURES)

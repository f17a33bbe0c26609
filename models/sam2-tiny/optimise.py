#!/usr/bin/env python3
"""Optimises SAM 2's encoder or decoder: the same arithmetic with fewer passes over memory.

usage: optimise.py ENCODER.ort OPTIMISED.onnx, which also writes OPTIMISED.onnx.data
       optimise.py DECODER.onnx OPTIMISED.onnx

Only the order of sums and products changes, so values differ in the last bits. With the versions in requirements.txt,
the output depends on the input alone, byte for byte.
"""

import sys

import decoder
import encoder


def main(source, target):
    optimise = encoder.optimise if source.endswith(".ort") else decoder.optimise
    optimise(source, target)


if __name__ == "__main__":
    main(*sys.argv[1:])

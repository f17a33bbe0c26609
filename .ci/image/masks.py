"""Reads masks."""

import struct
import zlib


def white(png):
    """Returns width, height and the share of pixels inside (128 or more) of an 8-bit grey PNG file."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    if not png.startswith(b"\x89PNG") or (depth, colour, interlaced) != (8, 0, 0):
        raise ValueError("not a mask of ours")
    packed, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        packed += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    raw, above, inside = zlib.decompress(packed), bytes(width), 0
    for y in range(height):
        kind, line = raw[y * (width + 1)], bytearray(raw[y * (width + 1) + 1 : (y + 1) * (width + 1)])
        for x in range(width):
            left, up, corner = (line[x - 1], above[x], above[x - 1]) if x else (0, above[x], 0)
            line[x] = (line[x] + PREDICTIONS[kind](left, up, corner)) & 255
        inside += sum(value >= 128 for value in line)
        above = line
    return width, height, inside / (width * height)


def paeth(left, up, corner):
    """https://www.w3.org/TR/png-3/#9Filter-type-4-Paeth"""
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


PREDICTIONS = [
    lambda left, up, corner: 0,
    lambda left, up, corner: left,
    lambda left, up, corner: up,
    lambda left, up, corner: (left + up) // 2,
    paeth,
]

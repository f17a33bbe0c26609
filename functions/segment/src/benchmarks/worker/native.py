"""ONNX Runtime's shared library, called through its C interface: the file that the worker loads, without Java.

usage: native.py LIBRARY ENCODER THREADS OUTPUT...

For each line "decode PICTURE" it prepares the encoder's input, for each line "encode" it runs the encoder; it answers each
with a line "done".
"""

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_int64, c_size_t, c_void_p

import cv2
from peer import tensor

VERSION = 5  # of the interface: the first with all of the functions below
# Places in the table of functions, which never change: onnxruntime_c_api.h.
GET_ERROR_MESSAGE, CREATE_ENV, CREATE_SESSION, RUN, CREATE_SESSION_OPTIONS = 2, 3, 7, 9, 10
DISABLE_MEM_PATTERN, SET_INTRA_OP_NUM_THREADS, ADD_SESSION_CONFIG_ENTRY = 17, 24, 130
CREATE_TENSOR_WITH_DATA, CREATE_CPU_MEMORY_INFO, RELEASE_VALUE = 49, 69, 96
WARNING, DEVICE_ALLOCATOR, DEFAULT_MEMORY, FLOAT = 2, 0, 0, 1


class Native:
    """A session with the options of the worker's (OnnxFile.java)."""

    def __init__(self, library, path, threads):
        base = ctypes.CDLL(library).OrtGetApiBase
        base.restype = POINTER(c_void_p)
        self.table = ctypes.cast(ctypes.CFUNCTYPE(c_void_p, ctypes.c_uint32)(base()[0])(VERSION), POINTER(c_void_p))
        environment, options = c_void_p(), c_void_p()
        self.call(CREATE_ENV, c_int(WARNING), b"bare", byref(environment))
        self.call(CREATE_SESSION_OPTIONS, byref(options))
        self.call(SET_INTRA_OP_NUM_THREADS, options, c_int(threads))
        self.call(ADD_SESSION_CONFIG_ENTRY, options, b"session.intra_op.allow_spinning", b"0")
        self.call(DISABLE_MEM_PATTERN, options)
        self.session, self.memory = c_void_p(), c_void_p()
        self.call(CREATE_SESSION, environment, path.encode(), options, byref(self.session))
        self.call(CREATE_CPU_MEMORY_INFO, c_int(DEVICE_ALLOCATOR), c_int(DEFAULT_MEMORY), byref(self.memory))

    def call(self, place, *arguments):
        status = ctypes.CFUNCTYPE(c_void_p)(self.table[place])(*arguments)
        if status:
            raise RuntimeError(ctypes.CFUNCTYPE(c_char_p, c_void_p)(self.table[GET_ERROR_MESSAGE])(status).decode())

    def run(self, name, values, outputs):
        """Runs the model with one input, of floats, and frees what it computed."""
        shape = (c_int64 * values.ndim)(*values.shape)
        given = c_void_p()
        self.call(CREATE_TENSOR_WITH_DATA, self.memory, values.ctypes.data_as(c_void_p), c_size_t(values.nbytes), shape,
                  c_size_t(values.ndim), c_int(FLOAT), byref(given))
        computed = (c_void_p * len(outputs))()
        self.call(RUN, self.session, None, byref(c_char_p(name)), byref(given), c_size_t(1),
                  (c_char_p * len(outputs))(*outputs), c_size_t(len(outputs)), computed)
        for value in [given.value, *computed]:
            ctypes.CFUNCTYPE(None, c_void_p)(self.table[RELEASE_VALUE])(value)


def main(library, encoder, threads, *outputs):
    native = Native(library, encoder, int(threads))
    for line in sys.stdin:
        if line.startswith("decode "):
            image = tensor(cv2.imread(line.split()[1], cv2.IMREAD_COLOR_RGB))
        else:
            native.run(b"image", image, [output.encode() for output in outputs])
        print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

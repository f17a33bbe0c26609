/** Models run by ONNX Runtime; the only package that knows it. */
@NullMarked
package dev.frisket.segment.onnx;

import org.jspecify.annotations.NullMarked;

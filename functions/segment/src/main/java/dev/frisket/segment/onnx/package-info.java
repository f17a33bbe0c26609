/** Models run by ONNX Runtime; no other package depends on it. */
@NullMarked
package dev.frisket.segment.onnx;

import org.jspecify.annotations.NullMarked;

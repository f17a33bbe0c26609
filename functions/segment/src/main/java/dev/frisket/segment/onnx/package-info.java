/**
 * Models run by ONNX Runtime; no other package depends on it.
 *
 * <p>Pictures are resized in two ways, with the weights of one {@link dev.frisket.segment.onnx.TriangleFilter}, because
 * the models were trained on pictures of two kinds: {@link dev.frisket.segment.onnx.ByteResize} for the detectors, with
 * Pillow's fixed point and its rounding to bytes after each step, equal to Pillow in all bits;
 * {@link dev.frisket.segment.onnx.PictureTensor} for SAM 2, in floating point without rounding, into the tensor itself.
 * With one of them for both, either detections or masks would no longer be those of the reference.
 * {@link dev.frisket.segment.onnx.LookPixels} only crops what {@code ByteResize} has made. Masks grow by
 * {@link dev.frisket.segment.mask.Upsampling}, which interpolates only where the sign of the logits changes.
 */
@NullMarked
package dev.frisket.segment.onnx;

import org.jspecify.annotations.NullMarked;

/** Model packs on disk: their manifests, the origin of their files, and the verification of these. */
@NullMarked
package dev.frisket.packs;

import org.jspecify.annotations.NullMarked;

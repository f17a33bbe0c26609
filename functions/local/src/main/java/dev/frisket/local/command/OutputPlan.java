package dev.frisket.local.command;

import dev.frisket.local.stack.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the output files for pictures, and checks before any work that they can be written.
 *
 * @param masks where the masks go
 * @param cutouts where the cut-outs go; null if they are not wanted
 * @param overlays where the overlays go; null if they are not wanted
 * @param numbered whether a picture may have several masks
 */
record OutputPlan(OutputNames masks, @Nullable OutputNames cutouts, @Nullable OutputNames overlays, boolean numbered) {

    /** @throws UsageException if standard output is to take more than one file */
    OutputPlan {
        if (masks.isStandardOutput() && numbered) {
            throw new UsageException("-o - takes one mask, without --each");
        }
        Stream.of(cutouts, overlays)
                .filter(names -> names != null && names.isStandardOutput())
                .findFirst()
                .ifPresent(names -> {
                    throw new UsageException(names.option() + " must be a file or a folder: only -o can be -");
                });
    }

    /**
     * The output files for each picture. A picture that is the output of an earlier run for another one is left out.
     *
     * @throws UsageException if a file can't be written, or would be written twice or over a picture
     */
    List<PictureFiles> of(List<PictureInput> pictures) {
        if (pictures.size() > 1) {
            given().filter(names -> !names.isForSeveral()).findFirst().ifPresent(names -> {
                throw new UsageException(pictures.size() + " pictures need a folder or a pattern of names, such as "
                        + names.option() + " masks or " + names.option() + " 'masks/{name}-mask.png'");
            });
        }
        Map<Path, PictureInput> makers = new HashMap<>();
        for (PictureInput picture : pictures) {
            toFiles().forEach(names -> claim(names, picture, makers));
        }
        List<PictureFiles> plan = new ArrayList<>();
        for (PictureInput picture : withoutMade(pictures, makers)) {
            toFiles().forEach(names -> names.checkWritable(names.file(picture)));
            plan.add(new PictureFiles(
                    picture, files(masks, picture), optional(cutouts, picture), optional(overlays, picture)));
        }
        return plan;
    }

    private Stream<OutputNames> given() {
        return Stream.of(masks, cutouts, overlays).filter(Objects::nonNull);
    }

    private Stream<OutputNames> toFiles() {
        return given().filter(names -> !names.isStandardOutput());
    }

    private static void claim(OutputNames names, PictureInput picture, Map<Path, PictureInput> makers) {
        Path file = names.file(picture).toAbsolutePath().normalize();
        if (picture.path().filter(file::equals).isPresent()) {
            throw new UsageException(names.option() + " would overwrite the picture itself: " + picture.shown()
                    + "; name another folder, or a pattern such as {name}-mask.png");
        }
        PictureInput other = makers.putIfAbsent(file, picture);
        if (other == null) {
            return;
        }
        throw new UsageException(
                other.equals(picture)
                        ? names.option() + " and another option would both write " + names.file(picture)
                        : other.shown() + " and " + picture.shown() + " would both be written to "
                                + names.file(picture) + "; a pattern such as " + names.option()
                                + " 'masks/{folder}/{name}-{ext}.png' keeps them apart");
    }

    private List<PictureInput> withoutMade(List<PictureInput> pictures, Map<Path, PictureInput> makers) {
        return pictures.stream()
                .filter(picture -> picture.path()
                        .map(path -> numbered ? unnumbered(path) : path)
                        .filter(makers::containsKey)
                        .isEmpty())
                .toList();
    }

    // mask-0.png is treated like mask.png
    private static Path unnumbered(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("-\\d+(?=\\.[^.]*$)", ""));
    }

    private @Nullable MaskFiles optional(@Nullable OutputNames names, PictureInput picture) {
        return names == null ? null : files(names, picture);
    }

    private MaskFiles files(OutputNames names, PictureInput picture) {
        return names.isStandardOutput()
                ? MaskFiles.standardOutput()
                : MaskFiles.of(names.file(picture), names.format(), numbered);
    }
}

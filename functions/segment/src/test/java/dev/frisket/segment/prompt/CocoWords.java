package dev.frisket.segment.prompt;

import dev.frisket.packs.ModelPack;
import dev.frisket.packs.WordList;
import java.nio.file.Path;

/** The words of the pack {@code coco-ssd}. */
public final class CocoWords {
    private CocoWords() {}

    /** The list in the pack's folder. */
    static WordList list() {
        return ModelPack.read(Path.of(System.getProperty("models")), "coco-ssd")
                .words()
                .orElseThrow();
    }

    /** Its vocabulary. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(list());
    }
}

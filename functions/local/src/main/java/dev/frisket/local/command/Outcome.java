package dev.frisket.local.command;

import dev.frisket.core.artwork.ArtworkFacts;
import java.time.Duration;

/** The outcome for a picture. */
sealed interface Outcome {
    /** Adds this outcome to a report. */
    void reportTo(SegmentReport report, PictureFiles files);

    /** @param facts the facts about the masks */
    record Masked(ArtworkFacts facts, Duration duration) implements Outcome {
        @Override
        public void reportTo(SegmentReport report, PictureFiles files) {
            report.masked(files, this);
        }
    }

    /** Its files existed already. */
    record Skipped() implements Outcome {
        @Override
        public void reportTo(SegmentReport report, PictureFiles files) {
            report.skipped(files);
        }
    }

    /** @param sentence why there are no masks */
    record Failed(String sentence) implements Outcome {
        @Override
        public void reportTo(SegmentReport report, PictureFiles files) {
            report.failed(files.picture().shown(), sentence);
        }
    }
}

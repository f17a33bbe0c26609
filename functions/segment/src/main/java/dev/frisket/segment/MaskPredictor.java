package dev.frisket.segment;

import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.log.Work;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.mask.Parallel;
import dev.frisket.segment.mask.Upsampling;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.Logits;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.PictureException;
import dev.frisket.segment.picture.SourceImage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Asks the models for what a request prompts for. */
final class MaskPredictor {
    /** Detections that are masked when a request does not want fewer. */
    private static final int MOST_DETECTIONS = 100;

    private static final String NO_DETECTOR =
            "No model pack that is in use here understands text; send the request with the method points.";

    private final ModelPacks packs;
    private final EmbeddingCache embeddings;
    private final Parallel cores;

    MaskPredictor(ModelPacks packs, EmbeddingCache embeddings, Parallel cores) {
        this.packs = packs;
        this.embeddings = embeddings;
        this.cores = cores;
    }

    /**
     * The masks, in the order of the results, each made when it is asked for.
     *
     * @throws UnservedPromptException if no model in use understands the prompt
     * @throws PictureException if the picture turns out to be none that can be segmented
     */
    Iterable<Mask> masks(LazyPicture picture, Parameters parameters) throws UnservedPromptException, PictureException {
        Upsampling upsampling = new Upsampling(picture.width(), picture.height());
        if (parameters.method() == Method.TEXT) {
            List<Candidate> candidates = candidates(picture, parameters.text());
            boolean one = candidates.isEmpty() || parameters.text().combineMasks();
            return one ? union(candidates, upsampling) : each(candidates, upsampling);
        }
        Embedding embedding = picture.embedding();
        long began = System.nanoTime();
        List<Candidate> candidates = packs.maskModel().decode(embedding, prompt(parameters.points()));
        Work.record("Prompt", began);
        return each(candidates, upsampling);
    }

    /**
     * Looks at a picture that prompts will be about.
     *
     * @param organization whose artwork it belongs to
     * @throws PictureException if it is none that can be segmented
     */
    LazyPicture look(byte[] file, String organization) throws PictureException {
        return new LazyPicture(file, organization, packs.maskModel(), embeddings);
    }

    /** A candidate for each detection, the surest detection first; without one the costly encoder is not run. */
    private List<Candidate> candidates(LazyPicture picture, TextParameters text)
            throws UnservedPromptException, PictureException {
        Detector detector = packs.detector().orElseThrow(() -> new UnservedPromptException(NO_DETECTOR));
        int most = text.maxDetections() > 0 ? text.maxDetections() : MOST_DETECTIONS;
        SourceImage image = picture.image();
        long began = System.nanoTime();
        List<Box> boxes = detector.detect(image, Objects.requireNonNull(text.prompt()), text.confidence()).stream()
                .limit(most)
                .map(Detection::box)
                .toList();
        Work.record("Detect", began);
        if (boxes.isEmpty()) {
            return List.of();
        }
        Embedding embedding = picture.embedding();
        began = System.nanoTime();
        List<Candidate> candidates = packs.maskModel().decode(embedding, boxes);
        Work.record("Prompt", began);
        return candidates;
    }

    private Iterable<Mask> union(List<Candidate> candidates, Upsampling upsampling) {
        List<Logits> logits = candidates.stream().map(Candidate::logits).toList();
        return () -> Stream.of(logits).map(all -> upsampling.union(all, cores)).iterator();
    }

    private Iterable<Mask> each(List<Candidate> candidates, Upsampling upsampling) {
        return () -> candidates.stream()
                .map(candidate -> upsampling.apply(candidate.logits(), cores))
                .iterator();
    }

    private static PointsPrompt prompt(PointsParameters points) {
        return new PointsPrompt(
                points.foreground(),
                points.background(),
                Math.max(0, points.refinementSteps()),
                points.multimask(),
                points.bestMask());
    }
}

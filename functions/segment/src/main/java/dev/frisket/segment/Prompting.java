package dev.frisket.segment;

import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.log.Work;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.mask.Cores;
import dev.frisket.segment.mask.ExcludedPixels;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.mask.Upsampling;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
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
final class Prompting {
    /** Detections that are masked when a request does not want fewer. */
    private static final int MOST_DETECTIONS = 100;

    private static final String NO_DETECTOR =
            "No model pack that is in use here understands text; send the request with the method points.";

    private final ModelPacks packs;
    private final EmbeddingCache embeddings;
    private final Cores cores;

    Prompting(ModelPacks packs, EmbeddingCache embeddings, Cores cores) {
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
    Iterable<Mask> masks(FetchedPicture picture, Parameters parameters)
            throws UnservedPromptException, PictureException {
        Upsampling upsampling = new Upsampling(picture.width(), picture.height());
        if (parameters.method() == Method.TEXT) {
            MaskCandidates candidates = candidates(picture, parameters.text());
            boolean one = candidates.found().isEmpty() || parameters.text().combineMasks();
            return one ? union(candidates, upsampling) : each(candidates, upsampling);
        }
        Embedding embedding = picture.embedding();
        long began = System.nanoTime();
        List<Candidate> candidates = packs.maskModel().decode(embedding, prompt(parameters.points()));
        Work.over("Prompt", began);
        return each(new MaskCandidates(candidates, List.of()), upsampling);
    }

    /**
     * Looks at a picture that prompts will be about.
     *
     * @param organization whose artwork it belongs to
     * @throws PictureException if it is none that can be segmented
     */
    FetchedPicture look(byte[] file, String organization) throws PictureException {
        return new FetchedPicture(file, organization, packs.maskModel(), embeddings);
    }

    /** Candidates for what was found and for what is excluded; if nothing was found the costly encoder is not run. */
    private MaskCandidates candidates(FetchedPicture picture, TextParameters text)
            throws UnservedPromptException, PictureException {
        Detector detector = packs.detector().orElseThrow(() -> new UnservedPromptException(NO_DETECTOR));
        int most = text.maxDetections() > 0 ? text.maxDetections() : MOST_DETECTIONS;
        SourceImage image = picture.image();
        long began = System.nanoTime();
        Detections detections = detector.detect(image, Objects.requireNonNull(text.prompt()), text.confidence());
        List<Box> found = boxes(detections.found(), most);
        List<Box> excluded = boxes(detections.excluded(), MOST_DETECTIONS);
        Work.over("Detect", began);
        if (found.isEmpty()) {
            return new MaskCandidates(List.of(), List.of());
        }
        Embedding embedding = picture.embedding();
        began = System.nanoTime();
        List<Candidate> candidates = packs.maskModel()
                .decode(
                        embedding,
                        Stream.concat(found.stream(), excluded.stream()).toList());
        Work.over("Prompt", began);
        return new MaskCandidates(
                candidates.subList(0, found.size()), candidates.subList(found.size(), candidates.size()));
    }

    private static List<Box> boxes(List<Detection> detections, int most) {
        return detections.stream().limit(most).map(Detection::box).toList();
    }

    private Iterable<Mask> union(MaskCandidates candidates, Upsampling upsampling) {
        return () -> Stream.of(candidates.found())
                .map(all -> excluded(candidates, upsampling).takenFrom(upsampling.union(logits(all), cores), cores))
                .iterator();
    }

    private Iterable<Mask> each(MaskCandidates candidates, Upsampling upsampling) {
        return () -> {
            ExcludedPixels excluded = excluded(candidates, upsampling);
            return candidates.found().stream()
                    .map(candidate -> excluded.takenFrom(upsampling.apply(candidate.logits(), cores), cores))
                    .iterator();
        };
    }

    private ExcludedPixels excluded(MaskCandidates candidates, Upsampling upsampling) {
        return ExcludedPixels.of(logits(candidates.excluded()), upsampling, cores);
    }

    private static List<Logits> logits(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::logits).toList();
    }

    /**
     * What a prompt's masks are made of.
     *
     * @param found one candidate for each mask or part of the mask, in the order of the results
     * @param excluded candidates whose pixels belong to no mask
     */
    private record MaskCandidates(List<Candidate> found, List<Candidate> excluded) {}

    private static PointsPrompt prompt(PointsParameters points) {
        return new PointsPrompt(
                points.foreground(),
                points.background(),
                Math.max(0, points.refinementSteps()),
                points.multimask(),
                points.bestMask());
    }
}

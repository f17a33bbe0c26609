package dev.frisket.segment;

import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.log.Work;
import dev.frisket.packs.Capability;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskCandidates;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.model.TextMaskModel;
import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.PictureException;
import dev.frisket.segment.picture.SourceImage;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the models for what a request prompts for. */
final class MaskPredictor {
    /** Detections that are masked when a request does not want fewer. */
    private static final int MAX_DETECTIONS = 100;

    /**
     * A detector's box is imprecise: fed back once, masks of 48 of them reach a mean IoU of 0.789 instead of 0.783, see
     * RefinementTest.
     */
    private static final int DETECTION_REFINEMENT_STEPS = 1;

    /** Detections that are refined, the surest first: it doubles the time of each, which many would feel. */
    private static final int MAX_REFINED = 10;

    /** A caller's box gets what the model answers at once. */
    private static final int BOX_REFINEMENT_STEPS = 0;

    private final ModelPacks packs;
    private final EmbeddingCache embeddings;
    private final Parallel cores;

    MaskPredictor(ModelPacks packs, EmbeddingCache embeddings, Parallel cores) {
        this.packs = packs;
        this.embeddings = embeddings;
        this.cores = cores;
    }

    /**
     * Predicts the masks that a request asks for, and decodes the whole picture if it asks for cut-outs.
     *
     * @param picture from {@link #look}, with the same parameters
     * @throws PictureException if the picture turns out to be none that can be segmented, or too large for its cut-outs
     */
    Prediction predict(LazyPicture picture, Parameters parameters) throws PictureException {
        MaskParts parts = new MaskParts(picture.width(), picture.height(), cores);
        return switch (parameters.method()) {
            case TEXT -> {
                MaskCandidates candidates = candidates(picture, parameters.text());
                for (int i = 0; i < candidates.found().size(); i++) {
                    parts.add(candidates.found().get(i), candidates.detections().get(i));
                }
                parts.exclude(candidates.excluded());
                boolean one = candidates.found().isEmpty() || parameters.text().combineMasks();
                yield new Prediction(
                        candidates.words(),
                        one ? parts.union() : parts.each(),
                        CutoutRequest.of(parameters, picture, one ? 1 : parts.count()));
            }
            case POINTS -> {
                candidates(picture, parameters.points()).forEach(parts::add);
                yield new Prediction(null, parts.each(), CutoutRequest.of(parameters, picture, parts.count()));
            }
            case BOXES -> {
                List<Box> boxes =
                        parameters.boxes().boxes().stream().map(Box::of).toList();
                List<Candidate> candidates = candidates(picture, boxes);
                for (int i = 0; i < boxes.size(); i++) {
                    parts.add(candidates.get(i), boxes.get(i));
                }
                boolean one = parameters.boxes().combineMasks();
                yield new Prediction(
                        null,
                        one ? parts.union() : parts.each(),
                        CutoutRequest.of(parameters, picture, one ? 1 : parts.count()));
            }
        };
    }

    /**
     * Looks at a picture that a prompt will be about.
     *
     * @param organization whose artwork it belongs to
     * @param parameters with the prompt
     * @throws UnservedPromptException if no model in use understands the prompt
     * @throws PictureException if it is none that can be segmented
     */
    LazyPicture look(byte[] file, String organization, Parameters parameters)
            throws UnservedPromptException, PictureException {
        Method method = parameters.method();
        if (!serves(method)) {
            throw unserved(method);
        }
        return switch (method) {
            case TEXT -> {
                Optional<TextMaskModel> direct = packs.find(Capability.TEXT, TextMaskModel.class);
                yield direct.isPresent()
                        ? new LazyPicture(file, direct.get().enoughPixels())
                        : new LazyPicture(file, organization, maskModel(Capability.BOXES), embeddings);
            }
            case POINTS -> {
                if (parameters.points().box() != null && !servesPointsWithBox()) {
                    throw new UnservedPromptException("No model pack that is in use here understands a box beside"
                            + " points; send the request without pointsBox.");
                }
                yield new LazyPicture(file, organization, maskModel(Capability.POINTS), embeddings);
            }
            case BOXES -> new LazyPicture(file, organization, maskModel(Capability.BOXES), embeddings);
        };
    }

    private boolean serves(Method method) {
        return switch (method) {
            case TEXT ->
                packs.find(Capability.TEXT, TextMaskModel.class).isPresent()
                        || (packs.find(Capability.TEXT, Detector.class).isPresent()
                                && packs.find(Capability.BOXES, MaskModel.class).isPresent());
            case POINTS -> packs.find(Capability.POINTS, MaskModel.class).isPresent();
            case BOXES -> packs.find(Capability.BOXES, MaskModel.class).isPresent();
        };
    }

    /** Whether what serves points is what serves boxes: one model gets both at once. */
    private boolean servesPointsWithBox() {
        return packs.find(Capability.BOXES, MaskModel.class).equals(packs.find(Capability.POINTS, MaskModel.class));
    }

    private UnservedPromptException unserved(Method method) {
        String served = Arrays.stream(Method.values())
                .filter(this::serves)
                .map(Method::value)
                .collect(Collectors.joining(" or "));
        return new UnservedPromptException("No model pack that is in use here understands " + method.value()
                + (served.isEmpty() ? "." : "; send the request with the method " + served + "."));
    }

    private MaskModel maskModel(Capability capability) {
        return packs.find(capability, MaskModel.class).orElseThrow();
    }

    private List<Candidate> candidates(LazyPicture picture, PointsParameters points) throws PictureException {
        Embedding embedding = picture.embedding();
        long began = System.nanoTime();
        List<Candidate> candidates = maskModel(Capability.POINTS).decode(embedding, prompt(points));
        Work.record("Prompt", began);
        return candidates;
    }

    /** A candidate for each box, in the order sent. */
    private List<Candidate> candidates(LazyPicture picture, List<Box> boxes) throws PictureException {
        Embedding embedding = picture.embedding();
        long began = System.nanoTime();
        List<Candidate> candidates = maskModel(Capability.BOXES).decode(embedding, boxes, BOX_REFINEMENT_STEPS);
        Work.record("Prompt", began);
        return candidates;
    }

    /** Candidates for what the text names, the surest first, and for what it excludes. */
    private MaskCandidates candidates(LazyPicture picture, TextParameters text) throws PictureException {
        int max = text.maxDetections() > 0 ? text.maxDetections() : MAX_DETECTIONS;
        Optional<TextMaskModel> direct = packs.find(Capability.TEXT, TextMaskModel.class);
        if (direct.isEmpty()) {
            return detected(picture, text, max);
        }
        SourceImage image = picture.image();
        long began = System.nanoTime();
        MaskCandidates candidates =
                direct.get().masks(image, Objects.requireNonNull(text.prompt()), text.confidence(), max);
        Work.record("Prompt", began);
        return candidates;
    }

    /** Candidates for the boxes of what is found and of what is excluded; the costly encoder runs only if something was found. */
    private MaskCandidates detected(LazyPicture picture, TextParameters text, int max) throws PictureException {
        Detector detector = packs.find(Capability.TEXT, Detector.class).orElseThrow();
        SourceImage image = picture.image();
        long began = System.nanoTime();
        Detections detections = detector.detect(image, Objects.requireNonNull(text.prompt()), text.confidence());
        List<Detection> found = detections.found().stream().limit(max).toList();
        List<Box> boxes = Stream.concat(
                        found.stream(), detections.excluded().stream().limit(MAX_DETECTIONS))
                .map(Detection::box)
                .toList();
        Work.record("Detect", began);
        if (found.isEmpty()) {
            return new MaskCandidates(List.of(), List.of(), List.of(), detections.words());
        }
        Embedding embedding = picture.embedding();
        began = System.nanoTime();
        List<Candidate> candidates = refined(embedding, boxes);
        Work.record("Prompt", began);
        return new MaskCandidates(
                candidates.subList(0, found.size()),
                found,
                candidates.subList(found.size(), candidates.size()),
                detections.words());
    }

    private List<Candidate> refined(Embedding embedding, List<Box> boxes) {
        MaskModel model = maskModel(Capability.BOXES);
        if (boxes.size() <= MAX_REFINED) {
            return model.decode(embedding, boxes, DETECTION_REFINEMENT_STEPS);
        }
        return Stream.concat(
                        model.decode(embedding, boxes.subList(0, MAX_REFINED), DETECTION_REFINEMENT_STEPS).stream(),
                        model.decode(embedding, boxes.subList(MAX_REFINED, boxes.size()), 0).stream())
                .toList();
    }

    private static PointsPrompt prompt(PointsParameters points) {
        BoxPrompt box = points.box();
        return new PointsPrompt(
                points.foreground(),
                points.background(),
                Math.max(0, points.refinementSteps()),
                points.multimask(),
                points.bestMask(),
                box == null ? null : Box.of(box));
    }
}

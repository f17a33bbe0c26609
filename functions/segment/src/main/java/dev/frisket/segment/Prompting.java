package dev.frisket.segment;

import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.segment.mask.Cores;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.mask.Upsampling;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.SourceImage;
import java.util.List;

/** Asks the models for what a request prompts for. */
final class Prompting {
    private final ModelPacks packs;
    private final Cores cores;

    Prompting(ModelPacks packs, Cores cores) {
        this.packs = packs;
        this.cores = cores;
    }

    /**
     * The masks, in the order of the results, each made when it is asked for.
     *
     * @throws UnservedPromptException if no model in use understands the prompt
     */
    Iterable<Mask> masks(SourceImage picture, Parameters parameters) throws UnservedPromptException {
        if (parameters.method() == Method.TEXT) {
            throw new UnservedPromptException(
                    "Segmenting by text is not served yet; send the request with the method points.");
        }
        Upsampling upsampling = new Upsampling(picture.width(), picture.height());
        List<Candidate> candidates =
                packs.maskModel().decode(packs.maskModel().encode(picture), prompt(parameters.points()));
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

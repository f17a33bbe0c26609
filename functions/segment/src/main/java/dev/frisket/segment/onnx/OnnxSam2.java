package dev.frisket.segment.onnx;

import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.SourceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Segment Anything 2, run by ONNX Runtime. */
public final class OnnxSam2 implements MaskModel {
    /**
     * The encoder's input has 1024. IoU of the masks of 80 points with those of the full pictures, mean and 10th
     * percentile: 0.97 and 0.92 with 1024 pixels, 0.99 and 0.97 with 1100, 0.99 and 0.98 with 1300 and more; for
     * comparison, pictures saved at quality 85 instead of 92 have 0.99 and 0.98.
     */
    private static final int ENOUGH_PIXELS = 1300;

    /** Boxes decoded at once; 8 would save up to a fifth of the time and need 130 MB more, see docs/measure-models.md. */
    private static final int BOXES_AT_ONCE = 4;

    private final Sam2Encoder encoder;
    private final Sam2Decoder decoder;

    /**
     * Creates the model without opening its files: the sessions are opened at first use.
     *
     * @param pack of the family {@code sam2}, its files in place
     * @param threads used by one encode or decode, at least 1
     */
    public OnnxSam2(ModelPack pack, int threads) {
        this.encoder = new Sam2Encoder(pack, threads);
        this.decoder = new Sam2Decoder(pack, threads);
    }

    @Override
    public String digest() {
        return encoder.digest();
    }

    @Override
    public void load() {
        encoder.load();
        decoder.load();
    }

    @Override
    public int enoughPixels() {
        return ENOUGH_PIXELS;
    }

    @Override
    public Embedding encode(SourceImage picture) {
        return encoder.encode(picture);
    }

    @Override
    public List<Candidate> decode(Embedding embedding, PointsPrompt prompt) {
        Function<MaskTokens, Candidate> choice = prompt.multimask() ? MaskTokens::best : MaskTokens::single;
        MaskTokens answer = decoder.decode(embedding, Sam2Prompt.of(prompt), prompt.refinementSteps(), choice)
                .get(0);
        return prompt.multimask() && !prompt.bestMask() ? answer.multimask() : List.of(choice.apply(answer));
    }

    @Override
    public List<Candidate> decode(Embedding embedding, List<Box> boxes, int refinementSteps) {
        List<Candidate> candidates = new ArrayList<>();
        for (int first = 0; first < boxes.size(); first += BOXES_AT_ONCE) {
            List<Box> chunk = boxes.subList(first, Math.min(first + BOXES_AT_ONCE, boxes.size()));
            decoder.decode(embedding, Sam2Prompt.of(chunk), refinementSteps, MaskTokens::best).stream()
                    .map(MaskTokens::best)
                    .forEach(candidates::add);
        }
        return candidates;
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}

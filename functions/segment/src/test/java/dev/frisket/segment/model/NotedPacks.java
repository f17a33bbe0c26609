package dev.frisket.segment.model;

import dev.frisket.packs.Capability;
import dev.frisket.segment.picture.SourceImage;
import java.util.List;
import java.util.Optional;

/** The stand-in packs, what they are asked for noted: "detect", "encode 64x48", and "decode 2" boxes, refined or "unrefined". */
public class NotedPacks implements ModelPacks, MaskModel, Detector {
    private final MaskModel model = new StandInModel();
    private final Detector detector = new StandInDetector();
    private final List<String> calls;

    /** @param calls receives the calls */
    public NotedPacks(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
        return Optional.of(this).filter(port::isInstance).map(port::cast);
    }

    @Override
    public int enoughPixels() {
        return model.enoughPixels();
    }

    @Override
    public void load() {
        model.load();
    }

    @Override
    public String digest() {
        return model.digest();
    }

    @Override
    public Detections detect(SourceImage picture, String prompt, double confidence) {
        calls.add("detect");
        return detector.detect(picture, prompt, confidence);
    }

    @Override
    public Embedding encode(SourceImage picture) {
        calls.add("encode " + picture.width() + "x" + picture.height());
        return model.encode(picture);
    }

    @Override
    public List<Candidate> decode(Embedding embedding, PointsPrompt prompt) {
        return model.decode(embedding, prompt);
    }

    @Override
    public List<Candidate> decode(Embedding embedding, List<Box> boxes, int refinementSteps) {
        calls.add("decode " + boxes.size() + (refinementSteps == 0 ? " unrefined" : ""));
        return model.decode(embedding, boxes, refinementSteps);
    }

    @Override
    public void close() {}
}

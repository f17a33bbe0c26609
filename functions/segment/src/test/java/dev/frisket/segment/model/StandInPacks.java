package dev.frisket.segment.model;

/** The stand-in as the packs in use: what tests hand to whatever wants {@link ModelPacks}. */
public final class StandInPacks implements ModelPacks {
    private final MaskModel maskModel = new StandInModel();

    @Override
    public MaskModel maskModel() {
        return maskModel;
    }

    @Override
    public void close() {
        maskModel.close();
    }
}

package dev.frisket.segment.model;

import dev.frisket.packs.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The stand-in models as the packs in use, for tests of code that needs {@link ModelPacks}. */
public final class StandInPacks implements ModelPacks {
    private final ModelPacks packs = new PluggedPacks(List.of(
            new PluggedPacks.Pack("masks", Set.of(Capability.POINTS, Capability.BOXES), new StandInModel()),
            new PluggedPacks.Pack("detector", Set.of(Capability.TEXT), new StandInDetector())));

    @Override
    public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
        return packs.find(capability, port);
    }

    @Override
    public void close() {
        packs.close();
    }
}

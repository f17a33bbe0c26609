package dev.frisket.segment.model;

import dev.frisket.packs.Capability;
import java.util.List;
import java.util.Optional;

/** The models in use by a worker; closing it closes them. */
public interface ModelPacks extends AutoCloseable {

    /**
     * Finds the model for a kind of prompt: that of the first pack in use that declares the capability.
     *
     * @param port one of the capability's {@linkplain #ports ports}
     * @return empty if no pack in use declares it, or if the first that does implements another port
     */
    <M extends Model> Optional<M> find(Capability capability, Class<M> port);

    /** The ports of a capability: a model that serves it implements one of these. */
    static List<Class<? extends Model>> ports(Capability capability) {
        return switch (capability) {
            case POINTS, BOXES -> List.of(MaskModel.class);
            case TEXT -> List.of(TextMaskModel.class, Detector.class);
        };
    }

    /** Closes every model. */
    @Override
    void close();
}

package dev.frisket.segment.model;

import dev.frisket.packs.Capability;
import java.util.List;
import java.util.Optional;

/** The models that a worker works with, and the handle that closes them. */
public interface ModelPacks extends AutoCloseable {

    /**
     * What serves a kind of prompt: of the packs in use the first that declares it.
     *
     * @param port one of the capability's {@linkplain #ports ports}
     * @return empty if no pack in use declares it, or the first that does serves it by another port
     */
    <M extends Model> Optional<M> find(Capability capability, Class<M> port);

    /** The ports of a capability: a model that serves it implements one of them. */
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

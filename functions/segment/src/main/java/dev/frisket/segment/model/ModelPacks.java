package dev.frisket.segment.model;

import java.util.Optional;

/** The models that a worker works with, and the handle that closes them. */
public interface ModelPacks extends AutoCloseable {

    /**
     * What serves a kind of prompt: of the packs in use the first that declares it.
     *
     * @param port one of the capability's {@linkplain Capability#ports() ports}
     * @return empty if no pack in use declares it, or the first that does serves it by another port
     */
    <M extends Model> Optional<M> find(Capability capability, Class<M> port);

    /** Closes every model. */
    @Override
    void close();
}

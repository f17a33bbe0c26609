package dev.frisket.segment.model;

import dev.frisket.packs.Capability;
import dev.frisket.packs.ModelException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The packs in use, in order of priority: a prompt goes to the first that declares its capability.
 *
 * @param packs each with its model
 */
public record PluggedPacks(List<Pack> packs) implements ModelPacks {

    public PluggedPacks {
        packs = List.copyOf(packs);
    }

    /**
     * A pack and the model that runs it.
     *
     * @param name of the pack
     * @param capabilities declared by the pack
     * @param model that runs the pack
     */
    public record Pack(String name, Set<Capability> capabilities, Model model) {
        /** @throws ModelException if the model has no port for a capability */
        public Pack {
            capabilities = Set.copyOf(capabilities);
            for (Capability capability : capabilities) {
                if (ModelPacks.ports(capability).stream().noneMatch(port -> port.isInstance(model))) {
                    throw new ModelException(
                            "The manifest of the pack %s declares %s, which the code of its family does not serve."
                                    .formatted(name, capability));
                }
            }
        }
    }

    @Override
    public <M extends Model> Optional<M> find(Capability capability, Class<M> port) {
        return packs.stream()
                .filter(pack -> pack.capabilities.contains(capability))
                .findFirst()
                .map(Pack::model)
                .filter(port::isInstance)
                .map(port::cast);
    }

    @Override
    public void close() {
        packs.forEach(pack -> pack.model.close());
    }
}

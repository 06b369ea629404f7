package org.godocker.executor.docker.internal.node;

import java.util.Optional;
import org.godocker.executor.docker.internal.engine.ContainerView;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.spi.executor.Run;

/** Finds the container of an attempt, and never one that does not carry this server's label and that attempt. */
final class Containers {

    private final ContainerNames names;
    private final Ledger ledger;

    Containers(ContainerNames names, Ledger ledger) {
        this.names = names;
        this.ledger = ledger;
    }

    /** By its id, else by its name. */
    Optional<ContainerView> locate(Engine engine, Run run) throws EngineException {
        Optional<String> id = run.handle().flatMap(Observations::container);
        Optional<ContainerView> byId = id.isPresent() ? ours(engine.inspect(id.get()), run) : Optional.empty();
        return byId.isPresent() ? byId : ours(engine.inspect(names.name(run.attempt())), run);
    }

    /** The id of a container to act on, from the engine's own filtered events when they told of it, else by asking. */
    Optional<String> verified(Engine engine, Run run) throws EngineException {
        Optional<String> known = run.handle().flatMap(Observations::container)
                .filter(id -> ledger.find(id).filter(t -> t.attempt().equals(run.attempt()) && !t.destroyed()).isPresent());
        return known.isPresent() ? known : locate(engine, run).map(ContainerView::id);
    }

    private Optional<ContainerView> ours(Optional<ContainerView> view, Run run) {
        return view.filter(v -> names.attempt(v.labels()).equals(Optional.of(run.attempt())));
    }
}

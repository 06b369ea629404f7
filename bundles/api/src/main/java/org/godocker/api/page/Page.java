package org.godocker.api.page;

import java.util.List;
import java.util.Optional;

/**
 * One page of a long list.
 *
 * @param items what is on this page, in list order
 * @param next  opaque cursor that gives the following page; empty on the last one. It stays valid while rows come and go.
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }
}

package org.godocker.engine.internal.account;

import java.util.LinkedHashMap;
import java.util.Map;

/** Holds at most so many entries; the one that was used longest ago makes room. Its user guards it against other threads. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    BoundedMap(int capacity) {
        super(64, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}

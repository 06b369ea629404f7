package org.godocker.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.godocker.itests.support.Api;

/** How many jobs of a server have not ended. */
final class Live {

    private Live() {
    }

    static void awaitNone(Api api, Duration limit) {
        Awaitility.await("no live job").atMost(limit).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                .until(() -> count(api) == 0);
    }

    static long count(Api api) {
        long live = 0;
        for (JsonNode number : api.get("/server").expect(200).json().get("jobs")) {
            live += number.asLong();
        }
        return live;
    }
}

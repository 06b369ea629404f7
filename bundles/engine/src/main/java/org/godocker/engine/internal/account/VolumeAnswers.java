package org.godocker.engine.internal.account;

import java.util.List;
import org.godocker.api.job.VolumeRequest;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.auth.VolumeVerdict;

/** Holds auth providers to their word: one grant for each request, in order, never with more access than asked for. */
final class VolumeAnswers {

    private VolumeAnswers() {
    }

    static boolean fit(List<VolumeRequest> requests, VolumeVerdict.Granted granted) {
        List<VolumeGrant> grants = granted.grants();
        if (grants.size() != requests.size()) {
            return false;
        }
        for (int i = 0; i < grants.size(); i++) {
            VolumeRequest request = requests.get(i);
            VolumeGrant grant = grants.get(i);
            if (!grant.name().equals(request.name()) || request.readOnly() && !grant.readOnly()) {
                return false;
            }
        }
        return true;
    }
}

package org.godocker.auth.local;

import java.util.ArrayList;
import java.util.List;
import org.godocker.api.job.VolumeRequest;
import org.godocker.api.user.Identity;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.auth.VolumeVerdict;

/** The one volume local accounts have: {@code home}, their home directory. Whether it exists is seen on the node. */
final class HomeVolume {

    static final String NAME = "home";
    static final String MOUNT_POINT = "/mnt/home";

    private HomeVolume() {
    }

    static VolumeVerdict verdict(Identity identity, List<VolumeRequest> requests) {
        List<VolumeGrant> grants = new ArrayList<>();
        for (VolumeRequest request : requests) {
            if (!request.name().equals(NAME)) {
                return new VolumeVerdict.Refused(request.name(), "there is no such volume for " + identity.login()
                        + "; " + (identity.home().isPresent() ? "there is: " + NAME : "there is none"));
            }
            if (identity.home().isEmpty()) {
                return new VolumeVerdict.Refused(NAME, "the account of " + identity.login()
                        + " has no home directory; an administrator can give it one");
            }
            grants.add(new VolumeGrant(NAME, identity.home().get(), MOUNT_POINT, request.readOnly()));
        }
        return new VolumeVerdict.Granted(grants);
    }
}

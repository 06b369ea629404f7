package org.godocker.engine.internal.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;

/** What of a remote address counts as one place. */
final class RemoteAddress {

    private static final int LONGEST = 64;

    private RemoteAddress() {
    }

    /** An IPv6 address stands for its network of 64 bits, since whoever has one has them all; others for themselves. */
    static String place(String address) {
        String text = Objects.requireNonNullElse(address, "").strip();
        if (text.length() > LONGEST) {
            return text.substring(0, LONGEST);
        }
        if (!text.contains(":")) {
            return text;
        }
        try {
            // A text with a colon is never looked up as a host name.
            InetAddress parsed = InetAddress.getByName(text.replaceFirst("%.*", ""));
            if (parsed instanceof Inet6Address) {
                byte[] network = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), 8), 16);
                return InetAddress.getByAddress(network).getHostAddress() + "/64";
            }
            return parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return text;
        }
    }
}

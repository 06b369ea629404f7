package org.godocker.engine.internal.submission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.godocker.api.job.JobSubmission;

/** A hash of what was submitted, for telling a repeated submission from another one under the same key. */
public final class Fingerprint {

    private Fingerprint() {
    }

    /** Equal for equal submissions, whatever the order of environment variables. */
    public static String of(List<JobSubmission> submissions) {
        MessageDigest digest = sha256();
        for (JobSubmission s : submissions) {
            part(digest, s.name(), s.description(), s.tags(), s.project(), s.image(), s.script(),
                    s.env() == null ? null : new TreeMap<>(s.env()),
                    s.cpus() == null ? null : s.cpus().stripTrailingZeros().toPlainString(), s.memory(), s.volumes(),
                    s.lifespan(), s.network(), s.root(), s.executor(), s.options());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void part(MessageDigest digest, Object... fields) {
        for (Object field : fields) {
            byte[] bytes = String.valueOf(field).getBytes(StandardCharsets.UTF_8);
            // The length before each field keeps "ab","c" apart from "a","bc".
            digest.update((bytes.length + (field == null ? "n:" : ":")).getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package org.godocker.auth.local;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Hashes and checks passwords, few at once, since each costs a good part of a second of a cpu. Safe for several threads. */
final class PasswordHasher {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final HashingLimit limit;
    private final AtomicLong work = new AtomicLong();
    private final byte[] dummySalt = new byte[SALT_BYTES];
    private volatile int iterations;

    PasswordHasher(int iterations, HashingLimit limit) {
        this.iterations = iterations;
        this.limit = limit;
        random.nextBytes(dummySalt);
    }

    /** Takes over new options; hashes being made are finished as they were begun. */
    void configure(int newIterations, int atOnce) {
        iterations = newIterations;
        limit.configure(atOnce);
    }

    /** @return the hash as {@link PasswordHash#text()} */
    String hash(char[] password) throws HashingBusyException {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        int cost = iterations;
        return new PasswordHash(cost, salt, derive(password, salt, cost)).text();
    }

    /**
     * Whether a password may be hashed: NUL at its end would not count, since HMAC fills up its key with it, and half a
     * surrogate pair would be taken for a question mark.
     */
    static boolean isText(char[] password) {
        for (int i = 0; i < password.length; i++) {
            if (password[i] == '\0' || Character.isLowSurrogate(password[i])) {
                return false;
            }
            if (Character.isHighSurrogate(password[i])) {
                i++;
                if (i == password.length || !Character.isLowSurrogate(password[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a password leads to a stored hash; false for a hash of unknown form, after as much work. */
    boolean verify(char[] password, String stored) throws HashingBusyException {
        Optional<PasswordHash> hash = PasswordHash.parse(stored);
        if (hash.isEmpty() || !isText(password)) {
            pretend(password);
            return false;
        }
        return MessageDigest.isEqual(hash.get().hash(), derive(password, hash.get().salt(), hash.get().iterations()));
    }

    /** Does the work of {@link #verify} for a login that does not exist, so that time does not tell which logins do. */
    void pretend(char[] password) throws HashingBusyException {
        derive(password, dummySalt, iterations);
    }

    /** Whether a hash was made with less cost than is asked for now. */
    boolean isOutdated(String stored) {
        return PasswordHash.parse(stored).map(hash -> hash.iterations() < iterations).orElse(true);
    }

    private byte[] derive(char[] password, byte[] salt, int cost) throws HashingBusyException {
        return limit.within(() -> {
            PBEKeySpec spec = new PBEKeySpec(password, salt, cost, HASH_BYTES * 8);
            try {
                work.addAndGet(cost);
                return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            } finally {
                spec.clearPassword();
            }
        });
    }

    /** Iterations worked off so far. */
    long work() {
        return work.get();
    }
}

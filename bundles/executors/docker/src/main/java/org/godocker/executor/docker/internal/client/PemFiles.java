package org.godocker.executor.docker.internal.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.godocker.executor.docker.internal.config.TlsFiles;

/** Makes a TLS context of PEM files with what the JDK has. */
final class PemFiles {

    private static final Pattern KEY = Pattern.compile("-----BEGIN ((?:[A-Z]+ )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

    private PemFiles() {
    }

    /** @throws GeneralSecurityException with the file and what is wrong with it, never with what it holds */
    static SSLContext context(TlsFiles files) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities(files.authority()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(files.identity().isPresent() ? identity(files.identity().get()).getKeyManagers() : null,
                trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore authorities(Path file) throws GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        return store;
    }

    private static KeyManagerFactory identity(TlsFiles.Identity identity) throws GeneralSecurityException {
        KeyStore store = empty();
        store.setKeyEntry("client", key(identity.key()), new char[0], certificates(identity.certificate()).toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException("no empty key store could be made", e);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws GeneralSecurityException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(read(file).getBytes(StandardCharsets.US_ASCII)));
        if (found.isEmpty()) {
            throw new GeneralSecurityException(file + " holds no certificate in PEM");
        }
        return found;
    }

    static PrivateKey key(Path file) throws GeneralSecurityException {
        Matcher m = KEY.matcher(read(file));
        if (!m.find()) {
            throw new GeneralSecurityException(file + " holds no unencrypted private key in PEM");
        }
        byte[] der = Base64.getMimeDecoder().decode(m.group(2));
        byte[] pkcs8 = switch (m.group(1)) {
            case "" -> der;
            case "RSA " -> wrapRsa(der);
            default -> throw new GeneralSecurityException(file + " is in an old form; convert it with: openssl pkcs8 -topk8 -nocrypt -in "
                    + file + " -out new-key.pem");
        };
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new GeneralSecurityException(file + " holds a private key of a kind that is not known here (RSA, EC and Ed25519 are)");
    }

    private static String read(Path file) throws GeneralSecurityException {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new GeneralSecurityException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A PKCS#1 key is the inner part of a PKCS#8 one: SEQUENCE { version 0, rsaEncryption, OCTET STRING { key } }. */
    private static byte[] wrapRsa(byte[] pkcs1) {
        byte[] header = {0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};
        return der(0x30, concat(header, der(0x04, pkcs1)));
    }

    private static byte[] der(int tag, byte[] content) {
        int n = content.length;
        byte[] length = n < 0x80 ? new byte[] {(byte) n}
                : n < 0x100 ? new byte[] {(byte) 0x81, (byte) n}
                : new byte[] {(byte) 0x82, (byte) (n >> 8), (byte) n};
        return concat(concat(new byte[] {(byte) tag}, length), content);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}

package org.godocker.executor.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of an engine and of a server, each signed by itself, made with the JDK's own tool. */
record TestCertificates(Path engineCertificate, Path serverCertificate, Path serverKey, SSLContext engineContext) {

    private static final char[] PASSWORD = "only-for-tests".toCharArray();

    static TestCertificates make(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore engine = keyStore(directory.resolve("engine.p12"), "RSA", "san=ip:127.0.0.1,dns:localhost");
        KeyStore server = keyStore(directory.resolve("server.p12"), "EC", "eku=clientAuth");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(engine, PASSWORD);
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("server", server.getCertificate("test"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        Certificate serverCertificate = server.getCertificate("test");
        Key serverKey = server.getKey("test", PASSWORD);
        return new TestCertificates(
                pem(directory.resolve("engine.pem"), "CERTIFICATE", engine.getCertificate("test").getEncoded()),
                pem(directory.resolve("server.pem"), "CERTIFICATE", serverCertificate.getEncoded()),
                pem(directory.resolve("server-key.pem"), "PRIVATE KEY", serverKey.getEncoded()), context);
    }

    private static KeyStore keyStore(Path file, String algorithm, String extension)
            throws IOException, GeneralSecurityException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD),
                "-alias", "test", "-keyalg", algorithm, "-dname", "CN=" + file.getFileName(), "-validity", "2", "-ext", extension))
                .redirectErrorStream(true).start();
        String words = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + words);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    static Path pem(Path file, String type, byte[] content) throws IOException {
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n");
    }
}

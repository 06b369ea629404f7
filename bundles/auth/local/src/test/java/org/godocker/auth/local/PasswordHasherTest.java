package org.godocker.auth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private static final int COST = 1000;

    private final PasswordHasher hasher = hasher(COST);

    private static PasswordHasher hasher(int iterations) {
        return new PasswordHasher(iterations, new HashingLimit(2, Duration.ofSeconds(30)));
    }

    @Test
    void aPasswordLeadsToItsHashAndNoOtherDoes() throws Exception {
        String hash = hasher.hash("correct horse".toCharArray());

        assertThat(hasher.verify("correct horse".toCharArray(), hash)).isTrue();
        assertThat(hasher.verify("correct horsf".toCharArray(), hash)).isFalse();
        assertThat(hasher.verify("".toCharArray(), hash)).isFalse();
    }

    @Test
    void charactersBeyondAsciiCount() throws Exception {
        String hash = hasher.hash("pässwörd\uD83D\uDE00".toCharArray());

        assertThat(hasher.verify("pässwörd\uD83D\uDE00".toCharArray(), hash)).isTrue();
        assertThat(hasher.verify("passwörd\uD83D\uDE00".toCharArray(), hash)).isFalse();
        assertThat(hasher.verify("p?ssw?rd\uD83D\uDE00".toCharArray(), hash)).isFalse();
    }

    @Test
    void whatHmacWouldTakeForTheSameIsNotTheSame() throws Exception {
        String hash = hasher.hash("question?".toCharArray());
        for (String close : new String[] {"question?\0", "question?\0\0", "question\uD83D", "question\uDE00"}) {
            long before = hasher.work();
            assertThat(hasher.verify(close.toCharArray(), hash)).isFalse();
            assertThat(hasher.work() - before).isEqualTo(COST);
        }
    }

    @Test
    void theSamePasswordNeverLeadsToTheSameText() throws Exception {
        assertThat(hasher.hash("correct horse".toCharArray())).isNotEqualTo(hasher.hash("correct horse".toCharArray()));
    }

    @Test
    void theTextNamesAlgorithmVersionAndCost() throws Exception {
        assertThat(hasher.hash("correct horse".toCharArray())).matches("pbkdf2-sha512\\$1\\$1000\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void theHashIsPbkdf2AsTheStandardSays() throws Exception {
        PasswordHash hash = PasswordHash.parse(hasher.hash("pässword".toCharArray())).orElseThrow();

        assertThat(hash.hash()).isEqualTo(firstBlock("pässword", hash.salt(), COST));
    }

    /** RFC 8018, section 5.2, for a key no longer than one block. */
    private static byte[] firstBlock(String password, byte[] salt, int iterations) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        mac.update(salt);
        byte[] step = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = step.clone();
        for (int i = 1; i < iterations; i++) {
            step = mac.doFinal(step);
            for (int b = 0; b < result.length; b++) {
                result[b] ^= step[b];
            }
        }
        return Arrays.copyOf(result, 32);
    }

    @Test
    void aHashOfOtherCostIsStillChecked() throws Exception {
        String cheap = hasher(10).hash("correct horse".toCharArray());

        assertThat(hasher.verify("correct horse".toCharArray(), cheap)).isTrue();
        assertThat(hasher.isOutdated(cheap)).isTrue();
        assertThat(hasher.isOutdated(hasher.hash("correct horse".toCharArray()))).isFalse();
        assertThat(hasher.isOutdated(hasher(COST * 2).hash("correct horse".toCharArray()))).isFalse();
    }

    @Test
    void aHashOfUnknownFormFitsNothingAndCostsAsMuch() throws Exception {
        for (String text : new String[] {"", "secret", "$2a$10$abcdefghijklmnopqrstuv", "pbkdf2-sha512$2$1000$x$y",
                "pbkdf2-sha512$1$99999999999$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
            long before = hasher.work();
            assertThat(hasher.verify("secret".toCharArray(), text)).isFalse();
            assertThat(hasher.work() - before).isEqualTo(COST);
        }
    }

    @Test
    void pretendingCostsWhatCheckingCosts() throws Exception {
        String hash = hasher.hash("correct horse".toCharArray());
        long before = hasher.work();
        hasher.verify("wrong".toCharArray(), hash);
        long checking = hasher.work() - before;
        hasher.pretend("wrong".toCharArray());

        assertThat(hasher.work() - before - checking).isEqualTo(checking).isEqualTo(COST);
    }

    @Test
    void neitherTextFormsNorHashesShowInToString() throws Exception {
        String text = hasher.hash("correct horse".toCharArray());

        assertThat(PasswordHash.parse(text).orElseThrow()).hasToString("PasswordHash[iterations=1000]");
    }
}

package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.rest.internal.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private static final String DOCUMENT = """
            [{"name":"h\u00e9\\n\\u00e9\\ud83d\\ude00","cpus":0.50,"memory":9223372036854775807,"network":true,"root":false,
              "project":null,"env":{"A":"1","B":""},"volumes":["home",{"name":"x","access":"rw"}],"tags":[]},{},[],-1e-2]""";

    private static final ObjectMapper REFERENCE = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Whatever somebody sends is either read as any other parser reads it, or refused; nothing else ever happens. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void damagedDocumentsAreReadRightOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] whole = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = damage(whole.clone(), random);
            try {
                JsonNode node = StrictJson.parse(damaged);
                assertThat(sameAs(node, damaged)).as(new String(damaged, StandardCharsets.UTF_8)).isTrue();
                read++;
            } catch (InvalidRequestException refused) {
                assertThat(refused.violations()).isNotEmpty();
            }
        }
        assertThat(read).isBetween(100, 4900);
    }

    private static byte[] damage(byte[] bytes, Random random) {
        String interesting = "{}[]\",:\\\\0123456789.eE+-tfn \n\t/*'\0\u0080\u00ff";
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) interesting.charAt(random.nextInt(interesting.length()));
        }
        return bytes;
    }

    private static boolean sameAs(JsonNode node, byte[] bytes) throws IOException {
        return node.equals((a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1, REFERENCE.readTree(bytes));
    }

    @Test
    void numbersStayExact() {
        JsonNode node = StrictJson.parse("[0.1234567890123456789, 1.50, 12345678901234567890]".getBytes(StandardCharsets.UTF_8));
        assertThat(node.get(0).decimalValue()).isEqualByComparingTo("0.1234567890123456789");
        assertThat(node.get(2).bigIntegerValue()).isEqualTo("12345678901234567890");
    }

    @Test
    void aScriptOfAMebibyteIsNoTrouble() {
        String script = "x".repeat(1 << 20);
        assertThat(StrictJson.parse(("{\"script\":\"" + script + "\"}").getBytes(StandardCharsets.UTF_8)).get("script").textValue())
                .isEqualTo(script);
    }
}

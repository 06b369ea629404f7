package org.godocker.store.jpa.internal.entity;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.godocker.api.job.JobOptions;
import org.godocker.api.job.Retry;
import org.godocker.api.job.Retry.MemoryRaise;

/** What a job asks for beyond one run of one script, as an object within the JSON text of its details. */
final class JobOptionsText {

    private JobOptionsText() {
    }

    /** Writes one object; options that ask for nothing leave no trace in it. */
    static void write(JsonGenerator json, JobOptions options) throws IOException {
        json.writeStartObject();
        if (!options.retry().equals(Retry.NONE)) {
            json.writeObjectFieldStart("retry");
            writeRetry(json, options.retry());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeRetry(JsonGenerator json, Retry retry) throws IOException {
        json.writeNumberField("times", retry.times());
        if (retry.outOfMemory().isPresent()) {
            MemoryRaise raise = retry.outOfMemory().get();
            // As text, because a number would not keep its trailing zeros.
            json.writeStringField("memoryFactor", raise.factor().toPlainString());
            json.writeNumberField("memoryLimit", raise.limit());
        }
        json.writeArrayFieldStart("exitCodes");
        for (int code : retry.exitCodes()) {
            json.writeNumber(code);
        }
        json.writeEndArray();
    }

    /** Reads the object the parser stands at the start of. */
    static JobOptions read(JsonParser json) throws IOException {
        JobOptions options = JobOptions.NONE;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("retry")) {
                options = options.withRetry(readRetry(json));
            } else {
                json.skipChildren();
            }
        }
        return options;
    }

    private static Retry readRetry(JsonParser json) throws IOException {
        int times = 0;
        BigDecimal factor = null;
        long limit = 0;
        Set<Integer> exitCodes = new HashSet<>();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "times" -> times = json.getIntValue();
                case "memoryFactor" -> factor = new BigDecimal(json.getText());
                case "memoryLimit" -> limit = json.getLongValue();
                case "exitCodes" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        exitCodes.add(json.getIntValue());
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Retry(times, factor == null ? Optional.empty() : Optional.of(new MemoryRaise(factor, limit)), exitCodes);
    }
}

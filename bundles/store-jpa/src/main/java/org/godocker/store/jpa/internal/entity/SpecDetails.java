package org.godocker.store.jpa.internal.entity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobOptions;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.VolumeRequest;

/**
 * The lists and options of a job's specification, kept as one JSON text: tags, variables, volumes, options. They
 * are only ever read together; tags are in a table of their own as well, to be searched.
 */
public record SpecDetails(List<String> tags, Map<String, String> env, List<VolumeRequest> volumes, JobOptions options) {

    private static final SpecDetails NONE = new SpecDetails(List.of(), Map.of(), List.of(), JobOptions.NONE);
    private static final JsonFactory JSON = new JsonFactory();

    public static SpecDetails of(JobSpec spec) {
        return new SpecDetails(spec.tags(), spec.env(), spec.volumes(), spec.options());
    }

    /** @return null when there is nothing to keep, as with most jobs */
    public String write() {
        if (equals(NONE)) {
            return null;
        }
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("tags");
            for (String tag : tags) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("env");
            for (Map.Entry<String, String> variable : env.entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("volumes");
            for (VolumeRequest volume : volumes) {
                json.writeStartObject();
                json.writeStringField("name", volume.name());
                json.writeBooleanField("readOnly", volume.readOnly());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (!options.equals(JobOptions.NONE)) {
                json.writeFieldName("options");
                JobOptionsText.write(json, options);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer has no input or output errors", e);
        }
        return out.toString();
    }

    /** @param text as written, or null */
    static SpecDetails read(String text) {
        if (text == null) {
            return NONE;
        }
        List<String> tags = new ArrayList<>();
        Map<String, String> env = new LinkedHashMap<>();
        List<VolumeRequest> volumes = new ArrayList<>();
        JobOptions options = JobOptions.NONE;
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case "tags" -> readTags(json, tags);
                    case "env" -> readEnv(json, env);
                    case "volumes" -> readVolumes(json, volumes);
                    case "options" -> options = JobOptionsText.read(json);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("column details of a job is not what this program wrote", e);
        }
        return new SpecDetails(tags, env, volumes, options);
    }

    private static void readTags(JsonParser json, List<String> tags) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            tags.add(json.getText());
        }
    }

    private static void readEnv(JsonParser json, Map<String, String> env) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            env.put(name, json.nextTextValue());
        }
    }

    private static void readVolumes(JsonParser json, List<VolumeRequest> volumes) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            boolean readOnly = false;
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                if (field.equals("name")) {
                    name = json.nextTextValue();
                } else if (field.equals("readOnly")) {
                    readOnly = Boolean.TRUE.equals(json.nextBooleanValue());
                } else {
                    json.nextToken();
                    json.skipChildren();
                }
            }
            volumes.add(new VolumeRequest(name, readOnly));
        }
    }
}

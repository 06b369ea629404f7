package org.godocker.executor.docker.internal.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine says, taken out of the JSON that the client library wraps into its messages. */
final class EngineWords {

    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int LONGEST = 600;

    private EngineWords() {
    }

    static String of(String text) {
        if (text == null) {
            return "no reason given";
        }
        Matcher m = MESSAGE.matcher(text);
        String words = m.find() ? m.group(1).replace("\\\"", "\"").replace("\\n", " ").replace("\\u003c", "<").replace("\\u003e", ">").replace("\\\\", "\\") : text;
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "\u2026" : line;
    }
}

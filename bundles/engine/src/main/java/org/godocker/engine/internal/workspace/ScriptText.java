package org.godocker.engine.internal.workspace;

import java.nio.charset.StandardCharsets;

/** Makes the script as it was submitted into the file that is run. */
final class ScriptText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ScriptText() {}

    /**
     * UTF-8. Where the first line ends in CRLF, as editors on Windows write it, every CRLF becomes LF, and a byte order
     * mark in front is dropped: the kernel would look for an interpreter with these in its name.
     */
    static byte[] toFile(String script) {
        String text = script.startsWith(BYTE_ORDER_MARK) ? script.substring(1) : script;
        int firstLineEnd = text.indexOf('\n');
        if (firstLineEnd > 0 && text.charAt(firstLineEnd - 1) == '\r') {
            text = text.replace("\r\n", "\n");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.godocker.rest.internal.job;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.core.MediaType;

/** Headers under which files are sent that anybody may have written: to be stored, never to be shown as a page. */
final class FileHeaders {

    private static final Set<String> PLAIN = Set.of("txt", "log", "err", "out", "csv", "tsv", "md");

    private FileHeaders() {
    }

    static String mediaType(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return PLAIN.contains(extension) ? JobLogResource.PLAIN_TEXT : MediaType.APPLICATION_OCTET_STREAM;
    }

    /** Content-Disposition by RFC 6266: an ASCII name for old clients, and the real one. */
    static String disposition(String fileName) {
        String ascii = fileName.replaceAll("[^A-Za-z0-9._-]", "_");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(fileName);
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }
}

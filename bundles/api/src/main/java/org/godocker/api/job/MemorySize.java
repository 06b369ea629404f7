package org.godocker.api.job;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory sizes as people write them: {@code 512MiB}, {@code 1.5G}, {@code 1073741824}. */
public final class MemorySize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,6})?)\\s*([A-Za-z]*)");

    /** K, M, G, T mean powers of 1024 as they do for Docker and Slurm; KB, MB, GB, TB are the decimal units. */
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("", 1L), Map.entry("b", 1L),
            Map.entry("k", 1L << 10), Map.entry("kib", 1L << 10), Map.entry("kb", 1_000L),
            Map.entry("m", 1L << 20), Map.entry("mib", 1L << 20), Map.entry("mb", 1_000_000L),
            Map.entry("g", 1L << 30), Map.entry("gib", 1L << 30), Map.entry("gb", 1_000_000_000L),
            Map.entry("t", 1L << 40), Map.entry("tib", 1L << 40), Map.entry("tb", 1_000_000_000_000L));

    private MemorySize() {
    }

    /**
     * Reads a size.
     *
     * @param text a decimal number with an optional unit, upper or lower case; no sign
     * @return bytes, 0 or more, fractions of a byte dropped
     * @throws IllegalArgumentException when the text is not a size or does not fit in a long; the message names the form
     */
    public static long parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        Long unit = m.matches() ? UNITS.get(m.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("a size is a number with an optional unit, for example 512MiB, 4G or 1073741824");
        }
        BigDecimal bytes = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("the size is larger than 8 EiB");
        }
        return bytes.longValue();
    }

    /** Writes a size with the largest binary unit that keeps it short: {@code 512MiB}, {@code 1.5GiB}, {@code 100B}. */
    public static String format(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        int unit = 0;
        double value = bytes;
        while (Math.abs(value) >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        String number = value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
        return number + units[unit];
    }
}

package org.godocker.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * One figure and its reference, measured in turn in the same run.
 *
 * @param what      what is measured
 * @param unit      of both
 * @param measured  one value a round
 * @param reference name of the reference
 * @param compared  its values, one a round
 * @param goal      what design or issue ask for, in words
 */
record Figure(String what, String unit, double[] measured, String reference, double[] compared, String goal) {

    String line() {
        return String.format(Locale.ROOT, "%-52s %s %s   reference (%s): %s %s   ratio of medians %.2f   goal: %s",
                what, values(measured), unit, reference, values(compared), unit, median(measured) / median(compared), goal);
    }

    private static String values(double[] values) {
        return String.format(Locale.ROOT, "median %.2f %s", median(values),
                Arrays.toString(Arrays.stream(values).map(v -> Math.round(v * 100) / 100.0).toArray()));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

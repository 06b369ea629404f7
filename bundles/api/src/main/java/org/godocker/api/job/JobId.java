package org.godocker.api.job;

/**
 * Number of a job, given by the server once and never again.
 *
 * @param number 1 or more
 */
public record JobId(long number) implements Comparable<JobId> {

    public JobId {
        if (number < 1) {
            throw new IllegalArgumentException("job id must be 1 or more: " + number);
        }
    }

    /**
     * Reads a job id as people write it.
     *
     * @throws IllegalArgumentException when the text is not a whole number of 1 or more
     */
    public static JobId parse(String text) {
        try {
            return new JobId(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a job id is a whole number of 1 or more", e);
        }
    }

    @Override
    public int compareTo(JobId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}

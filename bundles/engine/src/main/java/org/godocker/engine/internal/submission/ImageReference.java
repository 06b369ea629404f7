package org.godocker.engine.internal.submission;

import java.util.regex.Pattern;

/**
 * What image references look like, after the grammar of the distribution project's {@code reference} package:
 * {@code [host[:port]/]path[:tag][@digest]}.
 */
final class ImageReference {

    private static final int LONGEST = 512;
    private static final String HOST_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST = HOST_PART + "(?:\\." + HOST_PART + ")*(?::[0-9]{1,5})?";
    private static final String PATH_PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern FORM = Pattern.compile("(?:" + HOST + "/)?" + PATH_PART + "(?:/" + PATH_PART + ")*"
            + "(?::[\\w][\\w.-]{0,127})?" + "(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,128})?");

    private ImageReference() {
    }

    static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}

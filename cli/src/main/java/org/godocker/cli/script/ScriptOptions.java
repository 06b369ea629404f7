package org.godocker.cli.script;

import java.util.ArrayList;
import java.util.List;
import org.godocker.cli.exit.CommandFailure;

/** Reads the options in lines {@code #GODOCKER --memory 4G} of a script. Only comments before its first command count. */
public final class ScriptOptions {

    private static final String MARK = "#GODOCKER";

    private ScriptOptions() {
    }

    /** The words of all such lines, in order. */
    public static List<String> words(String script) {
        List<String> words = new ArrayList<>();
        int number = 0;
        for (String line : script.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                break;
            }
            if (line.equals(MARK) || line.startsWith(MARK + " ") || line.startsWith(MARK + "\t")) {
                split(line.substring(MARK.length()), number, words);
            }
        }
        return words;
    }

    /** At blanks, except in single or double quotes. */
    private static void split(String text, int line, List<String> words) {
        StringBuilder word = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                started = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (started) {
                    words.add(word.toString());
                }
                word.setLength(0);
                started = false;
            } else {
                word.append(c);
                started = true;
            }
        }
        if (quote != 0) {
            throw CommandFailure.usage("line " + line + " of the script: a quote is not closed");
        }
        if (started) {
            words.add(word.toString());
        }
    }
}

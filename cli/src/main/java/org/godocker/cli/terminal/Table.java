package org.godocker.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings. The last column is cut to the width of the terminal. */
public final class Table {

    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    public void add(String... cells) {
        rows.add(java.util.Arrays.stream(cells).map(Table::harmless).toList());
    }

    /** Without control characters, with which others could take over the reader's terminal. */
    public static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    public void print(Surroundings around) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = rows.get(r).get(i);
                line.append(cell).append(i == columns - 1 ? "" : " ".repeat(widths[i] - cell.length()) + GAP);
            }
            String text = line.toString().stripTrailing();
            String cut = text.length() > around.width() ? text.substring(0, around.width()) : text;
            around.out().println(r == 0 && around.coloured() ? "\u001b[1m" + cut + "\u001b[0m" : cut);
        }
    }
}

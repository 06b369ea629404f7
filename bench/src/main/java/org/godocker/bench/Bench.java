package org.godocker.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs benchmarks by name and prints their figures as a table. */
public final class Bench {

    private static final Map<String, Callable<List<Figure>>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("containers", new ContainersBench());
        ALL.put("submissions", new SubmissionsBench());
        ALL.put("no-op", new NoOpBench());
        ALL.put("start-up", new StartUpBench());
        ALL.put("heap", new HeapBench());
    }

    private Bench() {
    }

    /** @param names of benchmarks; none for all */
    public static void main(String[] names) throws Exception {
        List<String> chosen = names.length == 0 ? List.copyOf(ALL.keySet()) : List.of(names);
        for (String name : chosen) {
            Callable<List<Figure>> bench = ALL.get(name);
            if (bench == null) {
                System.err.println("There is no benchmark " + name + "; there are " + ALL.keySet());
                System.exit(2);
                return;
            }
            System.out.println("# " + name);
            for (Figure figure : bench.call()) {
                System.out.println(figure.line());
            }
            System.out.println();
        }
    }
}

package org.godocker.store.jpa.internal.database;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The settings of Derby that the server is shipped with, for this virtual machine. They must stand before Derby starts. */
public final class ShippedDerbySettings {

    private ShippedDerbySettings() {
    }

    public static void apply() throws IOException {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("../../etc/custom.system.properties"))) {
            shipped.load(file);
        }
        shipped.stringPropertyNames().stream()
                .filter(name -> name.startsWith("derby.storage.") || name.startsWith("derby.locks."))
                .filter(name -> System.getProperty(name) == null)
                .forEach(name -> System.setProperty(name, shipped.getProperty(name)));
    }
}

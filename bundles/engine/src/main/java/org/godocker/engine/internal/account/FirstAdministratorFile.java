package org.godocker.engine.internal.account;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.Violation;
import org.godocker.api.user.NewUser;

/**
 * The file that tells a new server its first administrator: Java properties in UTF-8 with login, password, uid, gid and,
 * when wanted, home, mail and groups (numbers divided by commas). It must be readable by its owner alone.
 */
final class FirstAdministratorFile {

    static final String NAME = "first-administrator.properties";

    private static final Set<String> KEYS = Set.of("login", "password", "uid", "gid", "home", "mail", "groups");
    private static final long LARGEST = 64 << 10;
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    FirstAdministratorFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads it.
     *
     * @throws InvalidRequestException naming what is unfit about the file or its values, never a value
     * @throws IOException             when it cannot be read
     */
    NewUser read() throws IOException {
        requirePrivate();
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            values.load(reader);
        } catch (IllegalArgumentException e) {
            // Its message may quote the file.
            throw InvalidRequestException.of("", "properties", "is not a properties file: it has a malformed \\u escape");
        }
        return user(values);
    }

    private void requirePrivate() throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > LARGEST) {
            throw InvalidRequestException.of("", "file", "must be a regular file of at most " + LARGEST + " bytes");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ALONE.containsAll(permissions)) {
            throw InvalidRequestException.of("", "private", "must be accessible to its owner alone (chmod 600), but has "
                    + PosixFilePermissions.toString(permissions) + "; others may have read the password: choose a new one");
        }
    }

    private static NewUser user(Properties values) {
        List<Violation> violations = new ArrayList<>();
        new TreeSet<>(values.stringPropertyNames()).stream().filter(key -> !KEYS.contains(key)).forEach(key ->
                violations.add(new Violation(key, "unknown-field", "is not known; known are " + new TreeSet<>(KEYS))));
        for (String required : List.of("login", "password", "uid", "gid")) {
            if (text(values, required) == null) {
                violations.add(new Violation(required, "required", "is missing"));
            }
        }
        Integer uid = number(values, "uid", violations);
        Integer gid = number(values, "gid", violations);
        List<Integer> groups = groups(values, violations);
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return new NewUser(text(values, "login"), values.getProperty("password").toCharArray(), uid, gid, groups,
                text(values, "home"), text(values, "mail"), true);
    }

    private static String text(Properties values, String key) {
        String text = values.getProperty(key);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Integer number(Properties values, String key, List<Violation> violations) {
        String text = text(values, key);
        return text == null ? null : number(key, text, violations);
    }

    private static Integer number(String key, String text, List<Violation> violations) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            violations.add(new Violation(key, "number", "must be a whole number of 1 or more"));
            return null;
        }
    }

    private static List<Integer> groups(Properties values, List<Violation> violations) {
        String text = text(values, "groups");
        if (text == null) {
            return List.of();
        }
        return List.of(text.split(",")).stream().map(String::strip).map(group -> number("groups", group, violations))
                .filter(Objects::nonNull).toList();
    }

    void delete() throws IOException {
        Files.delete(path);
    }
}

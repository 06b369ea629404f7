package org.godocker.itests.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One running server for all test classes that leave it as they found it, because a start takes long. It is started for
 * the first of them and stopped after the last.
 */
public final class SharedServer implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServer.class);
    private static Server server;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("server", name -> start());
    }

    private static ExtensionContext.Store.CloseableResource start() {
        Server fresh = Server.unpack("shared");
        try {
            fresh.start();
        } catch (RuntimeException | Error e) {
            fresh.close();
            throw e;
        }
        server = fresh;
        return fresh::close;
    }

    /** The server; only in classes that this extension is registered with. */
    public static Server get() {
        return server;
    }
}

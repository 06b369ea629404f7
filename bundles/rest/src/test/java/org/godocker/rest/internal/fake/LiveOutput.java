package org.godocker.rest.internal.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/** Output of a job that goes on: readers wait for more until it is ended. */
public final class LiveOutput {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean ended;
    private int readers;

    public synchronized void write(String text) {
        written.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        notifyAll();
    }

    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Readers that have not been closed. */
    public synchronized int readers() {
        return readers;
    }

    synchronized InputStream open() {
        readers++;
        return new InputStream() {
            private int position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                synchronized (LiveOutput.this) {
                    while (position == written.size() && !ended) {
                        try {
                            LiveOutput.this.wait();
                        } catch (InterruptedException e) {
                            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
                        }
                    }
                    int n = Math.min(length, written.size() - position);
                    System.arraycopy(written.toByteArray(), position, buffer, offset, n);
                    position += n;
                    return n == 0 ? -1 : n;
                }
            }

            @Override
            public void close() {
                synchronized (LiveOutput.this) {
                    readers--;
                }
            }
        };
    }
}

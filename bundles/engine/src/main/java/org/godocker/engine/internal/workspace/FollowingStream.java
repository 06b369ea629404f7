package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.godocker.api.error.ServiceException;

/**
 * A file that is still being written. The reading thread itself looks for more after a pause, so followers cost no
 * thread but their own; file system watches are no use here, as they miss writes from other machines.
 */
final class FollowingStream extends InputStream {

    private final Supplier<Optional<FileChannel>> opener;
    private final BooleanSupplier ended;
    private final long intervalNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private FileChannel channel;
    private boolean closed;

    /**
     * @param now    the file, when it is there already
     * @param opener looks for it otherwise, each time more is wanted
     * @param ended  whether nothing more will be written
     */
    FollowingStream(Optional<FileChannel> now, Supplier<Optional<FileChannel>> opener, BooleanSupplier ended,
            Duration interval) {
        this.channel = now.orElse(null);
        this.opener = opener;
        this.ended = ended;
        this.intervalNanos = interval.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
        while (true) {
            int count = readNow(buffer);
            if (count > 0) {
                return count;
            }
            if (ended.getAsBoolean()) {
                // what was written before the end but after the last look
                count = readNow(buffer);
                return count > 0 ? count : -1;
            }
            pause();
        }
    }

    private int readNow(ByteBuffer buffer) throws IOException {
        FileChannel open = openChannel();
        return open == null ? -1 : open.read(buffer);
    }

    private FileChannel openChannel() throws IOException {
        lock.lock();
        try {
            requireOpen();
            if (channel == null) {
                channel = opener.get().orElse(null);
            }
            return channel;
        } catch (ServiceException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws IOException {
        lock.lock();
        try {
            long left = intervalNanos;
            while (left > 0) {
                requireOpen();
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for output");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
    }

    /** What can be read without waiting. */
    @Override
    public int available() throws IOException {
        FileChannel open = openChannel();
        return open == null ? 0 : (int) Math.max(0, Math.min(Integer.MAX_VALUE, open.size() - open.position()));
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
            if (channel != null) {
                channel.close();
            }
        } finally {
            lock.unlock();
        }
    }
}

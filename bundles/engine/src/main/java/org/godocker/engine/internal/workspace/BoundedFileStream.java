package org.godocker.engine.internal.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file from its beginning up to a given size, so that what was promised as its length is what is sent. */
final class BoundedFileStream extends InputStream {

    private final FileChannel channel;
    private final long size;
    private long position;

    BoundedFileStream(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
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
        int wanted = (int) Math.min(length, size - position);
        int count = wanted == 0 ? -1 : channel.read(ByteBuffer.wrap(target, offset, wanted), position);
        if (count > 0) {
            position += count;
        }
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, size - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, size - position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

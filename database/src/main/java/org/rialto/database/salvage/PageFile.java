package org.rialto.database.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import org.rialto.base.MalformedDataException;

/// The pages of an SQLite file. A header that makes no sense is replaced by what this program writes:
/// pages of 4 KiB.
final class PageFile implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_PAGE_BYTES = 4096;
    private static final int HEADER_BYTES = 100;

    private final FileChannel channel;
    private final int pageBytes;
    private final int usable;
    private final int pages;
    private final int firstTrunk;

    PageFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        channel.read(header, 0);
        boolean known = Arrays.equals(Arrays.copyOf(header.array(), MAGIC.length), MAGIC);
        int said = header.getShort(16) & 0xFFFF;
        said = said == 1 ? 65536 : said;
        boolean sensible = known && said >= 512 && Integer.bitCount(said) == 1;
        pageBytes = sensible ? said : USUAL_PAGE_BYTES;
        usable = pageBytes - (sensible ? header.get(20) & 0xFF : 0);
        pages = (int) (channel.size() / pageBytes);
        firstTrunk = sensible ? header.getInt(32) : 0;
    }

    int pages() { return pages; }

    int usable() { return usable; }

    /// Pages are numbered from 1.
    ByteBuffer page(int number) throws IOException {
        if (number < 1 || number > pages) {
            throw new MalformedDataException("there is no page " + number, 0);
        }
        ByteBuffer page = ByteBuffer.allocate(pageBytes);
        long start = (long) (number - 1) * pageBytes;
        while (page.hasRemaining()) {
            if (channel.read(page, start + page.position()) < 0) {
                throw new IOException("the file ends in page " + number);
            }
        }
        return page.flip();
    }

    /// Pages on the list of free ones, as far as that can be read: what they hold is old.
    BitSet free() throws IOException {
        BitSet free = new BitSet();
        int trunk = firstTrunk;
        while (trunk > 0 && trunk <= pages && !free.get(trunk)) {
            free.set(trunk);
            ByteBuffer page = page(trunk);
            int leaves = page.getInt(4);
            for (int i = 0; i < leaves && i < usable / 4 - 2; i++) {
                int leaf = page.getInt(8 + 4 * i);
                if (leaf > 0 && leaf <= pages) {
                    free.set(leaf);
                }
            }
            trunk = page.getInt(0);
        }
        return free;
    }

    @Override
    public void close() throws IOException { channel.close(); }
}

package org.rialto.protocols.rops.message;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;

/// The bytes of a value, to be read and written at any place: few are in memory, more in pages of
/// the session's temporary file, where zeros that nobody wrote take none. Those of an attachment
/// that is stored are read there until something is written. For one thread at a time.
public final class ValueBytes {
    /// The largest value, MS-OXCPRPT §2.2.19.2.
    public static final long LARGEST = Integer.MAX_VALUE;
    /// As many bytes are in memory at most, too.
    private static final int PAGE_BYTES = SpillFile.PAGE_BYTES;
    private static final int PIECE = 64 << 10;
    private static final int NO_PAGE = -1;
    private final ObjectSpace space;
    private byte[] memory = new byte[0];
    /// The page of each part of the value that was written; null while all is in memory.
    private int @Nullable [] pages;
    private @Nullable StoredBytes stored;
    private long size;
    private boolean forgotten;

    public ValueBytes(ObjectSpace space) { this.space = space; }

    public static ValueBytes of(ObjectSpace space, byte[] bytes) {
        ValueBytes value = new ValueBytes(space);
        value.write(0, bytes, 0, bytes.length);
        return value;
    }

    /// Bytes that are somewhere else until they are changed.
    static ValueBytes of(ObjectSpace space, StoredBytes stored) {
        ValueBytes value = new ValueBytes(space);
        value.stored = stored;
        value.size = stored.size();
        return value;
    }

    public long size() { return size; }

    long memoryBytes() { return memory.length + (pages == null ? 0 : 4L * pages.length); }

    long diskBytes() { return pages == null ? 0 : size; }

    /// Reads up to `count` bytes from `position`; how many, 0 at the end.
    public int read(long position, byte[] into, int offset, int count) {
        int most = (int) Math.min(count, Math.max(0, size - position));
        if (most == 0) {
            return 0;
        }
        StoredBytes from = stored;
        if (from != null) {
            from.read(position, into, offset, most);
        } else if (pages == null) {
            System.arraycopy(memory, (int) position, into, offset, most);
        } else {
            readPages(pages, position, into, offset, most);
        }
        return most;
    }

    private void readPages(int[] of, long position, byte[] into, int offset, int count) {
        if (forgotten) {
            throw new MailError.Gone("the value is not there any more");
        }
        for (int done = 0; done < count;) {
            int from = (int) ((position + done) % PAGE_BYTES);
            int part = Math.min(count - done, PAGE_BYTES - from);
            int page = page(of, position + done);
            if (page == NO_PAGE) {
                Arrays.fill(into, offset + done, offset + done + part, (byte) 0);
            } else {
                space.file().read(page, from, into, offset + done, part);
            }
            done += part;
        }
    }

    private static int page(int[] of, long position) {
        int index = (int) (position / PAGE_BYTES);
        return index < of.length ? of[index] : NO_PAGE;
    }

    /// Writes, with zeros between the end and `position`.
    ///
    /// @throws MailError.TooLarge past [#LARGEST]
    /// @throws ObjectSpace.Exceeded there is no room; nothing was written
    public void write(long position, byte[] from, int offset, int count) {
        if (count == 0) {
            return;
        }
        require(position + count);
        own();
        grow(Math.max(size, position + count), pageCount(position + count));
        if (pages == null) {
            System.arraycopy(from, offset, memory, (int) position, count);
        } else {
            writePages(pages, position, from, offset, count);
        }
    }

    private void writePages(int[] to, long position, byte[] from, int offset, int count) {
        for (int done = 0; done < count;) {
            int index = (int) ((position + done) / PAGE_BYTES);
            int at = (int) ((position + done) % PAGE_BYTES);
            int part = Math.min(count - done, PAGE_BYTES - at);
            if (to[index] == NO_PAGE) {
                to[index] = space.file().allocate();
            }
            space.file().write(to[index], at, from, offset + done, part);
            done += part;
        }
    }

    private static int pageCount(long bytes) {
        return (int) ((bytes + PAGE_BYTES - 1) / PAGE_BYTES);
    }

    private static void require(long size) {
        if (size > LARGEST) {
            throw new MailError.TooLarge("a value has at most " + LARGEST + " bytes");
        }
    }

    /// Cuts the value, or fills it up with zeros; see [#write].
    public void setSize(long newSize) {
        require(newSize);
        if (newSize == 0 && stored != null) {
            stored.close();
            stored = null;
            size = 0;
            return;
        }
        own();
        if (newSize > size) {
            grow(newSize, 0);
        } else if (pages == null) {
            Arrays.fill(memory, (int) newSize, (int) size, (byte) 0);
        } else {
            cut(pages, newSize);
        }
        size = newSize;
    }

    /// What comes behind the new end later is zeros.
    private void cut(int[] of, long newSize) {
        for (int i = pageCount(newSize); i < of.length; i++) {
            if (of[i] != NO_PAGE) {
                space.file().free(of[i]);
                of[i] = NO_PAGE;
            }
        }
        int end = (int) (newSize % PAGE_BYTES);
        int last = page(of, newSize);
        if (end > 0 && last != NO_PAGE) {
            space.file().write(last, end, new byte[PAGE_BYTES - end], 0, PAGE_BYTES - end);
        }
        space.addDisk(newSize - size);
    }

    /// Takes so many bytes, of which the first pages are to be written.
    private void grow(long newSize, int pageCount) {
        int[] of = pages;
        if (of == null && newSize <= PAGE_BYTES) {
            growMemory((int) newSize);
        } else if (of == null) {
            spill(newSize, Math.max(1, pageCount));
        } else {
            if (pageCount > of.length) {
                int most = pageCount(LARGEST);
                pages = longer(of, Math.min(most, Math.max(pageCount, 2 * of.length)));
            }
            if (newSize > size) {
                space.growDisk(this, newSize - size);
            }
        }
        size = Math.max(size, newSize);
    }

    private void growMemory(int needed) {
        if (needed > memory.length) {
            int length = Math.min(PAGE_BYTES, Math.max(needed, 2 * memory.length));
            space.growMemory(this, length - memory.length);
            memory = Arrays.copyOf(memory, length);
        }
    }

    private int[] longer(int[] of, int length) {
        space.growMemory(this, 4L * (length - of.length));
        int[] longer = Arrays.copyOf(of, length);
        Arrays.fill(longer, of.length, length, NO_PAGE);
        return longer;
    }

    private void spill(long newSize, int pageCount) {
        int[] first = longer(new int[0], pageCount);
        try {
            space.growDisk(this, newSize);
            try {
                writePages(first, 0, memory, 0, (int) size);
            } catch (MailError e) {
                space.addDisk(-newSize);
                throw e;
            }
        } catch (ObjectSpace.Exceeded | MailError e) {
            space.addMemory(-4L * pageCount);
            throw e;
        }
        space.addMemory(-memory.length);
        memory = new byte[0];
        pages = first;
    }

    /// Copies what is stored elsewhere, before it is changed.
    private void own() {
        StoredBytes from = stored;
        if (from == null) {
            return;
        }
        ValueBytes copy = new ValueBytes(space);
        copy.take(this, size);
        from.close();
        stored = null;
        memory = copy.memory;
        pages = copy.pages;
        space.replace(copy, this);
    }

    private void take(ValueBytes from, long count) {
        byte[] piece = new byte[(int) Math.min(PAGE_BYTES, count)];
        setSize(count);
        for (long at = 0; at < count; at += PAGE_BYTES) {
            int some = (int) Math.min(PAGE_BYTES, count - at);
            if (from.pages == null || page(from.pages, at) != NO_PAGE) {
                write(at, piece, 0, from.read(at, piece, 0, some));
            }
        }
    }

    /// The first of the bytes, which change by themselves.
    ValueBytes copy(long count) {
        ValueBytes copy = new ValueBytes(space);
        copy.take(this, Math.min(count, size));
        return copy;
    }

    /// Nobody has it any more.
    void forget() {
        forgotten = true;
        if (stored != null) {
            stored.close();
        }
        if (pages != null) {
            for (int page : pages) {
                if (page != NO_PAGE) {
                    space.file().free(page);
                }
            }
        }
    }

    /// Takes free pages nearer to the beginning of the file.
    void moveDown() {
        if (pages != null) {
            for (int i = 0; i < pages.length; i++) {
                pages[i] = pages[i] == NO_PAGE ? NO_PAGE : space.file().moveDown(pages[i]);
            }
        }
    }

    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, size))];
        for (long at = 0; at < size;) {
            int count = read(at, piece, 0, piece.length);
            out.write(piece, 0, count);
            at += count;
        }
    }

    /// All in memory; [MailError.TooLarge] over `most` bytes.
    public byte[] toByteArray(int most) {
        if (size > most) {
            throw new MailError.TooLarge("a value of " + size + " bytes is over " + most);
        }
        byte[] all = new byte[(int) size];
        read(0, all, 0, all.length);
        return all;
    }
}

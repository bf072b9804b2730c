package org.rialto.server.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import org.rialto.store.Access;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;

/// Writes a mailbox's messages to files: a Maildir, an mbox file or a directory of `.eml` files
/// for each folder. Files that are there already are left, so an interrupted export goes on.
public final class MailExport {
    /// What is written.
    public enum Format {
        MAILDIR, MBOX, EML
    }

    /// @param written files, or messages of an mbox
    /// @param withoutMime items that have no MIME form yet, which were left out
    public record Result(long written, long withoutMime) {}

    private static final int PAGE = 200;
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter
            .ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Store store;
    private final Mailbox mailbox;
    private final Format format;
    private final LongConsumer progress;
    private long written;
    private long withoutMime;

    public MailExport(Store store, MailboxInfo info, Format format, LongConsumer progress) {
        this.store = store;
        this.mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        this.format = format;
        this.progress = progress;
    }

    /// Exports every folder that people see into `target`.
    public Result run(Path target) throws IOException {
        record Place(Folder folder, Path relative) {}
        List<Place> places = mailbox.read(snapshot -> {
            long root = snapshot.folder(SpecialFolder.IPM_SUBTREE).folderId();
            java.util.Map<Long, Path> paths = new java.util.HashMap<>();
            paths.put(root, Path.of(""));
            List<Place> found = new java.util.ArrayList<>();
            for (Folder folder : snapshot.folders()) {
                Path parent = paths.get(folder.parentId());
                if (parent == null)
                    continue;
                Path path = parent.resolve(fileName(folder.name()));
                paths.put(folder.folderId(), path);
                if (folder.contentCount() > 0)
                    found.add(new Place(folder, path));
            }
            return found;
        });
        for (Place place : places) {
            switch (format) {
                case MBOX -> mbox(place.folder(), target.resolve(place.relative() + ".mbox"));
                case MAILDIR -> maildir(place.folder(), target.resolve(place.relative()));
                case EML -> eml(place.folder(), target.resolve(place.relative()));
            }
        }
        return new Result(written, withoutMime);
    }

    /// A folder's name as a file name; what files cannot be called becomes an underscore.
    private static String fileName(String name) {
        String plain = name.replaceAll("[/\\\\\\p{Cntrl}:]", "_");
        return plain.startsWith(".") || plain.isBlank() ? "_" + plain : plain;
    }

    @FunctionalInterface
    private interface Each {
        void write(MessageRow row, BlobRef mime) throws IOException;
    }

    private void each(Folder folder, Each each) throws IOException {
        Set<MessagePart> parts = EnumSet.noneOf(MessagePart.class);
        int next = 1;
        while (true) {
            int from = next;
            List<MessageRow> page = mailbox.read(snapshot -> snapshot.messages(folder.folderId(),
                    from, Integer.MAX_VALUE, PAGE, parts));
            for (MessageRow row : page) {
                BlobRef mime = row.mime();
                if (mime == null) {
                    withoutMime++;
                } else {
                    each.write(row, mime);
                }
                next = row.uid() + 1;
            }
            progress.accept(written);
            if (page.size() < PAGE || next <= 0)
                return;
        }
    }

    private void eml(Folder folder, Path directory) throws IOException {
        Files.createDirectories(directory);
        each(folder, (row, mime) -> file(row, mime, directory.resolve("%010d.eml".formatted(
                row.uid())), directory));
    }

    private void maildir(Folder folder, Path directory) throws IOException {
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(directory.resolve(part));
        }
        each(folder, (row, mime) -> file(row, mime, directory.resolve("cur").resolve(
                row.received().getEpochSecond() + ".U" + row.uid() + "V" + folder.uidValidity()
                        + ".rialto:2," + letters(row.flags())),
                directory.resolve("tmp")));
    }

    private static String letters(int flags) {
        StringBuilder letters = new StringBuilder();
        if ((flags & MessageFlags.UNSENT) != 0)
            letters.append('D');
        if ((flags & MessageFlags.FLAGGED) != 0)
            letters.append('F');
        if ((flags & MessageFlags.FORWARDED) != 0)
            letters.append('P');
        if ((flags & MessageFlags.ANSWERED) != 0)
            letters.append('R');
        if ((flags & MessageFlags.READ) != 0)
            letters.append('S');
        if ((flags & MessageFlags.MARKED_DELETED) != 0)
            letters.append('T');
        return letters.toString();
    }

    /// Written beside and moved into place, so that a file that is there is whole.
    private void file(MessageRow row, BlobRef mime, Path target, Path scratch)
            throws IOException {
        if (Files.exists(target))
            return;
        Path temporary = Files.createTempFile(scratch, "export", ".part");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            copy(mime, out);
        }
        Files.setLastModifiedTime(temporary, FileTime.from(row.received()));
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        written++;
    }

    private void copy(BlobRef mime, OutputStream out) throws IOException {
        try (BlobReader reader = store.blobs().open(mime)) {
            reader.transferTo(out, 0, mime.length());
        }
    }

    private void mbox(Folder folder, Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null)
            throw new IOException(target + " has no directory");
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, "export", ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            each(folder, (row, mime) -> {
                out.write(("From MAILER-DAEMON " + ASCTIME.format(row.received()) + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
                try (BlobReader reader = store.blobs().open(mime);
                        InputStream in = reader.stream(0, mime.length())) {
                    quoted(in, out);
                }
                written++;
            });
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Lines end with LF, `From ` at their start gets a `>`, and an empty line follows.
    private static void quoted(InputStream in, OutputStream out) throws IOException {
        InputStream buffered = new java.io.BufferedInputStream(in, 1 << 16);
        java.io.ByteArrayOutputStream start = new java.io.ByteArrayOutputStream();
        boolean atStart = true;
        int previous = '\n';
        for (int next; (next = buffered.read()) >= 0;) {
            if (previous == '\r' && next != '\n')
                out.write('\r');
            previous = next;
            if (next == '\r')
                continue;
            if (atStart) {
                start.write(next);
                String text = start.toString(StandardCharsets.ISO_8859_1);
                boolean undecided = "From ".startsWith(text.replaceFirst("^>+", ""))
                        && !text.endsWith("From ");
                if (undecided && next != '\n')
                    continue;
                if (text.endsWith("From "))
                    out.write('>');
                start.writeTo(out);
                start.reset();
                atStart = next == '\n';
            } else {
                out.write(next);
                atStart = next == '\n';
            }
        }
        start.writeTo(out);
        if (previous != '\n')
            out.write('\n');
        out.write('\n');
    }
}

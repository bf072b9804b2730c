package org.rialto.imap.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.rialto.imap.command.SearchTests.Answer;
import org.rialto.imap.command.SearchTests.Depth;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.SearchKey;
import org.rialto.mapi.MailError;
import org.rialto.store.Blobs;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;

/// Finds the messages that match: first by what the session holds, then by rows read some hundred
/// at a time, and only what is still open by reading messages.
final class SearchEvaluator {

    private final SelectedFolder folder;
    private final Blobs blobs;
    private final SearchTests tests;
    private int[] found = new int[64];
    private int count;

    SearchEvaluator(SelectedFolder folder, Blobs blobs) {
        this.folder = folder;
        this.blobs = blobs;
        this.tests = new SearchTests(folder);
    }

    /// Whether the answer tells mod-sequences.
    boolean namesModSeq() { return tests.namesModSeq(); }

    /// The positions of the messages that match, ascending.
    int[] find(SearchKey key) throws IOException {
        SearchTests.Test test = tests.of(key);
        int[] open = new int[64];
        int openCount = 0;
        for (int position = 0; position < folder.view().count(); position++) {
            if (folder.view().isGone(position)) {
                continue;
            }
            Answer answer = test.test(position, null, Depth.VIEW);
            if (answer == Answer.YES) {
                add(position);
            } else if (answer == Answer.UNKNOWN) {
                if (openCount == open.length) {
                    open = Arrays.copyOf(open, openCount * 2);
                }
                open[openCount++] = position;
            }
        }
        batches(test, Arrays.copyOf(open, openCount));
        int[] positions = Arrays.copyOf(found, count);
        Arrays.sort(positions);
        return positions;
    }

    private void add(int position) {
        if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = position;
    }

    private void batches(SearchTests.Test test, int[] positions) throws IOException {
        Set<MessagePart> parts = EnumSet.noneOf(MessagePart.class);
        if (tests.needsStructure()) {
            parts.add(MessagePart.STRUCTURE);
        }
        if (tests.needsProperties()) {
            parts.add(MessagePart.PROPERTIES);
        }
        for (int start = 0; start < positions.length;) {
            MessageBatch batch = MessageBatch.read(folder, positions, start, parts);
            for (MessageRow row : batch.rows()) {
                int position = folder.view().position(row.uid());
                if (position >= 0 && matches(test, position, row)) {
                    add(position);
                }
            }
            start += batch.positions().length;
        }
    }

    private boolean matches(SearchTests.Test test, int position, MessageRow row)
            throws IOException {
        try (OpenMessage message = new OpenMessage(folder.mailbox(), blobs, row)) {
            Answer answer = test.test(position, message, Depth.ROW);
            if (answer == Answer.UNKNOWN) {
                answer = test.test(position, message, Depth.BYTES);
            }
            return answer == Answer.YES;
        } catch (MailError.NotFound | MailError.Damaged | MailError.Unavailable e) {
            return SearchTests.unreadable(e) == Answer.YES;
        }
    }
}

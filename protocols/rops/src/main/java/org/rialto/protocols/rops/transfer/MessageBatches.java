package org.rialto.protocols.rops.transfer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.store.Mailbox;
import org.rialto.store.WholeMessage;

/// Reads messages of a folder in an order, some at a time, each time as of then: few are held,
/// however many or large they are.
final class MessageBatches {
    private static final int MOST_MESSAGES = 256;
    private static final long MOST_BYTES = 512 << 10;

    private final Mailbox mailbox;
    private final long folderId;
    private final int[] uids;
    private final Map<Integer, WholeMessage> held = new HashMap<>();
    /// Of the last batch: where it ends in the order, and the last UID that was looked at.
    private int end;
    private int lastUid;

    MessageBatches(Mailbox mailbox, long folderId, int[] uids) {
        this.mailbox = mailbox;
        this.folderId = folderId;
        this.uids = uids;
    }

    /// The message at a place of the order, which are asked for ascending; null when it is gone.
    @Nullable
    WholeMessage get(int place) {
        int uid = uids[place];
        WholeMessage found = held.remove(uid);
        if (found == null && (place >= end || uid > lastUid)) {
            read(place);
            found = held.remove(uid);
        }
        return found;
    }

    private void read(int place) {
        held.clear();
        end = Math.min(uids.length, place + MOST_MESSAGES);
        int[] asked = Arrays.copyOfRange(uids, place, end);
        Arrays.sort(asked);
        // In another order than that of UIDs, the first of them might be cut off.
        boolean ascending = asked[0] == uids[place];
        List<WholeMessage> read = mailbox
                .read(snapshot -> snapshot.wholeMessages(folderId, asked, MOST_BYTES));
        read.forEach(each -> held.put(each.row().uid(), each));
        boolean cut = !read.isEmpty() && read.size() < asked.length;
        lastUid = cut ? read.getLast().row().uid() : Integer.MAX_VALUE;
        if (!ascending && uids[place] > lastUid) {
            int[] one = {uids[place]};
            mailbox.read(snapshot -> snapshot.wholeMessages(folderId, one, MOST_BYTES))
                    .forEach(each -> held.put(each.row().uid(), each));
        }
    }
}

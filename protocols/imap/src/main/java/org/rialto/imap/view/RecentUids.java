package org.rialto.imap.view;

import java.util.Arrays;

/// The messages that this session was the first to be told of: `\Recent` of RFC 3501 §2.3.2.
/// Ranges of UIDs, ascending; another session may have claimed what lies between.
final class RecentUids {
    private int[] bounds = new int[0];

    /// UIDs from `first` up to and without `end` are this session's.
    void add(int first, int end) {
        if (first >= end) {
            return;
        }
        int length = bounds.length;
        if (length > 0 && bounds[length - 1] >= first) {
            bounds[length - 1] = Math.max(end, bounds[length - 1]);
            return;
        }
        bounds = Arrays.copyOf(bounds, length + 2);
        bounds[length] = first;
        bounds[length + 1] = end;
    }

    boolean contains(int uid) {
        for (int i = bounds.length - 2; i >= 0; i -= 2) {
            if (uid >= bounds[i]) {
                return uid < bounds[i + 1];
            }
        }
        return false;
    }

    boolean isEmpty() { return bounds.length == 0; }

    int count(MessageView view) {
        if (isEmpty()) {
            return 0;
        }
        int count = 0;
        for (int position = view.count() - 1; position >= 0
                && view.uid(position) >= bounds[0]; position--) {
            if (contains(view.uid(position))) {
                count++;
            }
        }
        return count;
    }
}

package org.rialto.protocols.um.menu;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.rialto.mapi.Binary;

/// The messages of one kind in the order in which they are heard: new ones first, the latest of them
/// first. Ids only; each is opened when its turn comes, and passed over when it is gone by then.
final class Playlist {
    private final LongFunction<Optional<HeardMessage>> opener;
    private final long[] ids;
    private final int newCount;
    private final Set<Binary> hidden = new HashSet<>();
    private final Set<Long> deleted = new HashSet<>();
    private int at = -1;

    /// @param ids new ones first
    /// @param newCount how many of them are
    /// @param opener opens a message that is still there to be heard
    Playlist(LongFunction<Optional<HeardMessage>> opener, long[] ids, int newCount) {
        this.opener = opener;
        this.ids = ids;
        this.newCount = newCount;
    }

    int newCount() { return newCount; }

    int count() { return ids.length; }

    /// Whether the present one was among the new ones when the list was made.
    boolean atNew() { return at < newCount; }

    Optional<HeardMessage> next() {
        while (at < ids.length) {
            at++;
            Optional<HeardMessage> found = present();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    Optional<HeardMessage> previous() {
        int before = at;
        while (--at >= 0) {
            Optional<HeardMessage> found = present();
            if (found.isPresent()) {
                return found;
            }
        }
        at = before;
        return Optional.empty();
    }

    /// The next that nobody has read until now.
    Optional<HeardMessage> nextUnread() {
        int before = at;
        while (++at < ids.length) {
            Optional<HeardMessage> found = present();
            if (found.isPresent() && found.get().isUnread()) {
                return found;
            }
        }
        at = before;
        return Optional.empty();
    }

    /// The present one as it is now.
    Optional<HeardMessage> present() {
        if (at < 0 || at >= ids.length || deleted.contains(ids[at])) {
            return Optional.empty();
        }
        return opener.apply(ids[at]).filter(message -> message.conversationId() == null
                || !hidden.contains(message.conversationId()));
    }

    /// A message is not said again.
    void deleted(long messageId) { deleted.add(messageId); }

    /// A conversation's messages are not said for the rest of the call.
    void hide(Binary conversationId) { hidden.add(conversationId); }
}

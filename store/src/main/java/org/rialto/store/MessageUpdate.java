package org.rialto.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What [Change#saveMessage] makes of a message.
///
/// @param keepsMime whether the MIME that the message has, if any, is still true: nothing was
///        changed of what it is made of but properties that MIME has no place for (flags, categories)
/// @param setFlags bits of [MessageFlags] that come with the change
/// @param clearFlags those that go
/// @param received what its time of arrival becomes; null leaves it as it was
public record MessageUpdate(MessageContent content, boolean keepsMime, int setFlags,
        int clearFlags, @Nullable Instant received) {
    public MessageUpdate(MessageContent content, boolean keepsMime, int setFlags, int clearFlags) {
        this(content, keepsMime, setFlags, clearFlags, null);
    }

    /// New contents, of which any MIME there was is not true any more.
    public static MessageUpdate of(MessageContent content) {
        return new MessageUpdate(content, false, 0, 0);
    }
}

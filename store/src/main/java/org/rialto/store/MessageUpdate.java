package org.rialto.store;

/// What [Change#saveMessage] makes of a message.
///
/// @param keepsMime whether the MIME that the message has, if any, is still true: nothing was
///        changed of what it is made of but properties that MIME has no place for (flags, categories)
/// @param setFlags bits of [MessageFlags] that come with the change
/// @param clearFlags those that go
public record MessageUpdate(MessageContent content, boolean keepsMime, int setFlags,
        int clearFlags) {
    /// New contents, of which any MIME there was is not true any more.
    public static MessageUpdate of(MessageContent content) {
        return new MessageUpdate(content, false, 0, 0);
    }
}

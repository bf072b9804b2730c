package org.rialto.mailbox.voice;

/// How much voice mail waits: what RFC 3842 §5.2 tells a telephone's lamp.
///
/// @param newMessages not listened to
/// @param oldMessages kept
public record MessageWaiting(int newMessages, int oldMessages) {
    public static final MessageWaiting NONE = new MessageWaiting(0, 0);

    public boolean isWaiting() { return newMessages > 0; }
}

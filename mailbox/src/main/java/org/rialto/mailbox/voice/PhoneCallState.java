package org.rialto.mailbox.voice;

/// Where a call is. MS-OXWUMS §2.2, PhoneCallStateType.
public enum PhoneCallState {
    /// Nothing has been sent yet: names are resolved, connections made.
    IDLE("Idle"),
    /// The other side is being called.
    CONNECTING("Connecting"),
    /// It rings there.
    ALERTED("Alerted"),
    /// Somebody answered.
    CONNECTED("Connected"),
    /// It is over, or never came to be.
    DISCONNECTED("Disconnected"),
    /// Somebody calls the server. Never so of a call that the server has placed, and others have no
    /// id.
    INCOMING("Incoming"),
    /// The call is being handed to somebody else: who answered has the sender of the message called.
    TRANSFERRING("Transferring"),
    /// The call is being sent elsewhere, says who was called (181).
    FORWARDING("Forwarding");

    private final String word;

    PhoneCallState(String word) { this.word = word; }

    /// As the document writes it.
    public String word() { return word; }
}

package org.rialto.mailbox.voice;

/// Where a call is. MS-OXWUMS §2.2, PhoneCallStateType.
public enum PhoneCallState {
    /// Nothing has happened yet.
    IDLE("Idle"),
    /// The other side has been called.
    CONNECTING("Connecting"),
    /// It rings there.
    ALERTED("Alerted"),
    /// Somebody answered.
    CONNECTED("Connected"),
    /// It is over, or never came to be.
    DISCONNECTED("Disconnected"),
    /// Somebody calls the server.
    INCOMING("Incoming"),
    /// The call is being handed to somebody else.
    TRANSFERRING("Transferring"),
    /// The call is being sent elsewhere.
    FORWARDING("Forwarding");

    private final String word;

    PhoneCallState(String word) { this.word = word; }

    /// As the document writes it.
    public String word() { return word; }
}

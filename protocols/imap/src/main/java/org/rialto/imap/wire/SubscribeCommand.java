package org.rialto.imap.wire;

import java.io.IOException;

/// SUBSCRIBE and UNSUBSCRIBE. RFC 9051 §6.3.7, §6.3.8: `subscribe = "SUBSCRIBE" SP mailbox`.
public record SubscribeCommand(String mailbox, boolean subscribe) implements Command {

    public static SubscribeCommand read(ImapReader in) throws IOException {
        in.space();
        return new SubscribeCommand(in.mailbox(), true);
    }

    public static SubscribeCommand readUnsubscribe(ImapReader in) throws IOException {
        in.space();
        return new SubscribeCommand(in.mailbox(), false);
    }
}

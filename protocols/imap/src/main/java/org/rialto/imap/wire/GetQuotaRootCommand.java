package org.rialto.imap.wire;

import java.io.IOException;

/// GETQUOTAROOT. RFC 9208 §4.1.3: `getquotaroot = "GETQUOTAROOT" SP mailbox`.
public record GetQuotaRootCommand(String mailbox) implements Command {

    public static GetQuotaRootCommand read(ImapReader in) throws IOException {
        in.space();
        return new GetQuotaRootCommand(in.mailbox());
    }
}

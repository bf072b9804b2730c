package org.rialto.imap.wire;

import java.io.IOException;

/// GETQUOTA. RFC 9208 §4.1.2: `getquota = "GETQUOTA" SP quota-root-name`.
public record GetQuotaCommand(String root) implements Command {

    public static GetQuotaCommand read(ImapReader in) throws IOException {
        in.space();
        return new GetQuotaCommand(in.astring());
    }
}

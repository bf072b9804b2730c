package org.rialto.imap.wire;

import java.io.IOException;

/// LOGIN. RFC 9051 §6.2.3: `login = "LOGIN" SP userid SP password`, both `astring`.
public record LoginCommand(String user, String password) implements Command {

    public static LoginCommand read(ImapReader in) throws IOException {
        in.space();
        String user = in.astring();
        in.space();
        return new LoginCommand(user, in.astring());
    }

    @Override
    public String toString() { return "LoginCommand[]"; }
}

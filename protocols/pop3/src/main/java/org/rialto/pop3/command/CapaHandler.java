package org.rialto.pop3.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.Pop3State;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// CAPA: what is offered as things stand. RFC 2449 §5 and §6, RFC 3206, RFC 5034, RFC 6856.
public final class CapaHandler {
    private CapaHandler() {}

    public static Pop3Reply handle(Pop3Command.Capa command, Pop3Connection session)
            throws IOException {
        List<String> capabilities = new ArrayList<>(List.of("TOP", "UIDL", "RESP-CODES",
                "AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER", "LOGIN-DELAY 0", "UTF8 USER",
                "LANG"));
        if (session.state() instanceof Pop3State.Authorization) {
            if (session.connection().canStartTls()) {
                capabilities.add("STLS");
            }
            if (session.mayLogIn()) {
                capabilities.add("USER");
            }
            List<Mechanism> mechanisms = session.authenticator().mechanisms(session.peer());
            if (!mechanisms.isEmpty()) {
                capabilities.add("SASL " + mechanisms.stream().map(Mechanism::saslName)
                        .collect(Collectors.joining(" ")));
            }
        }
        capabilities.add("IMPLEMENTATION Rialto");
        session.write(Pop3Reply.ok("capabilities:"));
        session.connection().write(String.join("\r\n", capabilities) + "\r\n.\r\n");
        return Pop3Reply.NONE;
    }
}

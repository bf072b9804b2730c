package org.rialto.smtp.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.smtp.SmtpConfiguration;
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpLimits;
import org.rialto.smtp.SmtpState;
import org.rialto.smtp.wire.EhloCommand;
import org.rialto.smtp.wire.SmtpReply;

/// EHLO and HELO: greets, and says what is offered as things stand. RFC 5321 §4.1.1.1.
public final class EhloHandler {
    private EhloHandler() {}

    public static SmtpReply handle(EhloCommand command, SmtpConnection session) {
        session.become(new SmtpState.Greeted(command));
        String greeting = session.configuration().hostName() + " greets " + command.clientName();
        if (!command.extended()) {
            return SmtpReply.of(250, "", greeting);
        }
        List<String> lines = new ArrayList<>();
        lines.add(greeting);
        lines.addAll(offers(session));
        return new SmtpReply(250, "", lines);
    }

    private static List<String> offers(SmtpConnection session) {
        SmtpConfiguration configuration = session.configuration();
        List<String> offers = new ArrayList<>(List.of("PIPELINING",
                "SIZE " + configuration.limits().messageOctets(), "8BITMIME", "BINARYMIME",
                "CHUNKING", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"));
        if (session.connection().canStartTls()) {
            offers.add("STARTTLS");
        }
        if (session.connection().isSecure()) {
            offers.add("REQUIRETLS");
        }
        if (configuration.offersAuthentication() && session.authenticated() == null) {
            List<Mechanism> mechanisms = session.authenticator().mechanisms(session.peer());
            if (!mechanisms.isEmpty()) {
                offers.add("AUTH " + mechanisms.stream().map(Mechanism::saslName)
                        .collect(Collectors.joining(" ")));
            }
        }
        offers.add(limits(configuration.limits()));
        offers.add("HELP");
        return offers;
    }

    /// RFC 9422 §3.
    private static String limits(SmtpLimits limits) {
        return "LIMITS RCPTMAX=" + limits.recipients()
                + (limits.messages() > 0 ? " MAILMAX=" + limits.messages() : "");
    }
}

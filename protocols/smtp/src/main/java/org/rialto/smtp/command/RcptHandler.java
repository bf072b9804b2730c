package org.rialto.smtp.command;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpErrors;
import org.rialto.smtp.SmtpState;
import org.rialto.smtp.Transaction;
import org.rialto.smtp.wire.RcptCommand;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.smtp.wire.Xtext;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.Recipient;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.Recipient.OriginalRecipient;

/// RCPT: adds a recipient that would get the message, and refuses one that would not, now rather
/// than by a bounce. RFC 5321 §4.1.1.3; NOTIFY and ORCPT RFC 3461 §4.1, §4.2 and RFC 6533 §3.
public final class RcptHandler {
    private static final int ORIGINAL_LIMIT = 500;

    private RcptHandler() {}

    public static SmtpReply handle(RcptCommand command, SmtpConnection session) {
        if (!(session.state() instanceof SmtpState.Addressing(_, Transaction transaction))) {
            throw new IllegalStateException("RCPT outside of its states");
        }
        SmtpAddress address = command.recipient().address()
                .orElseGet(() -> new SmtpAddress("postmaster", session.configuration().domain()));
        if (!transaction.start().smtpUtf8()
                && !address.toString().chars().allMatch(c -> c < 0x80)) {
            return SmtpReply.of(553, "5.6.7", "an internationalised address needs SMTPUTF8");
        }
        Options options = new Options();
        SmtpReply problem = options.read(command.parameters().values());
        if (problem != null) {
            return problem;
        }
        if (transaction.contains(address)) {
            return SmtpReply.of(250, "2.1.5", "recipient accepted already");
        }
        int limit = Math.min(session.configuration().limits().recipients(),
                session.transport().recipientLimit(transaction.start()));
        if (transaction.recipients().size() >= limit) {
            return SmtpReply.of(452, "4.5.3", "a message may have " + limit + " recipients");
        }
        SmtpReply reply = SmtpErrors.of(session.transport().verify(transaction.start(), address),
                session.mayRelay());
        if (reply.isPositive()) {
            transaction.add(new Recipient(address, options.notifyOn, options.original));
        }
        return reply;
    }

    private static final class Options {
        private Set<Notify> notifyOn = Set.of();
        private @Nullable OriginalRecipient original;

        @Nullable
        SmtpReply read(Map<String, String> values) {
            for (Map.Entry<String, String> parameter : values.entrySet()) {
                SmtpReply problem = switch (parameter.getKey()) {
                    case "NOTIFY" -> readNotify(parameter.getValue());
                    case "ORCPT" -> readOriginal(parameter.getValue());
                    default -> SmtpReply.of(555, "5.5.4",
                            parameter.getKey() + " is not known as a parameter of RCPT");
                };
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }

        /// `notify-list-element = "SUCCESS" / "FAILURE" / "DELAY"`, or `NEVER` alone.
        private @Nullable SmtpReply readNotify(String value) {
            EnumSet<Notify> chosen = EnumSet.noneOf(Notify.class);
            for (String word : value.toUpperCase(Locale.ROOT).split(",", -1)) {
                switch (word) {
                    case "NEVER" -> chosen.add(Notify.NEVER);
                    case "SUCCESS" -> chosen.add(Notify.SUCCESS);
                    case "FAILURE" -> chosen.add(Notify.FAILURE);
                    case "DELAY" -> chosen.add(Notify.DELAY);
                    default -> {
                        return SmtpReply.of(501, "5.5.4",
                                "NOTIFY is NEVER, or a list of SUCCESS, FAILURE and DELAY");
                    }
                }
            }
            if (chosen.contains(Notify.NEVER) && chosen.size() > 1) {
                return SmtpReply.of(501, "5.5.4", "NOTIFY=NEVER stands alone");
            }
            notifyOn = chosen;
            return null;
        }

        /// `original-recipient-address = addr-type ";" xtext`
        private @Nullable SmtpReply readOriginal(String value) {
            int semicolon = value.indexOf(';');
            String type = semicolon < 0 ? "" : value.substring(0, semicolon);
            if (value.length() > ORIGINAL_LIMIT || type.isEmpty() || type.length() > 20
                    || !type.matches("[A-Za-z0-9-]+")) {
                return SmtpReply.of(501, "5.5.4", "ORCPT is an address type, \";\" and an address");
            }
            String text = value.substring(semicolon + 1);
            try {
                // RFC 6533 §3: utf-8-addr-unitext is not encoded.
                boolean unencoded = type.equalsIgnoreCase("utf-8")
                        && !text.chars().allMatch(c -> c < 0x80);
                original = new OriginalRecipient(type.toLowerCase(Locale.ROOT),
                        unencoded ? text : Xtext.decode(text));
                return null;
            } catch (MalformedDataException e) {
                return SmtpReply.of(501, "5.5.4", "ORCPT: " + e.getMessage());
            }
        }
    }
}

package org.rialto.transport;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// RCPT TO with its delivery status parameters. RFC 3461 §4.1 and §4.2.
///
/// @param address           the forward path
/// @param notifyOn          the NOTIFY parameter; empty when it was not given, which means failures
///                          and, if the server likes, delays
/// @param originalRecipient the ORCPT parameter; null when it was not given
public record Recipient(SmtpAddress address, Set<Notify> notifyOn,
        @Nullable OriginalRecipient originalRecipient) {

    public Recipient {
        notifyOn = Set.copyOf(notifyOn);
        if (notifyOn.contains(Notify.NEVER) && notifyOn.size() > 1) {
            throw new IllegalArgumentException("NOTIFY=NEVER stands alone");
        }
    }

    public static Recipient of(SmtpAddress address) {
        return new Recipient(address, Set.of(), null);
    }

    public boolean wantsFailure() {
        return notifyOn.isEmpty() || notifyOn.contains(Notify.FAILURE);
    }

    public boolean wantsDelay() { return notifyOn.isEmpty() || notifyOn.contains(Notify.DELAY); }

    public boolean wantsSuccess() { return notifyOn.contains(Notify.SUCCESS); }

    /// NOTIFY parameter values.
    public enum Notify {
        NEVER, SUCCESS, FAILURE, DELAY
    }

    /// ORCPT: the address type (`rfc822`, `utf-8` of RFC 6533 §3) and the address, xtext decoded.
    public record OriginalRecipient(String type, String address) {}
}

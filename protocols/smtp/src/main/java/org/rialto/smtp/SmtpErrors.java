package org.rialto.smtp;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.sasl.Outcome;
import org.rialto.mapi.MailError;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.transport.RecipientVerdict;
import org.rialto.transport.SenderVerdict;

/// The only place where another room's refusal becomes a reply. RFC 5321 §4.2.2, RFC 3463.
public final class SmtpErrors {
    private SmtpErrors() {}

    public static SmtpReply of(MailError error) {
        String text = String.valueOf(error.getMessage());
        return switch (error) {
            case MailError.NotFound _,MailError.Gone _ -> SmtpReply.of(550, "5.1.1", text);
            case MailError.Denied _ -> SmtpReply.of(550, "5.7.1", text);
            // 421 ends the connection.
            case MailError.LoggedOut end -> SmtpReply.of(421,
                    end.isCredentialVoid() ? "4.7.0" : "4.7.13", text);
            case MailError.Quota _ -> SmtpReply.of(452, "4.2.2", text);
            case MailError.Conflict _,MailError.Exists _ -> SmtpReply.of(451, "4.3.0", text);
            case MailError.Invalid _ -> SmtpReply.of(554, "5.6.0", text);
            case MailError.TooLarge _ -> SmtpReply.of(552, "5.3.4", text);
            case MailError.Unavailable _ -> SmtpReply.of(452, "4.3.1", text);
            case MailError.Damaged _ -> SmtpReply.of(451, "4.3.0", text);
        };
    }

    /// Null for a sender that is accepted.
    public static @Nullable SmtpReply of(SenderVerdict verdict) {
        return switch (verdict) {
            case SenderVerdict.Accepted(),SenderVerdict.OnBehalf() -> null;
            case SenderVerdict.Full(String reason) -> SmtpReply.of(552, "5.2.2", reason);
            case SenderVerdict.EnoughToday(String reason) -> SmtpReply.of(450, "4.7.1", reason);
            case SenderVerdict.Denied(String reason) -> SmtpReply.of(550, "5.7.1", reason);
            case SenderVerdict.TooLarge(String reason) -> SmtpReply.of(552, "5.3.4", reason);
        };
    }

    /// RFC 4954 §4 and §6, RFC 5248.
    public static SmtpReply of(Outcome.Refused refused) {
        String text = refused.message();
        return switch (refused.reason()) {
            case INVALID_CREDENTIALS, AUTHORIZATION_DENIED, PASSWORD_EXPIRED ->
                SmtpReply.of(535, "5.7.8", text);
            case ACCOUNT_DISABLED -> SmtpReply.of(525, "5.7.13", text);
            case TOO_MANY_ATTEMPTS, UNAVAILABLE -> SmtpReply.of(454, "4.7.0", text);
            case ENCRYPTION_REQUIRED -> SmtpReply.of(538, "5.7.11", text);
            case UNSUPPORTED_MECHANISM -> SmtpReply.of(504, "5.5.4", text);
            case MALFORMED -> SmtpReply.of(501, "5.5.2", text);
        };
    }

    /// @param mayRelay whether this client's mail goes to other servers
    public static SmtpReply of(RecipientVerdict verdict, boolean mayRelay) {
        return switch (verdict) {
            case RecipientVerdict.Local() -> SmtpReply.of(250, "2.1.5", "recipient accepted");
            case RecipientVerdict.Remote() -> mayRelay
                    ? SmtpReply.of(250, "2.1.5", "recipient accepted")
                    : SmtpReply.of(550, "5.7.1",
                            "no mail for that domain here, and no relaying without authentication");
            case RecipientVerdict.Unknown(String reason) -> SmtpReply.of(550, "5.1.1", reason);
            case RecipientVerdict.OverQuota(String reason) -> SmtpReply.of(452, "4.2.2", reason);
            case RecipientVerdict.Denied(String reason) -> SmtpReply.of(550, "5.7.1", reason);
            case RecipientVerdict.TooLarge(String reason) -> SmtpReply.of(552, "5.3.4", reason);
        };
    }
}

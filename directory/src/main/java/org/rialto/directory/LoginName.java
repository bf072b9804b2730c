package org.rialto.directory;

import java.text.Normalizer;
import java.util.Optional;

import org.rialto.mapi.MailError;

/// What a person types as the name to log in with: `user`, `user@domain`, `DOMAIN` or `domain`,
/// backslash, `user`. The qualifier is a DNS domain or a domain's short (NetBIOS) name.
public record LoginName(String user, Optional<String> qualifier) {
    /// Longest name taken, in characters: a local part, a domain and what stands between.
    public static final int LIMIT = 330;

    /// @throws MailError.Invalid for an empty name, control characters or one over [#LIMIT]
    public static LoginName parse(String text) {
        String name = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (name.isEmpty())
            throw new MailError.Invalid("the log-in name is empty");
        if (name.length() > LIMIT)
            throw new MailError.Invalid("the log-in name is too long");
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new MailError.Invalid("the log-in name holds control characters");
        }
        int backslash = name.indexOf('\\');
        if (backslash >= 0)
            return of(name.substring(backslash + 1), name.substring(0, backslash));
        int at = name.lastIndexOf('@');
        if (at >= 0)
            return of(name.substring(0, at), name.substring(at + 1));
        return new LoginName(name, Optional.empty());
    }

    private static LoginName of(String user, String qualifier) {
        if (user.isEmpty())
            throw new MailError.Invalid("the log-in name is empty");
        // A separator with nothing before or behind it: some clients always send one.
        return new LoginName(user,
                qualifier.isEmpty() ? Optional.empty() : Optional.of(qualifier));
    }
}

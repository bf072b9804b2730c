package org.rialto.directory.password;

import java.util.Optional;

/// A password in the forms the directory stores: the hash and, unless turned off, SCRAM keys.
/// Made by [PasswordHasher#credential] before the write that stores it, since making one is slow.
public record Credential(PasswordHash hash, Optional<ScramKeys> scramKeys) {
    /// A hash from another system; SCRAM keys follow at the first log-in with the password.
    public static Credential imported(String hashText) {
        return new Credential(PasswordHash.parse(hashText), Optional.empty());
    }
}

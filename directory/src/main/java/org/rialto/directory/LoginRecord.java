package org.rialto.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.rialto.directory.password.Credential;

/// What an attempt to log in as a user is checked against.
///
/// @param credential none: nobody can log in by password
/// @param version changes with each new password, and not when the same one is hashed anew
/// @param expiresAt when the password must be changed
public record LoginRecord(long userId, Optional<Credential> credential, long version,
        Optional<Instant> expiresAt, List<AppPassword> appPasswords) {
    public LoginRecord { appPasswords = List.copyOf(appPasswords); }

    /// A password made by the server for one program. So random that SHA-256 keeps it.
    ///
    /// @param label what the user calls the program
    public record AppPassword(long id, String label, byte[] digest, Instant createdAt) {}
}

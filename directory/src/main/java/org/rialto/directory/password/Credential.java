package org.rialto.directory.password;

import java.util.Optional;

/// A password in the forms the directory stores: the hash, unless turned off SCRAM keys, where NTLM is
/// turned on the sealed NT hash, and where SIP is what becomes its secret.
/// Made by [PasswordHasher#credential] before the write that stores it, since making one is slow.
public record Credential(PasswordHash hash, Optional<ScramKeys> scramKeys,
        Optional<String> sealedNtHash, Optional<SipSeal.Pending> sip) {
    public Credential(PasswordHash hash, Optional<ScramKeys> scramKeys) {
        this(hash, scramKeys, Optional.empty(), Optional.empty());
    }

    /// A hash from another system; SCRAM keys follow at the first log-in with the password.
    public static Credential imported(String hashText) {
        return new Credential(PasswordHash.parse(hashText), Optional.empty());
    }
}

package org.rialto.telephony.sip;

import org.jspecify.annotations.Nullable;

/// Where the secrets of users come from. A password's hash of another kind (Argon2id, SCRAM) is no
/// use to digest authentication, so H(A1) is to be kept for each algorithm.
@FunctionalInterface
public interface DigestSecrets {
    /// H(A1) of the user name as the client wrote it ([DigestAlgorithm#secret]); null when there is
    /// no such user or none is kept for that algorithm.
    byte @Nullable [] secret(DigestAlgorithm algorithm, String username, String realm);
}

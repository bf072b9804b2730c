package org.rialto.telephony.sip;

import java.util.function.Predicate;

/// Who says whether credentials prove a user, where secrets do not leave the room that keeps them.
@FunctionalInterface
public interface DigestJudge {
    /// @param response whether the credentials are made of an H(A1) ([DigestAlgorithm#secret]); in
    ///        constant time
    boolean proves(DigestAlgorithm algorithm, String username, Predicate<byte[]> response);
}

package org.rialto.protocols.um.intake;

/// Who sends an INVITE to the UM server, and what of its words about the caller counts.
public enum Sender {
    /// Anybody: the name and number are shown as they are given, and prove nothing.
    STRANGER,
    /// `um.gateway`: the telephone network vouches for numbers, as far as it does.
    GATEWAY,
    /// A trusted transport (MS-OCEXUM 3.1): whom it asserts (RFC 3325) is who calls. Of those whom it
    /// does not know it asserts nothing.
    TRUSTED
}

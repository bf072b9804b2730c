package org.rialto.directory;

/// What a stored secret opens. Names are stored.
public enum CredentialPurpose {
    /// Everything.
    PASSWORD,
    /// The mailbox by telephone (MS-OCEXUM); digits.
    PIN,
    /// Not a secret of its own: the password once more as NTLM needs it, sealed.
    NTLM,
    /// The same for digest authentication in SIP.
    SIP
}

package org.rialto.transport.outbound;

/// How a connection to a peer is protected. RFC 3207, RFC 7435.
public enum TlsPolicy {
    /// Never STARTTLS.
    NONE,
    /// STARTTLS when offered, any certificate; plain text when it fails.
    OPPORTUNISTIC,
    /// STARTTLS or no delivery; any certificate.
    REQUIRED,
    /// STARTTLS with a certificate that is valid for the host, or no delivery. Which those are, the
    /// usual authorities say, or the host's TLSA records where DNSSEC vouches for them (DANE).
    VERIFIED;

    /// The stricter of two.
    TlsPolicy and(TlsPolicy other) { return compareTo(other) < 0 ? other : this; }

    boolean isMandatory() { return this == REQUIRED || this == VERIFIED; }
}

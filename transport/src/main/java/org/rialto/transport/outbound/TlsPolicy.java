package org.rialto.transport.outbound;

/// How a connection to a peer is protected. RFC 3207, RFC 7435.
public enum TlsPolicy {
    /// Never STARTTLS.
    NONE,
    /// STARTTLS when offered, any certificate; plain text when it fails.
    OPPORTUNISTIC,
    /// STARTTLS or no delivery; any certificate.
    REQUIRED,
    /// STARTTLS with a certificate that is valid for the host, or no delivery.
    VERIFIED;

    boolean isMandatory() { return this == REQUIRED || this == VERIFIED; }
}

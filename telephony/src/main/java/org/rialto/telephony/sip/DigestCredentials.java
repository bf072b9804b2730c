package org.rialto.telephony.sip;

/// A user name and password to answer challenges with, for gateways that ask. RFC 3261 section
/// 22.
///
/// @param realm that may ask; empty for any
public record DigestCredentials(String realm, String username, String password) {
    /// Without the password, which must not get into logs.
    @Override
    public String toString() { return username + " at " + realm; }
}

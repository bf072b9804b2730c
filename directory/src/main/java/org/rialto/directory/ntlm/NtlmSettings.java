package org.rialto.directory.ntlm;

/// How this server speaks NTLM.
///
/// @param hostName full name of the server
public record NtlmSettings(String hostName, ChannelBinding channelBinding) {
    /// What is asked of a client on a TLS connection: to tie its log-in to it, so that nobody in
    /// between can pass the log-in on.
    public enum ChannelBinding {
        /// Not looked at.
        OFF,
        /// Must be right where the client sends one.
        ALLOW,
        /// Must be there and right.
        REQUIRE
    }
}

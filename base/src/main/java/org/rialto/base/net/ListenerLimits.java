package org.rialto.base.net;

/// How many connections a listener admits. Zero means no limit.
///
/// @param maximumConnections at once, all addresses together
/// @param maximumPerAddress at once from one remote address
/// @param maximumPerAddressPerMinute new connections a minute from one remote address
/// @param loopbackExempt whether the two limits by address leave out this machine itself
public record ListenerLimits(int maximumConnections, int maximumPerAddress,
        int maximumPerAddressPerMinute, boolean loopbackExempt) {
    /// What a listener has when nothing is configured.
    public static final ListenerLimits DEFAULT = new ListenerLimits(20_000, 100, 600, true);
    /// No limit at all.
    public static final ListenerLimits NONE = new ListenerLimits(0, 0, 0, true);
}

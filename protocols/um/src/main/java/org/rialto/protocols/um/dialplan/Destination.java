package org.rialto.protocols.um.dialplan;

/// Where a dialled text leads, as [DialPlan#judge] reads it.
public sealed interface Destination {
    /// A telephone inside.
    record Extension(String digits) implements Destination {}

    /// A number of the public network.
    ///
    /// @param e164 `+`, country code and number, digits only
    record Number(String e164) implements Destination {}

    /// Somebody of one of our own domains.
    record Address(String user, String host) implements Destination {}

    /// What is not dialled, whatever a policy allows.
    record Refused(String reason) implements Destination {}
}

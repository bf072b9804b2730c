package org.rialto.protocols.um.answering;

/// Who calls, as the call tells it and the directory knows.
///
/// @param id number, or SIP address; empty when it is withheld
/// @param name to show; empty when nobody knows
/// @param address mail address of a user or contact of the directory, when somebody vouches that it
///        is the caller; empty for anybody else
/// @param automaton whether a machine calls: `;automata` in its Contact
/// @param isBelieved whether somebody vouches for `id`; else it is what a stranger says
public record Caller(String id, String name, String address, boolean automaton,
        boolean isBelieved) {
    public static final Caller WITHHELD = new Caller("", "", "", false);

    /// Believed where there is an address.
    public Caller(String id, String name, String address, boolean automaton) {
        this(id, name, address, automaton, !address.isEmpty());
    }
}

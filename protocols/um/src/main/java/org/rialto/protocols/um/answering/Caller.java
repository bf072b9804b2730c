package org.rialto.protocols.um.answering;

/// Who calls, as From tells it and the directory knows.
///
/// @param id number, or address of a user here; empty when it is withheld
/// @param name to show; empty when nobody knows
/// @param address mail address of a user or contact of the directory; empty for anybody else
/// @param automaton whether a machine calls: `;automata` in its Contact
public record Caller(String id, String name, String address, boolean automaton) {
    public static final Caller WITHHELD = new Caller("", "", "", false);
}

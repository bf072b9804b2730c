package org.rialto.protocols.um.menu;

/// A row of a menu, constant of an enum: what it does is the name, its keys are here, and its
/// phrases and its sentence of help are beside each other in the catalogue ([Prompts]).
public interface Choice {
    /// Keys that choose it; empty: a voice command only.
    String keys();

    String name();
}

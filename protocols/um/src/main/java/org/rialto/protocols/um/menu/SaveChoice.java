package org.rialto.protocols.um.menu;

/// What can be done with a greeting or a name that was just recorded.
enum SaveChoice implements Choice {
    SAVE("#"), REPLAY("1"), AGAIN("2"), DISCARD("7");

    private final String keys;

    SaveChoice(String keys) { this.keys = keys; }

    @Override
    public String keys() { return keys; }
}

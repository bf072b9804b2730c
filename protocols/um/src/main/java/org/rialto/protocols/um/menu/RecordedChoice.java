package org.rialto.protocols.um.menu;

/// What can be done with a message that was just recorded.
enum RecordedChoice implements Choice {
    SEND("#"), REPLAY("1"), AGAIN("2"), URGENT("3"), PRIVATE("4"), DISCARD("7");

    private final String keys;

    RecordedChoice(String keys) { this.keys = keys; }

    @Override
    public String keys() { return keys; }
}

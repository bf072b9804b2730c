package org.rialto.protocols.um.menu;

/// What can be done with somebody who was found.
enum ContactChoice implements Choice {
    DETAILS("1"), CALL("2"), SEND_MESSAGE("3"), FIND_ANOTHER("4");

    private final String keys;

    ContactChoice(String keys) { this.keys = keys; }

    @Override
    public String keys() { return keys; }
}

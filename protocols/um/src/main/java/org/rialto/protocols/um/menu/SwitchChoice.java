package org.rialto.protocols.um.menu;

/// Whether something that is on or off is to be changed.
enum SwitchChoice implements Choice {
    CHANGE("1"), LEAVE("#");

    private final String keys;

    SwitchChoice(String keys) { this.keys = keys; }

    @Override
    public String keys() { return keys; }
}

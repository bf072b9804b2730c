package org.rialto.protocols.um.menu;

/// Which telephone of somebody is called.
enum CallChoice implements Choice {
    MOBILE("1"), OFFICE("2"), HOME("3");

    private final String keys;

    CallChoice(String keys) { this.keys = keys; }

    @Override
    public String keys() { return keys; }
}

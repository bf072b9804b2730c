package org.rialto.protocols.um.menu;

/// The main menu of subscriber access. Key 3 is the calendar's, which is not there yet.
enum MainChoice implements Choice {
    VOICE_MAIL("1"), EMAIL("2"), FIND_CONTACT("4"), COMPOSE("5"), OPTIONS("6"), REPEAT("0");

    private final String keys;

    MainChoice(String keys) { this.keys = keys; }

    @Override
    public String keys() { return keys; }
}

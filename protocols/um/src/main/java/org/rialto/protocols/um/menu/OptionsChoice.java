package org.rialto.protocols.um.menu;

/// Personal options.
enum OptionsChoice implements Choice {
    OUT_OF_OFFICE("1"), GREETING("2"), PIN("3"), VOICE_COMMANDS("4"), TIME_ZONE("5"), CLOCK("6");

    private final String keys;

    OptionsChoice(String keys) { this.keys = keys; }

    @Override
    public String keys() { return keys; }
}

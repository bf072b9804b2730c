package org.rialto.protocols.um.menu;

import org.rialto.mailbox.voice.GreetingKind;

/// Which recording for callers is made.
enum GreetingChoice implements Choice {
    PERSONAL("1", GreetingKind.PERSONAL), OUT_OF_OFFICE("2", GreetingKind.OUT_OF_OFFICE), NAME("3",
            GreetingKind.RECORDED_NAME);

    private final String keys;
    private final GreetingKind kind;

    GreetingChoice(String keys, GreetingKind kind) {
        this.keys = keys;
        this.kind = kind;
    }

    @Override
    public String keys() { return keys; }

    GreetingKind kind() { return kind; }
}

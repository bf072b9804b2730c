package org.rialto.protocols.um.menu;

import java.util.ArrayList;
import java.util.List;

/// What can be done while a message is heard and after it.
enum MessageChoice implements Choice {
    // While it plays
    REWIND("1", When.PLAYING), PAUSE("2", When.PLAYING), FORWARD_TAPE("3", When.PLAYING), TO_END(
            "33", When.PLAYING), SLOWER("4", When.PLAYING), FASTER("6", When.PLAYING),
    // At any time
    NEXT("#", When.ANY), DELETE("7", When.ANY), REPLY("8", When.ANY), MARK_UNREAD("9",
            When.ANY), MENU("0", When.ANY), MORE("00", When.ANY), PREVIOUS("11", When.ANY),
    // After it
    REPLAY("1", When.AFTER), CALL_SENDER("2", When.AFTER), FLAG("44", When.AFTER), ENVELOPE("5",
            When.AFTER), LANGUAGE("55", When.AFTER), FORWARD("6", When.AFTER),
    // Email, at any time
    DELETE_CONVERSATION("77", When.EMAIL), REPLY_ALL("88", When.EMAIL), HIDE_CONVERSATION("99",
            When.EMAIL), NEXT_UNREAD("##", When.EMAIL);

    private enum When {
        PLAYING, ANY, AFTER, EMAIL
    }

    /// What is told right after a message, or on `0`; all else is on `00`.
    private static final List<MessageChoice> SHORT = List.of(NEXT, DELETE, REPLY, MARK_UNREAD,
            MORE);

    private final String keys;
    private final When when;

    MessageChoice(String keys, When when) {
        this.keys = keys;
        this.when = when;
    }

    @Override
    public String keys() { return keys; }

    static Menu<MessageChoice> whilePlaying(boolean email) {
        List<MessageChoice> choices = some(email, When.PLAYING);
        return Menu.of(MessageChoice.class, choices, choices);
    }

    /// @param more whether the options after `00` are told
    static Menu<MessageChoice> after(boolean email, boolean more) {
        List<MessageChoice> choices = some(email, When.AFTER);
        List<MessageChoice> told = SHORT;
        if (more) {
            told = new ArrayList<>(choices);
            told.removeIf(each -> SHORT.contains(each) || each == MENU);
        }
        return Menu.of(MessageChoice.class, choices, told);
    }

    private static List<MessageChoice> some(boolean email, When when) {
        List<MessageChoice> some = new ArrayList<>();
        for (MessageChoice each : values()) {
            if (each.when == when || each.when == When.ANY || email && each.when == When.EMAIL) {
                some.add(each);
            }
        }
        return some;
    }
}

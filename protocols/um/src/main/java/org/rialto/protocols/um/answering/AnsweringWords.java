package org.rialto.protocols.um.answering;

import java.util.List;

/// What call answering says of its own accord. All that has no name in it is rendered ahead.
public final class AnsweringWords {
    static final String IS_NOT_AVAILABLE = "is not available.";
    static final String IS_OUT_OF_OFFICE = "is out of the office.";
    static final String RECORD_AFTER_TONE = "Please record your message after the tone.";
    static final String MAILBOX_FULL = "The mailbox is full and takes no messages now.";
    static final String GOODBYE = "Goodbye.";
    static final String NOTHING_HEARD = "I did not hear anything."
            + " Please record your message after the tone.";
    static final String LONGEST_REACHED = "That is as long as a message may be.";
    static final String OPTIONS = "To send your message, press pound. To hear it, press 1."
            + " To record it again, press 2. To mark it urgent, press 3. To mark it private,"
            + " press 4. To throw it away, press 7.";
    static final String SENT = "Your message has been sent. Goodbye.";
    static final String THROWN_AWAY = "Your message has been thrown away. Goodbye.";
    static final String NO_SUCH_CHOICE = "That is not one of the choices.";
    private static final String URGENT = "Urgent.";
    private static final String PRIVATE = "Private.";
    private static final String URGENT_PRIVATE = "Urgent and private.";
    private static final String TO_SEND = " To send your message, press pound.";

    private AnsweringWords() {}

    static String optionsOfMarked(boolean urgent, boolean personal) {
        String marked = urgent ? personal ? URGENT_PRIVATE : URGENT : PRIVATE;
        return marked + TO_SEND;
    }

    /// What can be rendered before anybody calls.
    public static List<String> fixed() {
        return List.of(IS_NOT_AVAILABLE, IS_OUT_OF_OFFICE, RECORD_AFTER_TONE, MAILBOX_FULL, GOODBYE,
                NOTHING_HEARD, LONGEST_REACHED,
                OPTIONS, SENT, THROWN_AWAY, NO_SUCH_CHOICE, URGENT + TO_SEND, PRIVATE + TO_SEND,
                URGENT_PRIVATE + TO_SEND);
    }
}

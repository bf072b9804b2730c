package org.rialto.protocols.um.menu;

/// Every sentence that a conversation says, but for those of menus ([Choice]). The words are in the
/// catalogues of [Prompts]; the number is that of the values a sentence takes.
public enum Prompt {
    // @formatter:off
    WELCOME(0), HELLO(1), ENTER_EXTENSION(0), ENTER_PIN(0), ENTER_PIN_OR_OTHER(0), WRONG_PIN(0),
    LOGIN_FAILED(0), TOO_MANY_PINS(0), GOODBYE(0),
    // When something is wrong
    WRONG_KEY(0), NOT_UNDERSTOOD(0), STILL_THERE(0), TOO_MANY_ERRORS(0), SYSTEM_ERROR(0),
    MAILBOX_FULL(0),
    // Menus
    YOU_CAN_SAY(1), PICK(2), PICK_MORE(1), PICK_NONE(0),
    // First use and PIN
    FIRST_USE(0), FIRST_USE_DONE(0), PIN_MUST_CHANGE(0), ENTER_NEW_PIN(1), ENTER_NEW_PIN_AGAIN(0),
    PINS_DIFFER(0), PIN_TOO_SHORT(1), PIN_REFUSED(1), PIN_CHANGED(0), PIN_NOT_CHANGED(0),
    // Recording
    AFTER_TONE(0), NOTHING_RECORDED(0), SAVED(0), DISCARDED(0), RECORD_NAME(0),
    RECORD_FIRST_GREETING(0), RECORD_GREETING(0), RECORD_OOF(0), PRESENT_GREETING(0), NO_GREETING(0),
    // What there is
    NEW_VOICE_MESSAGES(1), NEW_EMAIL(1), NOTHING_NEW(0), NO_VOICE_MESSAGES(0), NO_EMAIL(0),
    NO_NEW_MESSAGES(0), END_OF_NEW(0), END_OF_MESSAGES(0), FIRST_MESSAGE(0), NO_MORE_UNREAD(0),
    // A message
    URGENT(0), PRIVATE(0), VOICE_FROM(2), EMAIL_FROM(3), NO_SUBJECT(0), WITH_ATTACHMENTS(1),
    UNKNOWN_CALLER(0), CALLED_FROM(1), LENGTH(1), SENT_TO(1), NO_AUDIO(0), NO_TEXT(0),
    TEXT_GOES_ON(0), TEXT_CUT(0),
    // What is done with it
    DELETED(0), CONVERSATION_DELETED(1), CONVERSATION_HIDDEN(0), MARKED_UNREAD(0), FLAGGED(0),
    MESSAGE_GONE(0), ONLY_LANGUAGE(1), PRIVATE_STAYS(0),
    // Calls
    CALLING(0), CALL_FAILED(0), CALL_NOT_ALLOWED(0), NO_NUMBER(0),
    // People
    SPELL_NAME(1), SPELL_ALIAS(1), IN_CONTACTS(0), IN_DIRECTORY(0), NOBODY_FOUND(0),
    TOO_MANY_FOUND(0), FOUND(1), ABOUT(1), MOBILE_IS(1), OFFICE_IS(1), HOME_IS(1), ADDRESS_IS(1),
    NO_ADDRESS(0),
    // A message to somebody
    MESSAGE_TO(1), FORWARD_TO(1), MADE_URGENT(0), MADE_NORMAL(0), MADE_PRIVATE(0), MADE_PUBLIC(0),
    SENT(0), NOT_SENT(0), NOTE_SUBJECT(1), NOTE_BODY(2),
    // Personal options
    OOF_IS_ON(0), OOF_IS_OFF(0), VOICE_ON(0), VOICE_OFF(0), CLOCK_24(0), CLOCK_12(0), IT_IS_NOW(1),
    ENTER_TIME(0), NO_SUCH_TIME(0), ZONE_NAME(2),
    // Attendants
    ATTENDANT_WELCOME(0), ATTENDANT_WELCOME_TO(1), ATTENDANT_CLOSED(0), ATTENDANT_HOLIDAY(1),
    ATTENDANT_EXTENSION(0), ATTENDANT_SPELL(0), ATTENDANT_OPERATOR(0),
    ATTENDANT_OPERATOR_PHRASE(0), ATTENDANT_NO_EXTENSION(0), ATTENDANT_SPELL_NAME(0),
    ATTENDANT_SPELL_ALIAS(0),
    // Rules of call answering
    NOT_AVAILABLE(1), LEAVE_MESSAGE(0), NOT_REACHED(1), RECORD_MESSAGE(0),
    // Call answering; what follows a recorded name begins with it
    ANSWER_NAME_NOT_AVAILABLE(0), ANSWER_NAME_OUT_OF_OFFICE(0), ANSWER_OUT_OF_OFFICE(1),
    ANSWER_MAILBOX_FULL(0), ANSWER_NOTHING_HEARD(0), ANSWER_LONGEST(0), ANSWER_OPTIONS(0),
    ANSWER_SENT(0), ANSWER_THROWN_AWAY(0), ANSWER_NO_SUCH_CHOICE(0), ANSWER_URGENT_PRIVATE(0),
    ANSWER_TO_SEND(0), ANSWER_NO_OPERATOR(0),
    // Times
    TODAY_AT(1), YESTERDAY_AT(1), ON_DAY_AT(2), SECONDS(1), MINUTES(1);
    // @formatter:on

    private final int values;

    Prompt(int values) { this.values = values; }

    int valueCount() { return values; }

    /// Whether it is never said by itself but is a value of another sentence, or a voice command.
    boolean isPart() {
        return switch (this) {
            case NO_SUBJECT, UNKNOWN_CALLER, IN_CONTACTS, IN_DIRECTORY, ATTENDANT_OPERATOR_PHRASE ->
                true;
            default -> false;
        };
    }
}

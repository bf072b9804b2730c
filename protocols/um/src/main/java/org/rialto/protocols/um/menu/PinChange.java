package org.rialto.protocols.um.menu;

import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.HungUpException;

/// Lets a subscriber choose another PIN.
final class PinChange {
    private static final int LONGEST = 24;
    private static final int ATTEMPTS = 3;

    private final SubscriberCall call;
    private final Talk talk;

    PinChange(SubscriberCall call) {
        this.call = call;
        this.talk = call.talk();
    }

    /// Until it is done: otherwise the call ends, and `*` does not lead around it.
    void require() throws HungUpException, LeaveException {
        boolean done;
        talk.say(Prompt.PIN_MUST_CHANGE);
        try {
            done = offer();
        } catch (LeaveException e) {
            done = false;
            if (e.where() == LeaveException.Where.GOODBYE) {
                throw e;
            }
        }
        if (!done) {
            talk.say(Prompt.PIN_NOT_CHANGED).say(Prompt.GOODBYE);
            throw new LeaveException(LeaveException.Where.GOODBYE);
        }
    }

    /// Answers whether it was changed.
    boolean offer() throws HungUpException, LeaveException {
        int fewest = call.services().access().policy().minimumDigits();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String pin = talk.digits(LONGEST, Prompt.ENTER_NEW_PIN, fewest);
            if (pin.isEmpty()) {
                return false;
            }
            String again = talk.digits(LONGEST, Prompt.ENTER_NEW_PIN_AGAIN);
            if (!again.equals(pin)) {
                talk.say(Prompt.PINS_DIFFER);
                continue;
            }
            try {
                call.services().access().change(call.user(), pin);
                talk.say(Prompt.PIN_CHANGED);
                return true;
            } catch (MailError.Invalid e) {
                talk.say(pin.length() < fewest ? Prompt.PIN_TOO_SHORT : Prompt.PIN_REFUSED, fewest);
            }
        }
        return false;
    }
}

package org.rialto.protocols.um.menu;

import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.protocols.um.line.HungUpException;

/// What a subscriber is asked before the main menu: another PIN where the present one is not to stay,
/// and in the first call the recorded name and a greeting. Each step is kept once it is done, so that
/// who hangs up in between is asked for the rest only.
final class FirstUse {
    private final SubscriberCall call;
    private final Talk talk;

    FirstUse(SubscriberCall call) {
        this.call = call;
        this.talk = call.talk();
    }

    void ask(boolean mustChangePin) throws HungUpException, LeaveException {
        boolean first = !call.settings().firstUseDone();
        if (first) {
            talk.say(Prompt.FIRST_USE);
        }
        if (mustChangePin) {
            new PinChange(call).require();
        }
        if (!first) {
            return;
        }
        try {
            GreetingRecorder recorder = new GreetingRecorder(call);
            if (call.greeting(GreetingKind.RECORDED_NAME).isEmpty()) {
                recorder.record(GreetingKind.RECORDED_NAME, Prompt.RECORD_NAME);
            }
            if (call.greeting(GreetingKind.PERSONAL).isEmpty()) {
                recorder.record(GreetingKind.PERSONAL, Prompt.RECORD_FIRST_GREETING);
            }
        } catch (LeaveException e) {
            if (e.where() == LeaveException.Where.GOODBYE) {
                throw e;
            }
            // `*`: without them, then. Personal options have both.
        }
        call.change(settings -> settings.withFirstUseDone(true));
        talk.say(Prompt.FIRST_USE_DONE);
    }
}

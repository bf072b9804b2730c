package org.rialto.protocols.um.menu;

import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.HungUpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The main menu, where `*` leads from everywhere.
final class MainMenu {
    private static final Logger log = LoggerFactory.getLogger(MainMenu.class);
    /// After so many failures of the server in a row the call ends.
    private static final int MOST_ERRORS = 3;

    private final SubscriberCall call;
    private final Talk talk;

    MainMenu(SubscriberCall call) {
        this.call = call;
        this.talk = call.talk();
    }

    /// Until the caller leaves.
    void hold() throws HungUpException, LeaveException {
        int errors = 0;
        announce();
        while (true) {
            try {
                act(talk.choose(Menu.of(MainChoice.class)));
                errors = 0;
            } catch (LeaveException e) {
                if (e.where() == LeaveException.Where.GOODBYE) {
                    throw e;
                }
            } catch (MailError.LoggedOut e) {
                throw e;
            } catch (MailError e) {
                log.warn("{} could not be served by telephone: {}",
                        call.user().entry().qualifiedName(), e.toString());
                errors++;
                if (errors == MOST_ERRORS) {
                    throw e;
                }
                talk.say(e instanceof MailError.Quota
                        ? Prompt.MAILBOX_FULL
                        : Prompt.SYSTEM_ERROR);
            }
        }
    }

    private void announce() {
        int voice = call.mailbox().newCount(MessageKind.VOICE);
        int email = call.mailbox().newCount(MessageKind.EMAIL);
        if (voice == 0 && email == 0) {
            talk.say(Prompt.NOTHING_NEW);
            return;
        }
        if (voice > 0) {
            talk.say(Prompt.NEW_VOICE_MESSAGES, voice);
        }
        if (email > 0) {
            talk.say(Prompt.NEW_EMAIL, email);
        }
    }

    private void act(MainChoice chosen) throws HungUpException, LeaveException {
        switch (chosen) {
            case VOICE_MAIL -> new MessageMenu(call, MessageKind.VOICE).hold();
            case EMAIL -> new MessageMenu(call, MessageKind.EMAIL).hold();
            case FIND_CONTACT -> new ContactMenu(call).hold();
            case COMPOSE -> new ComposeMenu(call).compose();
            case OPTIONS -> new OptionsMenu(call).hold();
            case REPEAT -> announce();
        }
    }
}

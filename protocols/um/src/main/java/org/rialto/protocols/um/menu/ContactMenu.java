package org.rialto.protocols.um.menu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rialto.protocols.um.line.HungUpException;

/// Finds somebody, tells of them, calls them or sends them a message.
final class ContactMenu {
    private final SubscriberCall call;
    private final Talk talk;

    ContactMenu(SubscriberCall call) {
        this.call = call;
        this.talk = call.talk();
    }

    void hold() throws HungUpException, LeaveException {
        while (true) {
            Optional<Person> found = new ContactSearch(call, false).find();
            if (found.isEmpty()) {
                return;
            }
            with(found.get());
        }
    }

    /// Until another is to be found.
    private void with(Person person) throws HungUpException, LeaveException {
        talk.say(Prompt.FOUND, person.name());
        while (true) {
            switch (talk.choose(Menu.of(ContactChoice.class))) {
                case DETAILS -> details(person);
                case CALL -> call(person);
                case SEND_MESSAGE -> {
                    if (person.address().isEmpty()) {
                        talk.say(Prompt.NO_ADDRESS);
                    } else {
                        new ComposeMenu(call).to(person);
                    }
                }
                case FIND_ANOTHER -> {
                    return;
                }
            }
        }
    }

    private void details(Person person) {
        talk.say(Prompt.FOUND, person.name());
        if (!person.about().isEmpty()) {
            talk.say(Prompt.ABOUT, String.join(", ", person.about()));
        }
        for (CallChoice each : CallChoice.values()) {
            String number = person.numbers().get(each);
            if (number != null) {
                talk.say(switch (each) {
                    case MOBILE -> Prompt.MOBILE_IS;
                    case OFFICE -> Prompt.OFFICE_IS;
                    case HOME -> Prompt.HOME_IS;
                }, Spoken.number(number));
            }
        }
        if (!person.address().isEmpty()) {
            talk.say(Prompt.ADDRESS_IS, person.address());
        }
    }

    private void call(Person person) throws HungUpException, LeaveException {
        List<CallChoice> there = new ArrayList<>();
        for (CallChoice each : CallChoice.values()) {
            if (person.numbers().containsKey(each)) {
                there.add(each);
            }
        }
        if (there.isEmpty()) {
            talk.say(Prompt.NO_NUMBER);
            return;
        }
        CallChoice chosen = talk.choose(Menu.of(CallChoice.class, there, there));
        call.transfer(person.numbers().getOrDefault(chosen, ""));
    }
}

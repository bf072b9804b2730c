package org.rialto.server.telephony;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.protocols.um.Conversations;
import org.rialto.protocols.um.OutsideWorld;
import org.rialto.protocols.um.answering.AnsweredCall;
import org.rialto.protocols.um.answering.CallAnswering;
import org.rialto.protocols.um.answering.Caller;
import org.rialto.protocols.um.answering.WaysOut;
import org.rialto.protocols.um.attendant.Attendant;
import org.rialto.protocols.um.attendant.AttendantServices;
import org.rialto.protocols.um.attendant.Attendants;
import org.rialto.protocols.um.intake.Intake;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.menu.MenuServices;
import org.rialto.protocols.um.menu.SubscriberAccess;

/// Leads each call to its conversation.
final class TelephoneTalk implements Conversations, WaysOut {
    private final CallAnswering answering;
    private final MenuServices menus;
    private final OutsideWorld outside;
    private final String operator;
    private final Attendants attendants;

    TelephoneTalk(CallAnswering answering, MenuServices menus, OutsideWorld outside,
            String operator, List<Attendant> attendants, Clock clock) {
        this.answering = answering;
        this.menus = menus;
        this.outside = outside;
        this.operator = operator;
        this.attendants = new Attendants(attendants, new AttendantServices(menus.directory(),
                menus.voiceMailboxes(), menus.dialling(),
                (_, number) -> outside.configured(number), outside.extensionDigits(), clock));
    }

    @Override
    public void answer(Line line, Intake.Answer call) throws IOException {
        answering.answer(line, call.called(), call.caller(), call.subject(), call.importance(),
                this);
        line.hangUp();
    }

    /// Whom the administrator chose is called whatever the policy allows users; but a telephone that is
    /// registered here calls a number outside by its own server, and so within its user's policy.
    @Override
    public boolean operator(Line line) throws HungUpException {
        Optional<String> uri = outside.configured(operator);
        return uri.isPresent() && line.transfer(uri.get());
    }

    @Override
    public void signIn(Line line, DirectoryObject.User called, Runnable signedIn) {
        new SubscriberAccess(menus).hold(line, new SubscriberAccess.Arrival(called, false),
                signedIn);
    }

    @Override
    public void subscriber(Line line, DirectoryObject.@Nullable User user, boolean skipPin)
            throws HungUpException {
        new SubscriberAccess(menus).hold(line, new SubscriberAccess.Arrival(user, skipPin));
    }

    @Override
    public void attend(Line line, String name, Caller caller) {
        attendants.attend(line, name, (on, user) -> answer(on,
                new Intake.Answer(user, caller, "", AnsweredCall.Importance.NORMAL)));
    }

    @Override
    public void play(Line line, DirectoryObject.User user, PhoneCalls.What what) {
        new SubscriberAccess(menus).play(line, user, what);
    }
}

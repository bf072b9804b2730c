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
import org.rialto.protocols.um.answering.MessageTaking;
import org.rialto.protocols.um.attendant.Attendant;
import org.rialto.protocols.um.attendant.AttendantServices;
import org.rialto.protocols.um.attendant.Attendants;
import org.rialto.protocols.um.intake.Intake;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.menu.MenuServices;
import org.rialto.protocols.um.menu.SubscriberAccess;

/// Leads each call to its conversation.
final class TelephoneTalk implements Conversations {
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
                (_, number) -> outside.configured(number), this::take,
                outside.extensionDigits(), clock));
    }

    /// A message for somebody who was asked for at an attendant.
    private void take(Line line, DirectoryObject.User user) throws IOException, HungUpException {
        answer(line, new Intake.Answer(user, Caller.WITHHELD, "",
                AnsweredCall.Importance.NORMAL));
    }

    @Override
    public void answer(Line line, Intake.Answer call) throws IOException, HungUpException {
        MessageTaking.Outcome outcome = answering.answer(line, call.called(), call.caller(),
                call.subject(), call.importance());
        switch (outcome) {
            case MessageTaking.Outcome.SignIn _ -> subscriber(line, call.called(), false);
            case MessageTaking.Outcome.Operator _ -> toOperator(line);
            case MessageTaking.Outcome.Message _,MessageTaking.Outcome.Nothing _,MessageTaking.Outcome.ThrownAway _,MessageTaking.Outcome.Fax _ ->
                line.hangUp();
        }
    }

    /// Whom the administrator chose is called whatever the policy allows users; but a telephone that is
    /// registered here calls a number outside by its own server, and so within its user's policy.
    private void toOperator(Line line) throws HungUpException {
        Optional<String> uri = outside.configured(operator);
        if (uri.isEmpty() || !line.transfer(uri.get()))
            line.hangUp();
    }

    @Override
    public void subscriber(Line line, DirectoryObject.@Nullable User user, boolean skipPin)
            throws HungUpException {
        new SubscriberAccess(menus).hold(line, new SubscriberAccess.Arrival(user, skipPin));
    }

    @Override
    public void attend(Line line, String name) { attendants.attend(line, name); }

    @Override
    public void play(Line line, DirectoryObject.User user, PhoneCalls.What what) {
        new SubscriberAccess(menus).play(line, user, what);
    }
}

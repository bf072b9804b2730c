package org.rialto.protocols.ews;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.PhoneCallInformation;
import org.rialto.mailbox.voice.PhoneCallLedger;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mapi.MailError;

/// Telephones that do as the test says.
final class FakePhoneCalls implements PhoneCalls {
    final List<String> asked = new ArrayList<>();
    final List<PhoneCallLedger.Call> calls = new ArrayList<>();
    private final PhoneCallLedger ledger = new PhoneCallLedger(100, 5, Clock.systemUTC());

    @Override
    public String play(DirectoryObject.User user, What what, String dialString) {
        if (dialString.startsWith("+1900"))
            throw new MailError.Denied("the policy does not allow this number");
        if (!dialString.matches("\\+?[0-9]{1,15}"))
            throw new MailError.Invalid("this is no telephone number");
        asked.add(user.entry().name() + " " + dialString + " " + switch (what) {
            case What.Message message -> "message " + message.messageId();
            case What.OwnGreeting greeting -> greeting.kind().label();
        });
        List<PhoneCallLedger.Call> own = new ArrayList<>();
        PhoneCallLedger.Call call = ledger.begin(user.guid(), () -> own.getFirst().update(
                new PhoneCallInformation(org.rialto.mailbox.voice.PhoneCallState.DISCONNECTED,
                        org.rialto.mailbox.voice.ConnectionFailureCause.NONE, 200, "OK")));
        own.add(call);
        calls.add(call);
        return call.id();
    }

    @Override
    public PhoneCallInformation information(DirectoryObject.User user, String callId) {
        return ledger.information(user.guid(), callId);
    }

    @Override
    public void disconnect(DirectoryObject.User user, String callId) {
        ledger.disconnect(user.guid(), callId);
    }
}

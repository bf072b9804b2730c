package org.rialto.protocols.ews.um;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mailbox.voice.PhoneCallInformation;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mailbox.voice.PrivateMail;
import org.rialto.mapi.MailError;
import org.rialto.protocols.ews.EwsCall;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ResponseCode;

/// The calls of one user, with the errors of MS-OXWUMS.
final class Telephone {
    private final DirectoryObject.User user;
    private final PhoneCalls calls;

    private Telephone(DirectoryObject.User user, PhoneCalls calls) {
        this.user = user;
        this.calls = calls;
    }

    static Telephone of(EwsCall call) throws EwsFault {
        DirectoryObject.User user = enabled(call);
        @Nullable
        PhoneCalls calls = call.services().phoneCalls().get();
        if (calls == null)
            throw nobodyThere();
        return new Telephone(user, calls);
    }

    static EwsFault nobodyThere() {
        return new EwsFault(ResponseCode.UM_SERVER_UNAVAILABLE,
                "No telephone server is at work here.");
    }

    /// The user who asks, when calls reach the mailbox.
    static DirectoryObject.User enabled(EwsCall call) throws EwsFault {
        DirectoryObject.User user = call.user();
        if (!TelephoneAccess.isEnabled(user)) {
            throw new EwsFault(ResponseCode.USER_NOT_UM_ENABLED,
                    "The mailbox is not enabled for unified messaging.");
        }
        return user;
    }

    String play(PhoneCalls.What what, String dialString) throws EwsFault {
        if (what instanceof PhoneCalls.What.Message message) {
            // What the user may not read is not read to the user.
            PrivateMail.requireReadable(message.session(), message.messageId());
        }
        try {
            return calls.play(user, what, dialString.strip());
        } catch (MailError.Invalid e) {
            throw new EwsFault(ResponseCode.INVALID_PHONE_NUMBER, String.valueOf(e.getMessage()));
        } catch (MailError.Denied e) {
            throw new EwsFault(ResponseCode.PHONE_NUMBER_NOT_DIALABLE,
                    String.valueOf(e.getMessage()));
        } catch (MailError.Unavailable e) {
            throw new EwsFault(ResponseCode.UM_SERVER_UNAVAILABLE,
                    String.valueOf(e.getMessage()));
        }
    }

    PhoneCallInformation information(String callId) throws EwsFault {
        try {
            return calls.information(user, callId);
        } catch (MailError.NotFound e) {
            throw noCall();
        }
    }

    void disconnect(String callId) throws EwsFault {
        try {
            calls.disconnect(user, callId);
        } catch (MailError.NotFound e) {
            throw noCall();
        }
    }

    private static EwsFault noCall() {
        return new EwsFault(ResponseCode.INVALID_PHONE_CALL_ID, "There is no such call.");
    }
}

package org.rialto.mailbox.voice;

/// What is known of a call. MS-OXWUMS §2.2, PhoneCallInformationType.
///
/// @param cause why it failed; NONE for a call that did not
/// @param sipResponseCode of the last response; 0 before there is one
/// @param sipResponseText its reason phrase; empty before there is one
public record PhoneCallInformation(PhoneCallState state, ConnectionFailureCause cause,
        int sipResponseCode, String sipResponseText) {
    public static final PhoneCallInformation IDLE = new PhoneCallInformation(PhoneCallState.IDLE,
            ConnectionFailureCause.NONE, 0, "");

    public PhoneCallInformation withState(PhoneCallState other) {
        return new PhoneCallInformation(other, cause, sipResponseCode, sipResponseText);
    }
}

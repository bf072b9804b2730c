package org.rialto.mailbox.voice;

/// How a user wants the telephone side of a mailbox. MS-OXWUMS §2.2, and the personal options of
/// subscriber access.
///
/// @param oofStatus whether callers hear the greeting for the time out of office
/// @param missedCallNotification whether a call that leaves nothing is told by mail
/// @param playOnPhoneDialString what PlayOnPhone calls; empty for nothing
/// @param telephoneAccessFolderId folder that is read over the telephone; 0 is the Inbox
/// @param firstUseDone whether the user has gone through the first call
/// @param language BCP 47; empty for the server's
/// @param timeZone of the IANA database; empty for the server's
/// @param hours24 whether times are said in 24 hours
/// @param voiceCommands whether menus are spoken to, besides keys
public record VoiceSettings(boolean oofStatus, boolean missedCallNotification,
        String playOnPhoneDialString, long telephoneAccessFolderId, boolean firstUseDone,
        String language, String timeZone, boolean hours24, boolean voiceCommands) {
    public static final VoiceSettings NEW = new VoiceSettings(false, true, "", 0, false, "", "",
            false, true);

    public VoiceSettings withOofStatus(boolean now) {
        return new VoiceSettings(now, missedCallNotification, playOnPhoneDialString,
                telephoneAccessFolderId, firstUseDone, language, timeZone, hours24, voiceCommands);
    }

    public VoiceSettings withMissedCallNotification(boolean now) {
        return new VoiceSettings(oofStatus, now, playOnPhoneDialString, telephoneAccessFolderId,
                firstUseDone, language, timeZone, hours24, voiceCommands);
    }

    public VoiceSettings withPlayOnPhoneDialString(String now) {
        return new VoiceSettings(oofStatus, missedCallNotification, now, telephoneAccessFolderId,
                firstUseDone, language, timeZone, hours24, voiceCommands);
    }

    public VoiceSettings withTelephoneAccessFolderId(long now) {
        return new VoiceSettings(oofStatus, missedCallNotification, playOnPhoneDialString, now,
                firstUseDone, language, timeZone, hours24, voiceCommands);
    }

    public VoiceSettings withFirstUseDone(boolean now) {
        return new VoiceSettings(oofStatus, missedCallNotification, playOnPhoneDialString,
                telephoneAccessFolderId, now, language, timeZone, hours24, voiceCommands);
    }

    public VoiceSettings withLanguage(String now) {
        return new VoiceSettings(oofStatus, missedCallNotification, playOnPhoneDialString,
                telephoneAccessFolderId, firstUseDone, now, timeZone, hours24, voiceCommands);
    }

    public VoiceSettings withTimeZone(String now) {
        return new VoiceSettings(oofStatus, missedCallNotification, playOnPhoneDialString,
                telephoneAccessFolderId, firstUseDone, language, now, hours24, voiceCommands);
    }

    public VoiceSettings withHours24(boolean now) {
        return new VoiceSettings(oofStatus, missedCallNotification, playOnPhoneDialString,
                telephoneAccessFolderId, firstUseDone, language, timeZone, now, voiceCommands);
    }

    public VoiceSettings withVoiceCommands(boolean now) {
        return new VoiceSettings(oofStatus, missedCallNotification, playOnPhoneDialString,
                telephoneAccessFolderId, firstUseDone, language, timeZone, hours24, now);
    }
}

package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.rialto.directory.DirectoryObject;
import org.rialto.formats.compose.Content;
import org.rialto.items.voice.VoiceMessage;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;

/// Makes mail of answered calls: a voice mail, or the note of a missed call. MS-OXOUM section 2.2.
final class AnsweredMail {
    private static final int LONGEST_SAMPLES = 2 * 60 * 60 * Pcm.TELEPHONE_RATE;

    private final String hostName;
    private final ZoneId zone;
    private final VoiceFormat format;

    /// @param hostName of Message-IDs
    /// @param zone in which bodies tell when somebody called
    AnsweredMail(String hostName, ZoneId zone, VoiceFormat format) {
        this.format = format;
        this.hostName = hostName;
        this.zone = zone;
    }

    /// @param recording a WAVE file, which may be gone when this returns
    VoiceMessage voiceMail(AnsweredCall call, DirectoryObject.User called, Path recording,
            boolean urgent, boolean personal) throws IOException {
        Pcm sound = WavReader.read(recording, LONGEST_SAMPLES);
        byte[] file = format.bytes(sound);
        return message(VoiceMessageKind.CALL_ANSWERING, call, called, sound.duration(),
                urgent ? AnsweredCall.Importance.HIGH : call.importance(), personal,
                List.of(new VoiceMessage.Attached(format.mediaType(),
                        format.named("Voice Mail"), Content.of(file))));
    }

    VoiceMessage missedCall(AnsweredCall call, DirectoryObject.User called) {
        return message(VoiceMessageKind.MISSED_CALL, call, called, Duration.ZERO,
                call.importance(), false, List.of());
    }

    private VoiceMessage message(VoiceMessageKind kind, AnsweredCall call,
            DirectoryObject.User called, Duration duration, AnsweredCall.Importance importance,
            boolean personal, List<VoiceMessage.Attached> attachments) {
        Caller caller = call.caller();
        return new VoiceMessage(kind,
                new VoiceMessage.Person(caller.name(), caller.address(), caller.id()),
                new VoiceMessage.Person(called.display(), called.address().toString(), ""),
                call.start().atZone(zone).toOffsetDateTime(), duration, call.subject(),
                VoiceMessage.Importance.valueOf(importance.name()), personal,
                call.id().toString(), call.id() + "@" + hostName, 0, attachments);
    }
}

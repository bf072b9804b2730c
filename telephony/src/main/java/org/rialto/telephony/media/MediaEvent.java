package org.rialto.telephony.media;

import java.time.Duration;

/// What happens to a session, in its order, for the thread that leads the call.
public sealed interface MediaEvent {
    /// A key was pressed at the other end, told once however it came (RFC 4733 or as a tone).
    record Key(char key) implements MediaEvent {}

    record PlaybackEnded(Playback playback, Playback.End end) implements MediaEvent {}

    record RecordingEnded(Recording recording, Recording.Result result) implements MediaEvent {}

    /// The peer should send and has sent nothing for so long; told once until it is heard again.
    record Silent(Duration duration) implements MediaEvent {}

    /// A fax machine is at the other end: heard by its tone, or told by [MediaSession#faxCalls].
    record FaxCalls() implements MediaEvent {}

    /// The peer said goodbye by RTCP.
    record PeerLeft() implements MediaEvent {}
}

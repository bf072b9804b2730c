package org.rialto.protocols.um.line;

import java.nio.file.Path;
import java.util.List;

/// A call that has been answered, as a conversation sees it. One thread at a time uses it. When the
/// call ends, whatever waits throws [HungUpException], and so does everything after.
///
/// Two kinds exist: the real one over SIP and RTP, and the scripted one of the tests, whose transcripts
/// read like a call.
public interface Line {
    /// Says all sounds, and listens meanwhile and afterwards. With [Listening#NOT] it returns
    /// [Heard.Nothing] at their end.
    Heard say(Listening listening, List<Sound> sounds) throws HungUpException;

    /// Begins to play; [#listen] goes along with it.
    Playback play(Sound sound) throws HungUpException;

    /// Listens while the playback goes on. A key does not stop it: the conversation decides.
    /// [Heard.PlayedToEnd] when it ended and nothing was heard.
    Heard listen(Listening listening, Playback along) throws HungUpException;

    /// Records into the file, which grows on disk while the caller speaks, until a key, silence or the
    /// longest time ends it. A caller who hangs up ends it too, without an exception here.
    ///
    /// @param keys the keys that end it
    Recorded record(Path file, int longestMillis, int silenceMillis, String keys)
            throws HungUpException;

    /// Sends the caller to another address (REFER) and ends this side; false when it was refused, and
    /// the conversation goes on.
    boolean transfer(String sipUri) throws HungUpException;

    /// Ends the call. Does nothing when it has ended.
    void hangUp();

    /// Who is at the other end, as far as the network shows it and somebody vouches for it: the same for
    /// all calls of one, for who counts what callers do.
    String origin();

    /// Whether the call is still up.
    boolean isUp();
}

package org.rialto.protocols.um.call;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.FaxException;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;
import org.rialto.telephony.media.MediaEvent;
import org.rialto.telephony.media.MediaSession;
import org.rialto.telephony.media.Recording;
import org.rialto.telephony.media.RecordingLimits;
import org.rialto.telephony.sip.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The line of a real call: its sound is a [MediaSession]'s, its end the signalling's. Used by the
/// thread of its conversation; only [CallControl] works from elsewhere.
public final class CallLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(CallLine.class);
    /// How soon the end of a call is noticed.
    private static final Duration PIECE = Duration.ofMillis(40);
    private static final Duration LONGEST_HEARING = Duration.ofHours(1);
    private static final String KEYS = "0123456789*#";
    private static final int MOST_TYPED = 64;
    private static final int POUND_MILLIS = 2_000;
    /// What a key that ends a recording sounds like, where its tone comes as sound.
    private static final int KEY_TAIL_MILLIS = 60;
    /// What was sent waits so long at the other end before it is heard: a call that ended at once
    /// would cut off the last word.
    private static final Duration LINGER = Duration.ofMillis(400);
    private static final int LONGEST_SAMPLES = 2 * 60 * 60 * Pcm.TELEPHONE_RATE;

    private final MediaSession media;
    private final CallControl control;
    private final LineSounds sounds;
    private final Voice voice;
    private final @Nullable SipUri faxPartner;
    private final String origin;
    private final long endNanos;
    /// Pressed and not heard by the conversation yet.
    private final StringBuilder typed = new StringBuilder();
    /// Until when a pound sign belongs to digits of which there are enough already.
    private long poundNanos = System.nanoTime();
    private final Hearing hearing = new Hearing();
    private @Nullable Recording hearingRecording;
    /// When the last sound was played to its end.
    private long saidNanos = System.nanoTime() - LINGER.toNanos();
    private boolean faxCalled;

    /// @param directory for recordings that are decoded while they are played
    /// @param longest how long a call may last
    /// @param faxPartner where a fax machine is sent that turns out to be calling; null not to look for
    ///        one
    /// @param origin who is at the other end
    public CallLine(MediaSession media, CallControl control, Voice voice, Path directory,
            Duration longest, @Nullable SipUri faxPartner, String origin) {
        this.origin = origin;
        this.faxPartner = faxPartner;
        if (faxPartner != null)
            media.listenForFax();
        this.media = media;
        this.control = control;
        this.voice = voice;
        this.sounds = new LineSounds(voice, directory);
        this.endNanos = System.nanoTime() + longest.toNanos();
    }

    // ---- what happens -----------------------------------------------------------------------

    private void requireUp() throws HungUpException {
        if (!control.isUp())
            throw new HungUpException("the call has ended");
        if (System.nanoTime() > endNanos) {
            LOG.info("a call was ended that lasted too long");
            throw ended("the longest call");
        }
    }

    private HungUpException ended(String why) {
        control.hangUp();
        return new HungUpException(why);
    }

    /// The next thing that happens, within a moment; null for nothing. Keys are put to those typed.
    private @Nullable MediaEvent next() throws HungUpException {
        requireUp();
        MediaEvent event;
        try {
            event = media.next(PIECE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended("the server stops");
        }
        switch (event) {
            case MediaEvent.Key(char key) -> {
                boolean ends = key == '#' && typed.isEmpty() && System.nanoTime() < poundNanos;
                poundNanos = System.nanoTime();
                if (!ends && KEYS.indexOf(key) >= 0 && typed.length() < MOST_TYPED)
                    typed.append(key);
            }
            case MediaEvent.Silent(Duration duration) -> {
                LOG.info("no sound came for {}: the call is ended", duration);
                throw ended("no media");
            }
            case MediaEvent.FaxCalls _ -> throw fax();
            case MediaEvent.PlaybackEnded _,MediaEvent.RecordingEnded _,MediaEvent.PeerLeft _ -> {
                // Known by their handles; a peer that leaves ends the call by SIP.
            }
            case null -> {
                // Nothing happened.
            }
        }
        return event;
    }

    private HungUpException fax() {
        faxCalled = true;
        boolean sent = faxPartner != null && control.transfer(faxPartner.toString());
        if (sent) {
            LOG.info("a fax machine was calling and is sent to the fax server");
        } else {
            LOG.warn("a fax machine was calling, and could not be sent to the fax server");
        }
        control.hangUp();
        // Where nobody took the fax, the call is one that was missed.
        return sent ? new FaxException() : ended("a fax that nobody takes");
    }

    // ---- saying -----------------------------------------------------------------------------

    @Override
    public Heard say(Listening listening, List<Sound> toSay) throws HungUpException {
        requireUp();
        boolean waits = listening.maximumKeys() > 0 || !listening.phrases().isEmpty();
        boolean cut = waits && listening.interrupts();
        hear(listening);
        try {
            if (!toSay.isEmpty() && !(cut && !typed.isEmpty()))
                playToEnd(toSay, cut);
            return waits ? collect(listening, null) : new Heard.Nothing();
        } finally {
            stopHearing();
        }
    }

    private void playToEnd(List<Sound> toSay, boolean cut) throws HungUpException {
        org.rialto.telephony.media.Playback playing = media.play(sounds.source(toSay));
        hearing.overSound(true);
        try {
            while (playing.end() == null) {
                next();
                if (cut && (!typed.isEmpty() || hearing.isSpeaking()))
                    return;
            }
            saidNanos = System.nanoTime();
        } finally {
            hearing.overSound(false);
            playing.stop();
        }
    }

    // ---- listening --------------------------------------------------------------------------

    private void hear(Listening listening) {
        hearing.again();
        if (!listening.phrases().isEmpty()) {
            hearingRecording = media.record(hearing, RecordingLimits.of(LONGEST_HEARING));
        }
    }

    private void stopHearing() {
        Recording recording = hearingRecording;
        hearingRecording = null;
        if (recording != null)
            recording.stop();
    }

    private Heard collect(Listening listening, @Nullable SteeredPlayback along)
            throws HungUpException {
        StringBuilder keys = new StringBuilder();
        // After a key that cut what was said, as after every other, there is time for the next one.
        long deadline = after(typed.isEmpty()
                ? listening.firstMillis()
                : listening.betweenKeysMillis());
        while (true) {
            Heard heard = takeTyped(listening, keys);
            if (heard != null)
                return heard;
            Pcm said = keys.isEmpty() ? hearing.said() : null;
            if (said != null)
                return recognise(said, listening);
            if (along != null && keys.isEmpty()) {
                if (along.isOver())
                    return new Heard.PlayedToEnd();
                // While it plays, nobody has to say anything.
                if (!along.isPaused())
                    deadline = after(listening.firstMillis());
            }
            if (System.nanoTime() > deadline && !hearing.isSpeaking()) {
                return keys.isEmpty()
                        ? new Heard.Nothing()
                        : new Heard.Keys(keys.toString(), false);
            }
            int before = typed.length();
            next();
            if (typed.length() > before)
                deadline = after(listening.betweenKeysMillis());
            // Who has put us on hold cannot answer.
            if (media.isHeld())
                deadline = after(listening.firstMillis());
        }
    }

    private static long after(int millis) { return System.nanoTime() + millis * 1_000_000L; }

    private @Nullable Heard takeTyped(Listening listening, StringBuilder keys) {
        while (!typed.isEmpty() && listening.maximumKeys() > 0) {
            char key = typed.charAt(0);
            if (key == '#' && listening.poundEnds()) {
                typed.deleteCharAt(0);
                return new Heard.Keys(keys.toString(), true);
            }
            if (!listening.canFollow(keys.toString(), key))
                return new Heard.Keys(keys.toString(), false);
            typed.deleteCharAt(0);
            keys.append(key);
            if (listening.isComplete(keys.toString()))
                return new Heard.Keys(keys.toString(), isPoundNext(listening, keys));
        }
        return null;
    }

    /// Whether the last of all digits that there may be is followed by a pound sign, which ends them
    /// as well. One that comes a moment later is let go by.
    private boolean isPoundNext(Listening listening, StringBuilder keys) {
        if (!listening.poundEnds() || listening.maximumKeys() == 1 || keys.indexOf("*") >= 0)
            return false;
        boolean next = !typed.isEmpty() && typed.charAt(0) == '#';
        if (next) {
            typed.deleteCharAt(0);
        } else if (typed.isEmpty()) {
            poundNanos = after(POUND_MILLIS);
        }
        return next;
    }

    private Heard recognise(Pcm said, Listening listening) {
        Optional<String> phrase = voice.recognise(said, listening.phrases());
        hearing.again();
        return phrase.<Heard>map(Heard.Phrase::new).orElseGet(Heard.Unrecognised::new);
    }

    // ---- playing what can be steered --------------------------------------------------------

    @Override
    public Playback play(Sound sound) throws HungUpException {
        requireUp();
        return new SteeredPlayback(media, sounds.steered(sound));
    }

    @Override
    public Heard listen(Listening listening, Playback along) throws HungUpException {
        requireUp();
        if (!(along instanceof SteeredPlayback playing))
            throw new IllegalArgumentException("a playback of another line");
        hear(listening);
        hearing.overSound(!playing.isPaused());
        try {
            return collect(listening, playing);
        } finally {
            hearing.overSound(false);
            stopHearing();
        }
    }

    // ---- recording --------------------------------------------------------------------------

    @Override
    public Recorded record(Path file, int longestMillis, int silenceMillis, String keys)
            throws HungUpException {
        requireUp();
        try {
            String early = takesEnd(keys);
            if (!early.isEmpty()) {
                Recordings.shorten(file, 0);
                return new Recorded(file, 0, Recorded.Ended.KEY, early);
            }
            typed.setLength(0);
            Duration silence = Duration.ofMillis(silenceMillis);
            Recording recording = media.record(WavWriter.create(file, Pcm.TELEPHONE_RATE, null),
                    RecordingLimits.of(Duration.ofMillis(longestMillis)).endingAfter(silence,
                            silence));
            End end = untilEnded(recording, keys);
            recording.stop();
            Recording.Result result = Uninterrupted.await(recording);
            // What was pressed while speaking answers nothing that is asked afterwards.
            if (end.why() != Recorded.Ended.KEY)
                typed.setLength(0);
            if (faxCalled) {
                int spoken = Recordings
                        .spokenMillisBeforeFax(WavReader.read(file, LONGEST_SAMPLES));
                Recordings.shorten(file, spoken);
                if (spoken == 0 && end.fax() != null)
                    throw end.fax();
                return new Recorded(file, spoken, Recorded.Ended.HUNG_UP);
            }
            if (result.end() == Recording.End.FAILED) {
                // Without a disk no more can be taken: what was heard until now is kept.
                LOG.error("a recording was cut off, and its call ended");
                control.hangUp();
            }
            int left = Math.max(0, (int) result.length().toMillis() - trailing(result, end.why()));
            Recordings.shorten(file, left);
            return new Recorded(file, left, ended(end.why(), result), end.key());
        } catch (IOException e) {
            // The caller is told by the line going dead.
            LOG.error("a recording failed", e);
            throw ended("no recording");
        }
    }

    /// The key that was pressed of those that end a recording; empty for none.
    private String takesEnd(String keys) {
        for (int i = 0; i < typed.length(); i++) {
            if (keys.indexOf(typed.charAt(i)) >= 0) {
                String key = typed.substring(i, i + 1);
                typed.delete(0, i + 1);
                return key;
            }
        }
        return "";
    }

    /// What ended a recording from this side.
    ///
    /// @param fax where it was one that called
    private record End(Recorded.@Nullable Ended why, String key, @Nullable FaxException fax) {}

    private End untilEnded(Recording recording, String keys) {
        try {
            while (recording.await(Duration.ZERO) == null) {
                next();
                String key = takesEnd(keys);
                if (!key.isEmpty())
                    return new End(Recorded.Ended.KEY, key, null);
            }
            return new End(null, "", null);
        } catch (FaxException e) {
            return new End(Recorded.Ended.HUNG_UP, "", e);
        } catch (HungUpException e) {
            return new End(Recorded.Ended.HUNG_UP, "", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new End(Recorded.Ended.HUNG_UP, "", null);
        }
    }

    private Recorded.Ended ended(Recorded.@Nullable Ended known, Recording.Result result) {
        if (known != null)
            return known;
        return switch (result.end()) {
            case MAXIMUM -> Recorded.Ended.TOO_LONG;
            case SILENCE, NOTHING_SAID -> Recorded.Ended.SILENCE;
            case STOPPED, FAILED, CLOSED -> Recorded.Ended.HUNG_UP;
        };
    }

    /// How much silence there is at the end to be left out, and the tone of the key.
    private static int trailing(Recording.Result result, Recorded.@Nullable Ended ended) {
        int length = (int) result.length().toMillis();
        if (!result.speech())
            return length;
        int key = ended == Recorded.Ended.KEY ? KEY_TAIL_MILLIS : 0;
        int silence = (int) result.trailingSilence().toMillis();
        // A little of it is left, or the last word sounds cut off.
        return Math.min(length, Math.max(key, silence - 200));
    }

    // ---- signalling -------------------------------------------------------------------------

    @Override
    public boolean transfer(String sipUri) throws HungUpException {
        requireUp();
        return control.transfer(sipUri);
    }

    /// Lets what was said be heard to its end.
    @Override
    public void hangUp() {
        try {
            while (control.isUp() && System.nanoTime() - saidNanos < LINGER.toNanos())
                media.next(PIECE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        control.hangUp();
    }

    @Override
    public String origin() { return origin; }

    @Override
    public boolean isUp() { return control.isUp(); }
}

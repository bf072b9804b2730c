package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.um.line.FaxException;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;
import org.rialto.protocols.um.menu.Prompt;
import org.rialto.protocols.um.menu.Prompts;

/// Greets, beeps, records and lets the caller think again: the conversation of call answering.
///
/// ```
///   greeting ──#, end──▶ beep, recording ──#, silence, longest──▶ options
///      │ *: sign in          ▲   │ nothing said: once more          │ #: send   1: hear it
///      │ 0: operator, who    └───┴──────────────2: record again ────┤ 3: urgent 4: private
///      │  may not be there
///      ▼                                                            ▼ 7: throw away
/// ```
/// A caller who hangs up after having spoken has sent the message; before that, has called in vain.
public final class MessageTaking {
    private static final Set<String> NO_WORDS = Set.of();
    private static final int GREETING_WAIT_MILLIS = 300;
    private static final int ASKED_AGAIN = 2;

    /// What came of it.
    public sealed interface Outcome {
        /// A message to deliver.
        record Message(Recorded recorded, boolean urgent, boolean personal) implements Outcome {}

        /// Nothing was left, as far as is known: a recording may have broken off.
        record Nothing() implements Outcome {}

        /// What was recorded is not to be delivered.
        record ThrownAway() implements Outcome {}

        /// A fax machine called, and is on its way to who takes faxes.
        record Fax() implements Outcome {}

        /// The caller wants into a mailbox; the call is up.
        record SignIn() implements Outcome {}

        /// The caller is with the operator.
        record Operator() implements Outcome {}
    }

    /// @param greeting what is said first
    /// @param isFull whether the mailbox takes no message
    /// @param operator where `0` leads; null for nowhere
    /// @param longestMillis of a message
    /// @param silenceMillis that end a recording
    /// @param automaton whether a machine calls: nobody is asked anything
    /// @param prompts in the language that callers are spoken to in
    public record Terms(List<Sound> greeting, boolean isFull, @Nullable Way operator,
            int longestMillis, int silenceMillis, boolean automaton, Prompts prompts) {}

    /// Leads the call elsewhere.
    @FunctionalInterface
    public interface Way {
        /// Whether it is there; else it goes on here.
        boolean leads(Line line) throws HungUpException;
    }

    private final Line line;
    private final Terms terms;
    private final Supplier<Path> nextTake;
    private boolean urgent;
    private boolean personal;

    /// @param nextTake where to record, another file each time
    public MessageTaking(Line line, Terms terms, Supplier<Path> nextTake) {
        this.line = line;
        this.terms = terms;
        this.nextTake = nextTake;
    }

    /// Holds the conversation. The call is over afterwards, but for the outcomes that say so.
    public Outcome hold() throws IOException {
        try {
            return greet();
        } catch (FaxException e) {
            return new Outcome.Fax();
        } catch (HungUpException e) {
            return new Outcome.Nothing();
        }
    }

    private Outcome greet() throws IOException, HungUpException {
        String key = keyAfter(terms.greeting());
        if (key.equals("*"))
            return new Outcome.SignIn();
        if (key.equals("0") && terms.operator() != null) {
            say(Prompt.CALLING);
            if (terms.operator().leads(line))
                return new Outcome.Operator();
            say(Prompt.ANSWER_NO_OPERATOR);
            if (!terms.isFull())
                say(Prompt.RECORD_MESSAGE);
        }
        if (terms.isFull()) {
            say(Prompt.ANSWER_MAILBOX_FULL);
            return end(Prompt.GOODBYE);
        }
        return record(null, true);
    }

    /// The key with which the caller cut the greeting short, or nothing.
    private String keyAfter(List<Sound> sounds) throws HungUpException {
        if (terms.automaton()) {
            line.say(Listening.NOT, sounds);
            return "";
        }
        Heard heard = line.say(new Listening(1, false, GREETING_WAIT_MILLIS, 0, true, NO_WORDS),
                sounds);
        return switch (heard) {
            case Heard.Keys(String keys, boolean _) -> keys;
            case Heard.Phrase _,Heard.Unrecognised _,Heard.Nothing _,Heard.PlayedToEnd _ -> "";
        };
    }

    /// @param before the take that counts when nothing is said in this one
    private Outcome record(@Nullable Recorded before, boolean mayAsk)
            throws IOException, HungUpException {
        line.say(Listening.NOT, List.of(new Sound.Beep()));
        Recorded recorded = line.record(nextTake.get(), terms.longestMillis(),
                terms.silenceMillis(), "#");
        Recorded counts = recorded.isEmpty() && before != null ? before : recorded;
        if (recorded.ended() == Recorded.Ended.HUNG_UP)
            return counts.isEmpty() ? new Outcome.Nothing() : message(counts);
        if (counts.isEmpty()) {
            if (!mayAsk || terms.automaton())
                return end(Prompt.GOODBYE);
            say(Prompt.ANSWER_NOTHING_HEARD);
            return record(null, false);
        }
        if (terms.automaton()) {
            line.hangUp();
            return message(counts);
        }
        try {
            if (recorded.ended() == Recorded.Ended.TOO_LONG)
                say(Prompt.ANSWER_LONGEST);
            return options(counts);
        } catch (HungUpException e) { // for a fax, too: what was spoken before it stays
            return message(counts);
        }
    }

    private Outcome options(Recorded recorded) throws IOException, HungUpException {
        List<Sound> first = List.of();
        int silent = 0;
        while (silent < ASKED_AGAIN) {
            String key = key(first, marks());
            first = List.of();
            switch (key) {
                case "#" -> {
                    return sent(recorded);
                }
                case "1" -> first = List.of(new Sound.Recording(
                        () -> Files.newInputStream(recorded.file())));
                case "2" -> {
                    try {
                        return record(recorded, false);
                    } catch (HungUpException e) {
                        return message(recorded);
                    }
                }
                case "3" -> urgent = !urgent;
                case "4" -> personal = !personal;
                case "7" -> {
                    end(Prompt.ANSWER_THROWN_AWAY);
                    return new Outcome.ThrownAway();
                }
                default -> {
                    silent++;
                    if (!key.isEmpty())
                        first = List.of(sound(Prompt.ANSWER_NO_SUCH_CHOICE));
                }
            }
        }
        return sent(recorded);
    }

    /// What is said at the choice: all of it, or how the message is marked.
    private List<Prompt> marks() {
        if (!urgent && !personal)
            return List.of(Prompt.ANSWER_OPTIONS);
        return List.of(urgent
                ? personal ? Prompt.ANSWER_URGENT_PRIVATE : Prompt.URGENT
                : Prompt.PRIVATE, Prompt.ANSWER_TO_SEND);
    }

    private String key(List<Sound> first, List<Prompt> words) throws HungUpException {
        List<Sound> sounds = new ArrayList<>(first);
        words.forEach(each -> sounds.add(sound(each)));
        Heard heard = line.say(Listening.oneKey(NO_WORDS), sounds);
        return switch (heard) {
            case Heard.Keys(String keys, boolean pound) -> keys.isEmpty() && pound ? "#" : keys;
            case Heard.Phrase _,Heard.Unrecognised _,Heard.Nothing _,Heard.PlayedToEnd _ -> "";
        };
    }

    private Outcome sent(Recorded recorded) throws HungUpException {
        say(Prompt.ANSWER_SENT);
        line.hangUp();
        return message(recorded);
    }

    private Outcome message(Recorded recorded) {
        return new Outcome.Message(recorded, urgent, personal);
    }

    private Outcome end(Prompt words) {
        try {
            say(words);
        } catch (HungUpException e) {
            // Nobody is there to hear it.
        }
        line.hangUp();
        return new Outcome.Nothing();
    }

    private void say(Prompt words) throws HungUpException {
        line.say(Listening.NOT, List.of(sound(words)));
    }

    private Sound sound(Prompt words) { return Sound.text(terms.prompts().say(words)); }
}

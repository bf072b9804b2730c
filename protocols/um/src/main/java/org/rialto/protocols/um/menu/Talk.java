package org.rialto.protocols.um.menu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;

/// How a conversation talks on a line: what it says is gathered and said with the next question, so
/// that a key cuts it all short; a question is asked three times at most; `*` leaves from anywhere.
public final class Talk {
    private static final int ATTEMPTS = 3;
    private static final String STAR = "*";
    private static final int LONGEST_NAME = 40;
    private static final int MOST_PICKED = 8;
    /// Waits a moment for the second of two.
    private static final Listening SECOND_POUND = new Listening(1, false, 700, 0, true, Set.of(),
            Set.of("#"));
    /// The phrases of `*`, under the name of a menu of its own.
    private static final Menu<Everywhere> EVERYWHERE = Menu.of(Everywhere.class);

    /// What works in every menu.
    enum Everywhere implements Choice {
        MAIN_MENU(STAR), REPEAT(""), GOODBYE("");

        private final String keys;

        Everywhere(String keys) { this.keys = keys; }

        @Override
        public String keys() { return keys; }
    }

    private final Line line;
    private final Prompts prompts;
    private final List<Sound> gathered = new ArrayList<>();
    private boolean voice;

    /// @param voice whether voice commands are told and heard
    public Talk(Line line, Prompts prompts, boolean voice) {
        this.line = line;
        this.prompts = prompts;
        this.voice = voice;
    }

    public Line line() { return line; }

    Prompts prompts() { return prompts; }

    boolean isVoice() { return voice; }

    void setVoice(boolean voice) { this.voice = voice; }

    public String sentence(Prompt prompt, Object... values) { return prompts.say(prompt, values); }

    public Talk say(Prompt prompt, Object... values) {
        return say(Sound.text(sentence(prompt, values)));
    }

    public Talk say(Sound sound) {
        gathered.add(sound);
        return this;
    }

    /// What was gathered, which is then nobody's business but the caller's.
    private List<Sound> take() {
        List<Sound> taken = List.copyOf(gathered);
        gathered.clear();
        return taken;
    }

    /// Says what was gathered to its end.
    public void finish() throws HungUpException {
        if (!gathered.isEmpty()) {
            line.say(Listening.NOT, take());
        }
    }

    /// Says what was gathered, and listens.
    public Heard ask(Listening listening) throws HungUpException {
        return line.say(listening, take());
    }

    // Menus

    /// What was gathered, the menu, and which of its rows was chosen.
    <C extends Choice> C choose(Menu<C> menu) throws HungUpException, LeaveException {
        return choose(menu, true);
    }

    /// @param told false where the menu is only told when the caller does not know it
    <C extends Choice> C choose(Menu<C> menu, boolean told)
            throws HungUpException, LeaveException {
        List<Sound> said = new ArrayList<>(take());
        if (told) {
            said.addAll(told(menu));
        }
        Heard heard = line.say(listening(menu), said);
        for (int attempt = 1;; attempt++) {
            C chosen = chosen(menu, heard);
            if (chosen != null) {
                return chosen;
            }
            if (!isRepeat(heard)) {
                complain(heard, attempt);
            }
            said = new ArrayList<>(take());
            said.addAll(told(menu));
            heard = line.say(listening(menu), said);
        }
    }

    /// What is listened for while something else is going on.
    Listening listening(Menu<?> menu) {
        Set<String> sequences = new HashSet<>(Set.of(STAR));
        Set<String> phrases = new HashSet<>();
        for (Choice choice : menu.choices()) {
            if (!choice.keys().isEmpty()) {
                sequences.add(choice.keys());
            }
            phrases.addAll(prompts.phrases(menu.name(), choice));
        }
        for (Everywhere each : Everywhere.values()) {
            phrases.addAll(prompts.phrases(EVERYWHERE.name(), each));
        }
        return Listening.choice(sequences, voice ? phrases : Set.of());
    }

    /// The row of a menu that was heard; null for none.
    <C extends Choice> @Nullable C chosen(Menu<C> menu, Heard heard) throws LeaveException {
        return switch (heard) {
            case Heard.Keys(String keys, boolean _) -> {
                if (keys.equals(STAR)) {
                    throw new LeaveException(LeaveException.Where.MAIN_MENU);
                }
                yield menu.choices().stream().filter(each -> each.keys().equals(keys)).findFirst()
                        .orElse(null);
            }
            case Heard.Phrase(String words) -> {
                C found = menu.choices().stream()
                        .filter(each -> prompts.phrases(menu.name(), each).contains(words))
                        .findFirst().orElse(null);
                if (found == null) {
                    leave(words);
                }
                yield found;
            }
            case Heard.Unrecognised _,Heard.Nothing _,Heard.PlayedToEnd _ -> null;
        };
    }

    private void leave(String words) throws LeaveException {
        if (is(Everywhere.MAIN_MENU, words)) {
            throw new LeaveException(LeaveException.Where.MAIN_MENU);
        }
        if (is(Everywhere.GOODBYE, words)) {
            say(Prompt.GOODBYE);
            throw new LeaveException(LeaveException.Where.GOODBYE);
        }
    }

    private boolean is(Everywhere what, String words) {
        return prompts.phrases(EVERYWHERE.name(), what).contains(words);
    }

    private boolean isRepeat(Heard heard) {
        return heard instanceof Heard.Phrase(String words) && is(Everywhere.REPEAT, words);
    }

    /// The rows of a menu as they are told: by keys, or by what can be said.
    private List<Sound> told(Menu<?> menu) {
        List<Sound> told = new ArrayList<>();
        if (voice) {
            List<String> phrases = menu.told().stream()
                    .flatMap(each -> prompts.phrases(menu.name(), each).stream().limit(1)).toList();
            if (!phrases.isEmpty()) {
                told.add(Sound.text(sentence(Prompt.YOU_CAN_SAY, String.join(", ", phrases))));
                return told;
            }
        }
        for (Choice each : menu.told()) {
            String sentence = prompts.press(menu.name(), each);
            if (!sentence.isEmpty()) {
                told.add(Sound.text(sentence));
            }
        }
        return told;
    }

    /// Says what was wrong; after the third time it is goodbye.
    public void complain(Heard heard, int attempt) throws LeaveException {
        if (attempt >= ATTEMPTS) {
            say(Prompt.TOO_MANY_ERRORS).say(Prompt.GOODBYE);
            throw new LeaveException(LeaveException.Where.GOODBYE);
        }
        say(switch (heard) {
            case Heard.Keys _,Heard.Phrase _ -> Prompt.WRONG_KEY;
            case Heard.Unrecognised _ -> Prompt.NOT_UNDERSTOOD;
            case Heard.Nothing _,Heard.PlayedToEnd _ -> Prompt.STILL_THERE;
        });
    }

    // Digits

    /// Asks for digits that `#` ends; what is asked has been gathered. None of them is an answer
    /// too: the caller pressed `#` alone.
    ///
    /// @param question asked again when nothing came
    String digits(int maximum, Prompt question, Object... values)
            throws HungUpException, LeaveException {
        say(question, values);
        for (int attempt = 1;; attempt++) {
            Heard heard = line.say(Listening.digits(maximum), take());
            if (heard instanceof Heard.Keys(String keys, boolean pound)) {
                if (keys.contains(STAR)) {
                    throw new LeaveException(LeaveException.Where.MAIN_MENU);
                }
                if (pound || !keys.isEmpty()) {
                    return keys;
                }
            }
            complain(heard, attempt);
            say(question, values);
        }
    }

    /// Asks for keys that spell a name, which `#` ends. None of them when `#` was pressed alone, once
    /// or twice in a row.
    public String spelled(Prompt question, Object... values)
            throws HungUpException, LeaveException {
        String keys = digits(LONGEST_NAME, question, values);
        if (keys.isEmpty()) {
            line.say(SECOND_POUND, List.of());
        }
        return keys;
    }

    /// Which of several; nine at a time. Empty when the caller wants none of them.
    public <T> Optional<T> pick(List<T> from, Function<T, String> name)
            throws HungUpException, LeaveException {
        for (int first = 0; first < from.size(); first += MOST_PICKED) {
            List<T> page = from.subList(first, Math.min(from.size(), first + MOST_PICKED));
            boolean more = first + MOST_PICKED < from.size();
            int picked = pick(page.stream().map(name).toList(), more);
            if (picked < page.size()) {
                return picked < 0 ? Optional.empty() : Optional.of(page.get(picked));
            }
        }
        return Optional.empty();
    }

    /// The index; -1 for none, one past the last for the next page.
    private int pick(List<String> names, boolean more) throws HungUpException, LeaveException {
        Set<String> sequences = new HashSet<>(Set.of(STAR, "#"));
        for (int i = 1; i <= names.size() + (more ? 1 : 0); i++) {
            sequences.add(String.valueOf(i));
        }
        for (int attempt = 1;; attempt++) {
            for (int i = 0; i < names.size(); i++) {
                say(Prompt.PICK, names.get(i), prompts.keys(String.valueOf(i + 1)));
            }
            if (more) {
                say(Prompt.PICK_MORE, prompts.keys(String.valueOf(names.size() + 1)));
            }
            say(Prompt.PICK_NONE);
            Heard heard = line.say(Listening.choice(sequences, Set.of()), take());
            if (heard instanceof Heard.Keys(String keys, boolean _)) {
                if (keys.equals(STAR)) {
                    throw new LeaveException(LeaveException.Where.MAIN_MENU);
                }
                if (keys.equals("#")) {
                    return -1;
                }
                if (sequences.contains(keys)) {
                    return Integer.parseInt(keys) - 1;
                }
            }
            complain(heard, attempt);
        }
    }

    // Recording and playing

    /// Records after a beep, until `#` or silence ends it; `*` throws it away and leaves.
    Recorded record(Path file, int longestMillis, int silenceMillis)
            throws HungUpException, LeaveException {
        say(new Sound.Beep()).finish();
        Recorded recorded = line.record(file, longestMillis, silenceMillis, "#" + STAR);
        if (recorded.ended() == Recorded.Ended.HUNG_UP) {
            throw new HungUpException("the caller hung up");
        }
        if (recorded.key().equals(STAR)) {
            throw new LeaveException(LeaveException.Where.MAIN_MENU);
        }
        return recorded;
    }

    /// Says what was gathered before something is played: a row of the menu that goes with that may be
    /// chosen at once; null when nothing was.
    <C extends Choice> @Nullable C interruptible(Menu<C> menu)
            throws HungUpException, LeaveException {
        Listening listening = listening(menu);
        return chosen(menu, line.say(new Listening(listening.maximumKeys(), false, 0,
                listening.betweenKeysMillis(), true, listening.phrases(), listening.sequences()),
                take()));
    }

    /// Plays, after what was gathered.
    Playback play(Sound sound) throws HungUpException {
        finish();
        return line.play(sound);
    }
}

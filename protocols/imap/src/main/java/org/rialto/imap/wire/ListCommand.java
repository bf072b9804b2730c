package org.rialto.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// LIST and LSUB. RFC 9051 §6.3.9 and RFC 5258 (LIST-EXTENDED), RFC 5819 (LIST-STATUS), RFC 6154
/// (SPECIAL-USE), RFC 8440 (LIST-MYRIGHTS); LSUB is RFC 3501 §6.3.9.
///
/// ```
/// list             = "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat
///                    [SP "RETURN" SP "(" [return-option *(SP return-option)] ")"]
/// list-select-opts = "(" [list-select-opt *(SP list-select-opt)] ")"
/// mbox-or-pat      = list-mailbox / "(" list-mailbox *(SP list-mailbox) ")"
/// ```
///
/// @param extended    whether any option or list of patterns was given; an empty pattern then has
///                    no special meaning
/// @param statusItems of the return option STATUS; empty without it
public record ListCommand(boolean lsub, boolean extended, Set<Selection> selections,
        String reference, List<String> patterns, Set<Return> returns,
        Set<StatusItem> statusItems) implements Command {
    /// What limits the answer.
    public enum Selection {
        SUBSCRIBED, REMOTE, RECURSIVEMATCH, SPECIAL_USE
    }

    /// What each answer tells.
    public enum Return {
        SUBSCRIBED, CHILDREN, SPECIAL_USE, MYRIGHTS, STATUS
    }

    private static final int MAX_PATTERNS = 100;
    private static final int MAX_PATTERN_LENGTH = 2_000;

    public ListCommand { patterns = List.copyOf(patterns); }

    public static ListCommand readLsub(ImapReader in) throws IOException {
        in.space();
        String reference = in.mailbox();
        in.space();
        return new ListCommand(true, false, EnumSet.of(Selection.SUBSCRIBED), reference,
                List.of(pattern(in)), EnumSet.noneOf(Return.class),
                EnumSet.noneOf(StatusItem.class));
    }

    public static ListCommand read(ImapReader in) throws IOException {
        in.space();
        boolean extended = in.peek() == '(';
        Set<Selection> selections = EnumSet.noneOf(Selection.class);
        if (extended) {
            selections = readSelections(in);
            in.space();
        }
        String reference = in.mailbox();
        in.space();
        List<String> patterns = new ArrayList<>();
        if (in.trySkip('(')) {
            extended = true;
            do {
                patterns.add(pattern(in));
                if (patterns.size() > MAX_PATTERNS) {
                    throw in.syntax("too many patterns");
                }
            } while (in.trySkip(' '));
            in.skip(')');
        } else {
            patterns.add(pattern(in));
        }
        Set<Return> returns = EnumSet.noneOf(Return.class);
        Set<StatusItem> statusItems = EnumSet.noneOf(StatusItem.class);
        if (in.trySkip(' ')) {
            extended = true;
            readReturns(in, returns, statusItems);
        }
        return new ListCommand(false, extended, selections, reference, patterns, returns,
                statusItems);
    }

    private static String pattern(ImapReader in) throws IOException {
        String pattern = in.listMailbox();
        if (pattern.length() > MAX_PATTERN_LENGTH) {
            throw in.syntax("a pattern is too long");
        }
        return pattern;
    }

    private static Set<Selection> readSelections(ImapReader in) {
        Set<Selection> selections = EnumSet.noneOf(Selection.class);
        in.skip('(');
        if (in.trySkip(')')) {
            return selections;
        }
        do {
            selections.add(switch (in.keyword()) {
                case "SUBSCRIBED" -> Selection.SUBSCRIBED;
                case "REMOTE" -> Selection.REMOTE;
                case "RECURSIVEMATCH" -> Selection.RECURSIVEMATCH;
                case "SPECIAL-USE" -> Selection.SPECIAL_USE;
                default -> throw in.syntax("no such selection option");
            });
        } while (in.trySkip(' '));
        in.skip(')');
        if (selections.contains(Selection.RECURSIVEMATCH)
                && !selections.contains(Selection.SUBSCRIBED)
                && !selections.contains(Selection.SPECIAL_USE)) {
            throw in.syntax("RECURSIVEMATCH needs another selection option");
        }
        return selections;
    }

    private static void readReturns(ImapReader in, Set<Return> returns,
            Set<StatusItem> statusItems) {
        if (!in.trySkipWord("RETURN")) {
            throw in.syntax("expected RETURN");
        }
        in.space();
        in.skip('(');
        if (in.trySkip(')')) {
            return;
        }
        do {
            switch (in.keyword()) {
                case "SUBSCRIBED" -> returns.add(Return.SUBSCRIBED);
                case "CHILDREN" -> returns.add(Return.CHILDREN);
                case "SPECIAL-USE" -> returns.add(Return.SPECIAL_USE);
                case "MYRIGHTS" -> returns.add(Return.MYRIGHTS);
                case "STATUS" -> {
                    in.space();
                    returns.add(Return.STATUS);
                    statusItems.addAll(StatusItem.readAll(in));
                }
                default -> throw in.syntax("no such return option");
            }
        } while (in.trySkip(' '));
        in.skip(')');
    }
}

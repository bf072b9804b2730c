package org.rialto.server.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mailbox.voice.CallForwarding;
import org.rialto.mailbox.voice.CallForwarding.Target;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto um forwarding`: where a user's calls go.
@Command(name = "forwarding", description = {"Show or change where a user's calls go.",
        "WHERE is \"none\", \"voicemail\", an extension, a number or an address. Numbers outside are"
                + " called only where um.allowed-numbers lets them."})
final class UmForwarding implements Administration {
    @Parameters(paramLabel = "USER", description = "Whose.")
    String name = "";

    @Option(names = "--immediate", paramLabel = "WHERE", description = "All calls, at once; no"
            + " telephone rings.")
    @Nullable
    String immediate;

    @Option(names = "--busy", paramLabel = "WHERE", description = "Calls that find the user busy.")
    @Nullable
    String busy;

    @Option(names = "--no-answer", paramLabel = "WHERE", description = "Calls that nobody takes.")
    @Nullable
    String noAnswer;

    @Option(names = "--unreachable", paramLabel = "WHERE", description = "Calls while no telephone"
            + " is registered.")
    @Nullable
    String unreachable;

    @Option(names = "--after", paramLabel = "SECONDS", description = "How long telephones ring; 0"
            + " for the server's sip.no-answer.")
    @Nullable
    Integer seconds;

    @Option(names = "--ring-also", paramLabel = "NUMBERS", description = "Rung together with the"
            + " user's telephones; with commas between them, \"\" for none.")
    @Nullable
    String ringAlso;

    @Option(names = "--team", paramLabel = "NUMBERS", description = "Rung when the user does not"
            + " answer; with commas between them, \"\" for none.")
    @Nullable
    String team;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public int run(Workplace place) throws Exception {
        VoiceMailbox mailbox = place.rooms().voiceMailboxes().open(UmCommand.user(place, name));
        boolean changes = immediate != null || busy != null || noAnswer != null
                || unreachable != null || seconds != null || ringAlso != null || team != null;
        CallForwarding now;
        try {
            now = changes ? mailbox.changeForwarding(this::changed) : mailbox.forwarding();
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
        Map<String, Object> view = view(now);
        if (json) {
            Output.json(place.out(), view);
        } else {
            Output.view(place.out(), view);
        }
        return 0;
    }

    private CallForwarding changed(CallForwarding before) {
        return new CallForwarding(target(immediate, before.immediate()),
                target(busy, before.busy()), target(noAnswer, before.noAnswer()),
                target(unreachable, before.unreachable()),
                seconds == null ? before.noAnswerSeconds() : seconds,
                numbers(ringAlso, before.simultaneousRing()), numbers(team, before.team()));
    }

    private static Target target(@Nullable String text, Target before) {
        return text == null ? before : Target.parse(text.strip());
    }

    private static List<String> numbers(@Nullable String text, List<String> before) {
        return text == null
                ? before
                : Arrays.stream(text.split(",")).map(String::strip)
                        .filter(each -> !each.isEmpty()).toList();
    }

    private static Map<String, Object> view(CallForwarding now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("immediate", now.immediate().text());
        view.put("busy", now.busy().text());
        view.put("noAnswer", now.noAnswer().text());
        view.put("unreachable", now.unreachable().text());
        view.put("after", now.noAnswerSeconds() == 0
                ? "the server's time"
                : now.noAnswerSeconds() + " s");
        view.put("ringAlso", String.join(", ", now.simultaneousRing()));
        view.put("team", String.join(", ", now.team()));
        return view;
    }
}

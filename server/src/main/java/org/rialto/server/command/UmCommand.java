package org.rialto.server.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mapi.MailError;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.MessageWaiting;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.protocols.um.ActiveCall;
import org.rialto.server.RunningServer;
import org.rialto.server.UserError;
import org.rialto.server.telephony.UnifiedMessaging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto um`: mailboxes on the telephone.
@Command(name = "um", description = "Mailboxes on the telephone.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        UmCommand.Calls.class, UmCommand.Status.class, UmSwitch.Enable.class,
        UmSwitch.Disable.class, UmCommand.Pin.class, UmGreetings.class, UmPrompts.class,
        UmForwarding.class, UmRules.class})
final class UmCommand {
    @Command(name = "calls", description = "Show the calls that go on.")
    static final class Calls implements Administration {
        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public int run(Workplace place) throws Exception {
            RunningServer server = place.server();
            UnifiedMessaging um = server == null ? null : server.unifiedMessaging();
            List<ActiveCall> calls = um == null ? List.of() : um.calls().list();
            List<List<String>> rows = new ArrayList<>();
            List<Map<String, Object>> objects = new ArrayList<>();
            for (ActiveCall call : calls) {
                long seconds = Duration.between(call.since(), Instant.now()).toSeconds();
                rows.add(List.of(String.valueOf(call.id()), call.kind().label(), call.user(),
                        call.other(), seconds + " s"));
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("id", call.id());
                object.put("kind", call.kind().label());
                object.put("user", call.user());
                object.put("other", call.other());
                object.put("seconds", seconds);
                objects.add(object);
            }
            if (json) {
                Output.json(place.out(), objects);
            } else {
                Output.table(place.out(), List.of("CALL", "KIND", "USER", "OTHER END", "LASTS"),
                        rows);
            }
            return 0;
        }
    }

    static DirectoryObject.User user(Workplace place, String name) throws UserError {
        if (place.rooms().directory().named(name) instanceof DirectoryObject.User user)
            return user;
        throw new UserError(name + " is not a user");
    }

    @Command(name = "status", aliases = "show", description = "Show a user's telephone access.")
    static final class Status implements Administration {
        @Parameters(paramLabel = "USER", description = "Whose.")
        String name = "";

        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public int run(Workplace place) throws Exception {
            DirectoryObject.User user = user(place, name);
            TelephoneAccess.Status status = place.rooms().telephoneAccess().status(user);
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("user", user.entry().qualifiedName());
            view.put("enabled", status.enabled());
            view.put("extension", status.extension().orElse(""));
            view.put("pin", !status.hasPin()
                    ? "none"
                    : status.locked()
                            ? "locked after " + status.failures() + " wrong ones"
                            : status.mustChange() ? "to be changed at the next call" : "set");
            view.put("pinExpires", status.expires().map(Instant::toString).orElse("never"));
            view.put("wrongPins", status.failures());
            VoiceMailbox mailbox = place.rooms().voiceMailboxes().open(user);
            VoiceSettings settings = mailbox.settings();
            for (GreetingKind kind : GreetingKind.values()) {
                view.put("greeting " + kind.label(), mailbox.greeting(kind)
                        .map(greeting -> "recorded " + greeting.recorded()).orElse("none"));
            }
            view.put("outOfOffice", settings.oofStatus());
            view.put("missedCallNotices", settings.missedCallNotification());
            view.put("playOnPhone", settings.playOnPhoneDialString());
            view.put("firstCallDone", settings.firstUseDone());
            MessageWaiting waiting = mailbox.waiting();
            view.put("newVoiceMail", waiting.newMessages());
            view.put("oldVoiceMail", waiting.oldMessages());
            if (json) {
                Output.json(place.out(), view);
            } else {
                Output.view(place.out(), view);
            }
            return 0;
        }
    }

    @Command(name = "pin", aliases = "reset-pin", description = {
            "Give a user another telephone PIN, and unlock.",
            "Prints it; it has to be changed at the next call unless --keep is given."})
    static final class Pin implements Administration {
        @Parameters(paramLabel = "USER", description = "Whose.")
        String name = "";

        @Option(names = "--pin-stdin", description = "The one in the first line of standard input;"
                + " made up when not given.")
        boolean fromInput;

        @Option(names = "--keep", description = "It need not be changed.")
        boolean keep;

        @Override
        public int run(Workplace place) throws Exception {
            @Nullable
            String pin = fromInput ? TelephoneOptions.readPin(place.terminal()) : null;
            try {
                place.out().println(place.rooms().telephoneAccess().reset(user(place, name), pin,
                        !keep));
                return 0;
            } catch (MailError.Invalid e) {
                throw new UserError(String.valueOf(e.getMessage()));
            }
        }
    }
}

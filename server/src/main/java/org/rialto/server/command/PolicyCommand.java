package org.rialto.server.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rialto.directory.Limit;
import org.rialto.directory.Policy;
import org.rialto.mapi.MailError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto policy`.
@Command(name = "policy", description = "Named sets of limits. What nobody set comes from the"
        + " policy called default.", synopsisSubcommandLabel = "COMMAND", subcommands = {
                PolicyCommand.Set.class, PolicyCommand.Show.class,
                PolicyCommand.Remove.class})
final class PolicyCommand {
    /// `rialto policy set`, which also makes it.
    @Command(name = "set", description = "Make or change a policy.")
    static final class Set implements Administration {
        @Parameters(index = "0", paramLabel = "NAME", description = "The policy.")
        String name = "";

        @Parameters(index = "1..*", paramLabel = "LIMIT=VALUE", description = "For example receive-bytes=5GiB; none for no limit, empty to unset.")
        List<String> settings = List.of();

        @Override
        public int run(Workplace place) {
            Map<Limit, String> values = new LinkedHashMap<>();
            for (String one : settings) {
                String[] parts = one.split("=", 2);
                Limit limit = Limit.ofKey(parts[0]).orElseThrow(() -> new MailError.Invalid(
                        "there is no limit " + parts[0] + "; limits: " + names()));
                values.put(limit, parts.length < 2 ? "" : parts[1]);
            }
            place.rooms().directory().change(edit -> {
                Policy found = edit.domains().findPolicy(name);
                Policy policy = found == null ? edit.domains().addPolicy(name) : found;
                for (Map.Entry<Limit, String> value : values.entrySet()) {
                    String text = value.getValue();
                    edit.domains().set(policy, value.getKey(), text.isEmpty()
                            ? null
                            : ObjectKeys.number(value.getKey().key(), text));
                }
                return 0;
            });
            place.rooms().applyQuotas();
            place.out().println("Set policy " + name);
            return 0;
        }

        private static String names() {
            List<String> names = new ArrayList<>();
            for (Limit limit : Limit.values())
                names.add(limit.key());
            return String.join(", ", names);
        }
    }

    /// `rialto policy list`.
    @Command(name = "list", description = "Show all policies.")
    static final class Show implements Administration {
        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public int run(Workplace place) {
            List<Map<String, Object>> views = new ArrayList<>();
            for (Policy policy : place.rooms().directory().policies()) {
                Map<String, Object> view = new LinkedHashMap<>();
                view.put("name", policy.name());
                for (Limit limit : Limit.values()) {
                    Long value = policy.limits().get(limit);
                    if (value != null)
                        view.put(limit.key(), value);
                }
                views.add(view);
            }
            if (json) {
                Output.json(place.out(), views);
                return 0;
            }
            for (Map<String, Object> view : views) {
                Output.view(place.out(), view);
                place.out().println();
            }
            if (views.isEmpty())
                place.out().println("No policies; every limit has its default.");
            return 0;
        }
    }

    /// `rialto policy remove`.
    @Command(name = "remove", description = "Remove a policy.")
    static final class Remove implements Administration {
        @Parameters(paramLabel = "NAME", description = "The policy.")
        String name = "";

        @Override
        public int run(Workplace place) {
            place.rooms().directory().change(edit -> {
                edit.domains().removePolicy(edit.domains().policy(name));
                return 0;
            });
            place.rooms().applyQuotas();
            place.out().println("Removed policy " + name);
            return 0;
        }
    }
}

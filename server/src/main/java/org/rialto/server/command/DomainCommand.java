package org.rialto.server.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.Domain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto domain`.
@Command(name = "domain", description = "Mail domains of this server.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        DomainCommand.Add.class,
        DomainCommand.Set.class, DomainCommand.Show.class, DomainCommand.Remove.class})
final class DomainCommand {
    /// `rialto domain add`.
    @Command(name = "add", description = "Add a domain; the first one is the default.")
    static final class Add implements Administration {
        @Parameters(paramLabel = "NAME", description = "For example example.org.")
        String name = "";

        @Option(names = "--alias-of", paramLabel = "DOMAIN", description = "Make it another name of that domain.")
        @Nullable
        String aliasOf;

        @Override
        public int run(Workplace place) {
            Domain added = place.rooms().directory().change(edit -> aliasOf == null
                    ? edit.domains().add(name)
                    : edit.domains().addAlias(name, edit.domains().get(aliasOf)));
            place.out().println("Added domain " + added.name());
            return 0;
        }
    }

    /// `rialto domain set`.
    @Command(name = "set", description = "Change a domain.")
    static final class Set implements Administration {
        @Parameters(paramLabel = "NAME", description = "The domain.")
        String name = "";

        @Option(names = "--default", description = "Its users log in without naming a domain.")
        boolean isDefault;

        @Option(names = "--short-name", paramLabel = "NAME", description = "What stands before the backslash of DOMAIN\\user.")
        @Nullable
        String shortName;

        @Override
        public int run(Workplace place) {
            String given = shortName;
            place.rooms().directory().change(edit -> {
                Domain domain = edit.domains().get(name);
                if (isDefault)
                    edit.domains().setDefault(domain);
                if (given != null)
                    edit.domains().setShortName(domain, given);
                return 0;
            });
            place.out().println("Changed domain " + name);
            return 0;
        }
    }

    /// `rialto domain list`.
    @Command(name = "list", description = "Show all domains.")
    static final class Show implements Administration {
        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public int run(Workplace place) {
            Directory directory = place.rooms().directory();
            List<Domain> domains = directory.domains();
            if (json) {
                Output.json(place.out(), domains.stream().map(domain -> java.util.Map.of("name",
                        domain.name(), "shortName", domain.shortName(), "default",
                        domain.isDefault(), "aliasOf", aliasOf(domain, domains))).toList());
                return 0;
            }
            List<List<String>> rows = new ArrayList<>();
            for (Domain domain : domains) {
                String alias = aliasOf(domain, domains);
                rows.add(List.of(domain.name(), domain.shortName() + "\\",
                        domain.isDefault() ? "default" : alias.isEmpty() ? "" : "= " + alias));
            }
            Output.table(place.out(), List.of("DOMAIN", "LOG-IN", ""), rows);
            return 0;
        }

        private static String aliasOf(Domain domain, List<Domain> domains) {
            if (domain.aliasOf().isEmpty())
                return "";
            long id = domain.aliasOf().getAsLong();
            return domains.stream().filter(other -> other.id() == id).map(Domain::name)
                    .findFirst().orElse("");
        }
    }

    /// `rialto domain remove`.
    @Command(name = "remove", description = "Remove a domain that nothing uses any more.")
    static final class Remove implements Administration {
        @Parameters(paramLabel = "NAME", description = "The domain.")
        String name = "";

        @Override
        public int run(Workplace place) {
            place.rooms().directory().change(edit -> {
                edit.domains().remove(edit.domains().get(name));
                return 0;
            });
            place.out().println("Removed domain " + name);
            return 0;
        }
    }
}

package org.rialto.server.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rialto.protocols.um.proxy.SipServer;
import org.rialto.server.RunningServer;
import org.rialto.server.telephony.Telephony;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rialto sip`: telephones.
@Command(name = "sip", description = "Telephones that are registered here.", synopsisSubcommandLabel = "COMMAND", subcommands = SipCommand.Registrations.class)
final class SipCommand {
    @Command(name = "registrations", description = "Show the telephones that are registered.")
    static final class Registrations implements Administration {
        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public int run(Workplace place) throws Exception {
            RunningServer server = place.server();
            Telephony telephony = server == null ? null : server.telephony();
            SipServer sip = telephony == null ? null : telephony.sipServer();
            List<List<String>> rows = new ArrayList<>();
            List<Map<String, Object>> objects = new ArrayList<>();
            for (SipServer.Registration each : sip == null
                    ? List.<SipServer.Registration>of()
                    : sip.registered()) {
                rows.add(List.of(each.user(), each.contact(), each.transport(),
                        each.seconds() + " s"));
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("user", each.user());
                object.put("contact", each.contact());
                object.put("transport", each.transport());
                object.put("seconds", each.seconds());
                objects.add(object);
            }
            if (json) {
                Output.json(place.out(), objects);
            } else {
                Output.table(place.out(), List.of("USER", "TELEPHONE", "OVER", "FOR"), rows);
            }
            return 0;
        }
    }
}

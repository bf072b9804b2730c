package org.rialto.server.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.MailError;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.server.control.Terminal;
import org.rialto.store.check.BlobHolders;
import org.rialto.store.check.CheckOptions;
import org.rialto.store.check.CheckReport;
import org.rialto.store.check.Finding;
import org.rialto.store.check.StoreCheck;
import org.rialto.transport.queue.QueueRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rialto check`.
@Command(name = "check", description = {"Look through the store for damage; mend it with --repair.",
        "Exit code 0 when all is well (or mended), 1 when something is not."})
final class CheckCommand implements Administration, BeforeOpening {
    @Option(names = "--repair", description = "Mend what can be mended. Nothing is thrown away:"
            + " what lost its place goes to a folder \"Rescued Items\". On a stopped home, a"
            + " database with damaged pages is replaced by one of all that can still be read.")
    boolean repair;

    @Option(names = "--quick", description = "Leave the bytes of messages and attachments unread.")
    boolean quick;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    private boolean salvaged;

    @Override
    public void prepare(Home home, Configuration configuration, Terminal terminal)
            throws Exception {
        salvaged = repair && configuration.get(Settings.DATABASE_URL).isEmpty()
                && HomeSalvage.run(home, terminal);
    }

    @Override
    public int run(Workplace place) {
        Rooms rooms = place.rooms();
        if (salvaged)
            HomeSalvage.finish(rooms, place.terminal());
        place.queue(); // its tables are there from here on
        BlobHolders queue = QueueRows::forEachBlob;
        ProgressLine progress = new ProgressLine(place.terminal());
        CheckReport report = new StoreCheck(rooms.database(), rooms.store(), queue,
                (guid, display) -> name(rooms, guid, display))
                .run(new CheckOptions(repair, quick, place.server() == null), progress::at);
        progress.end();
        if (json) {
            Output.json(place.out(), view(report));
        } else {
            report.findings().forEach(place.out()::println);
            place.out().printf("%d mailboxes, %d messages, %d blobs (%d MiB read): %s%n",
                    report.mailboxes(), report.messages(), report.blobs(),
                    report.blobBytesRead() >> 20, verdict(report.findings()));
        }
        return report.isClean() ? 0 : 1;
    }

    static String name(Rooms rooms, UUID guid, String display) {
        try {
            return rooms.directory().ofMailbox(guid).map(DirectoryObject::entry)
                    .map(entry -> entry.address().toString()).orElse(display + " (" + guid + ")");
        } catch (MailError e) {
            return display + " (" + guid + ")"; // the directory has its own troubles
        }
    }

    private String verdict(List<Finding> findings) {
        if (findings.isEmpty())
            return "all is well";
        long repaired = count(findings, Finding.Outcome.REPAIRED);
        long kept = count(findings, Finding.Outcome.KEPT);
        long rest = count(findings, Finding.Outcome.REPAIRABLE);
        return findings.size() + " findings" + (repaired > 0 ? ", " + repaired + " repaired" : "")
                + (rest > 0 ? ", " + rest + " that `rialto check --repair` mends" : "")
                + (kept > 0 ? ", " + kept + " that cannot be mended" : "");
    }

    private static long count(List<Finding> findings, Finding.Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    private static Map<String, Object> view(CheckReport report) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("clean", report.isClean());
        view.put("mailboxes", report.mailboxes());
        view.put("messages", report.messages());
        view.put("blobs", report.blobs());
        view.put("blobBytesRead", report.blobBytesRead());
        view.put("findings", report.findings().stream().map(CheckCommand::view).toList());
        return view;
    }

    private static Map<String, Object> view(Finding finding) {
        Map<String, Object> view = new LinkedHashMap<>();
        String mailbox = finding.mailbox();
        view.put("mailbox", mailbox == null ? "" : mailbox);
        view.put("kind", finding.kind().name().toLowerCase(java.util.Locale.ROOT));
        view.put("text", finding.text());
        view.put("outcome", finding.outcome().name().toLowerCase(java.util.Locale.ROOT));
        return view;
    }
}

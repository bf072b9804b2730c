package org.rialto.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Opens many IMAP connections that log in, select INBOX and IDLE; says so on standard output and
/// holds them until standard input ends. connections=10000 users=64.
public final class IdleLoad {
    private IdleLoad() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        int connections = options.number("connections", 10_000);
        int users = options.number("users", 64);
        List<ImapClient> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            ImapClient client = ImapClient.login(options,
                    String.format(Locale.ROOT, options.text("user", "u%d"), i % users));
            client.command("SELECT INBOX");
            client.send("IDLE");
            clients.add(client);
        }
        System.out.println("idle " + clients.size());
        while (System.in.read() >= 0) {
            continue;
        }
        for (ImapClient client : clients) {
            client.close();
        }
    }
}

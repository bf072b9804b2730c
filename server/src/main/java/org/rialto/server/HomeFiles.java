package org.rialto.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a new home's files: `rialto.toml` and the self-signed certificate.
public final class HomeFiles {
    /// Which ports a new configuration names.
    public enum Ports {
        STANDARD, DEMO
    }

    /// Listener name to standard port and demo port.
    private static final Map<String, int[]> PORTS = new LinkedHashMap<>();

    static {
        PORTS.put("smtp", new int[]{25, 2525});
        PORTS.put("submission", new int[]{587, 2587});
        PORTS.put("submissions", new int[]{465, 2465});
        PORTS.put("imap", new int[]{143, 2143});
        PORTS.put("imaps", new int[]{993, 2993});
        PORTS.put("pop3", new int[]{110, 2110});
        PORTS.put("pop3s", new int[]{995, 2995});
        PORTS.put("http", new int[]{80, 2080});
        PORTS.put("https", new int[]{443, 2443});
        PORTS.put("sip", new int[]{5060, 5060});
        PORTS.put("sips", new int[]{5061, 5061});
        PORTS.put("metrics", new int[]{2081, 2081});
    }

    private HomeFiles() {}

    /// Makes the home; what is there already stays as it is.
    ///
    /// @param freePorts port 0 everywhere, for a rehearsal
    public static void create(Home home, String hostName, String domain, Ports ports,
            boolean freePorts) throws IOException {
        home.create();
        if (!Files.exists(home.resolve("tls/cert.pem"))) {
            SelfSignedCertificate.write(home.resolve("tls/cert.pem"), home.resolve("tls/key.pem"),
                    List.of(hostName, domain, "autodiscover." + domain));
        }
        if (!home.exists()) {
            Files.writeString(home.configurationFile(), toml(hostName, ports, freePorts));
        }
    }

    private static String toml(String hostName, Ports ports, boolean freePorts) {
        StringBuilder text = new StringBuilder();
        text.append("# Rialto's configuration. `rialto config` explains every key;\n");
        text.append("# what is not set here has its default.\n\n");
        text.append("[server]\nhostname = \"").append(hostName).append("\"\n\n[listen]\n");
        PORTS.forEach((name, port) -> {
            boolean local = ports == Ports.DEMO || name.equals("metrics");
            int number = freePorts ? 0 : port[ports.ordinal()];
            text.append(name).append(" = [\"").append(local ? "127.0.0.1" : "*").append(':')
                    .append(number).append("\"]\n");
        });
        if (ports == Ports.DEMO) {
            text.append("\n[ntlm]\nenabled = true\n");
            text.append("\n[sip]\nhost = \"127.0.0.1\"\n");
            text.append("\n[um]\naccess-numbers = [\"5500\"]\n");
        }
        return text.toString();
    }
}

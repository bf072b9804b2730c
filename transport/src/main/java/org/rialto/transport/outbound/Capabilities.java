package org.rialto.transport.outbound;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a peer's EHLO reply offers. RFC 5321 §4.1.1.1.
record Capabilities(Map<String, List<String>> keywords) {
    static final Capabilities NONE = new Capabilities(Map.of());

    Capabilities { keywords = Map.copyOf(keywords); }

    /// ```
    /// ehlo-line = ehlo-keyword *( SP ehlo-param )
    /// ```
    /// The first line is the greeting. Lines that are not of this form are passed over.
    static Capabilities read(SmtpReply ehlo) {
        Map<String, List<String>> keywords = new HashMap<>();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            // Old servers write AUTH=LOGIN beside AUTH LOGIN.
            String[] words = line.strip().toUpperCase(Locale.ROOT).replaceFirst("^AUTH=", "AUTH ")
                    .split(" +");
            if (!words[0].isEmpty()) {
                keywords.merge(words[0], List.of(words).subList(1, words.length),
                        Capabilities::both);
            }
        }
        return new Capabilities(keywords);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    boolean startTls() { return has("STARTTLS"); }

    boolean pipelining() { return has("PIPELINING"); }

    boolean eightBitMime() { return has("8BITMIME"); }

    boolean binaryMime() { return has("BINARYMIME") && has("CHUNKING"); }

    boolean smtpUtf8() { return has("SMTPUTF8"); }

    boolean deliveryStatus() { return has("DSN"); }

    boolean requireTls() { return has("REQUIRETLS"); }

    boolean size() { return has("SIZE"); }

    /// RFC 1870 §4: the peer's limit in bytes; 0 when it names none.
    long sizeLimitBytes() {
        List<String> values = keywords.getOrDefault("SIZE", List.of());
        if (values.isEmpty() || !values.getFirst().matches("[0-9]{1,18}")) {
            return 0;
        }
        return Long.parseLong(values.getFirst());
    }

    Set<String> authenticationMechanisms() {
        return Set.copyOf(keywords.getOrDefault("AUTH", List.of()));
    }

    private boolean has(String keyword) { return keywords.containsKey(keyword); }
}

package org.rialto.smtp.authentication;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rialto.directory.SmtpAddress;

/// Signs messages for the domains it has keys for. RFC 6376 §5, RFC 8463. The author's domain
/// decides (DMARC alignment); one signature for each of its keys.
public final class DkimSigner {
    private static final int HEADER_LIMIT_OCTETS = 4 << 20;
    private static final int PIECE_OCTETS = 64 * 1024;

    /// Fields that a message's meaning hangs on; each is signed once more than it is there, so that
    /// none can be added (RFC 6376 §5.4.2 and §8.15).
    private static final List<String> OVERSIGNED = List.of("from", "subject", "to", "cc", "date",
            "message-id", "reply-to", "mime-version", "content-type",
            "content-transfer-encoding");
    private static final Set<String> SIGNED_IF_PRESENT = Set.of("sender", "in-reply-to",
            "references", "list-id", "list-unsubscribe", "list-unsubscribe-post", "resent-from",
            "resent-to", "resent-cc", "resent-date", "resent-message-id", "autocrypt");

    /// @param key RSA (2048 bits or more) or Ed25519
    public record Key(String domain, String selector, PrivateKey key) {
        public Key { domain = domain.toLowerCase(Locale.ROOT); }

        String algorithm() {
            return key.getAlgorithm().equals("RSA") ? "rsa-sha256" : "ed25519-sha256";
        }
    }

    private final Map<String, List<Key>> keys;
    private final Clock clock;

    public DkimSigner(List<Key> keys, Clock clock) {
        this.keys = keys.stream()
                .collect(java.util.stream.Collectors.groupingBy(Key::domain));
        this.clock = clock;
    }

    /// The DKIM-Signature fields to put in front of the message, each with its CRLF; empty when
    /// there is no key for its author's domain. Reads the stream to its end, holding only the
    /// header section.
    public byte[] sign(InputStream message) throws IOException {
        byte[] start = readHeader(message);
        int end = HeaderSection.findEnd(start, 0, start.length);
        HeaderSection section = HeaderSection.parse(start, end < 0 ? start.length : end);
        List<Key> chosen = keysFor(section);
        if (chosen.isEmpty()) {
            return new byte[0];
        }
        BodyHash hash = new BodyHash(Canonicalization.RELAXED, -1);
        hash.update(start, section.lengthOctets(), start.length - section.lengthOctets());
        byte[] piece = new byte[PIECE_OCTETS];
        int count;
        while ((count = message.read(piece)) > 0) {
            hash.update(piece, 0, count);
        }
        String bodyHash = Base64.getEncoder().encodeToString(hash.finish());
        StringBuilder fields = new StringBuilder();
        for (Key key : chosen) {
            fields.append(sign(section, key, bodyHash));
        }
        return fields.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<Key> keysFor(HeaderSection section) {
        HeaderField from = section.first("From");
        if (from == null || section.count("From") > 1) {
            return List.of();
        }
        List<SmtpAddress> authors = AddressField.addresses(from.utf8Value());
        if (authors.isEmpty()) {
            return List.of();
        }
        return keys.getOrDefault(SmtpAddress.domainKey(authors.getFirst().domain()), List.of());
    }

    /// Up to the empty line and whatever was read behind it.
    private static byte[] readHeader(InputStream message) throws IOException {
        byte[] bytes = new byte[PIECE_OCTETS];
        int length = 0;
        while (true) {
            int count = message.read(bytes, length, bytes.length - length);
            if (count <= 0) {
                return Arrays.copyOf(bytes, length);
            }
            int before = length;
            length += count;
            if (HeaderSection.findEnd(bytes, before, length) >= 0
                    || length >= HEADER_LIMIT_OCTETS) {
                return Arrays.copyOf(bytes, length);
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
        }
    }

    private String sign(HeaderSection section, Key key, String bodyHash) {
        List<String> names = fieldNames(section);
        String unsigned = "DKIM-Signature: v=1; a=" + key.algorithm() + "; c=relaxed/relaxed; d="
                + key.domain() + ";\r\n\ts=" + key.selector() + "; t=" + clock.millis() / 1000
                + ";\r\n\th=" + fold(names) + ";\r\n\tbh=" + bodyHash + ";\r\n\tb=";
        HeaderField field = HeaderField.of(unsigned, unsigned.indexOf(':'));
        String canonical = Canonicalization.RELAXED.field(field);
        byte[] octets = DkimHeaders.signedOctets(section, names, Canonicalization.RELAXED,
                canonical.substring(0, canonical.length() - 2));
        return unsigned + foldSignature(Base64.getEncoder().encodeToString(sign(key, octets)))
                + "\r\n";
    }

    private static byte[] sign(Key key, byte[] octets) {
        try {
            Signature signer;
            byte[] data = octets;
            if (key.algorithm().startsWith("rsa")) {
                signer = Signature.getInstance("SHA256withRSA");
            } else {
                signer = Signature.getInstance("Ed25519");
                data = BodyHash.sha256().digest(octets);
            }
            signer.initSign(key.key());
            signer.update(data);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the DKIM key of " + key.domain() + " cannot sign", e);
        }
    }

    private static List<String> fieldNames(HeaderSection section) {
        List<String> names = new ArrayList<>();
        for (String name : OVERSIGNED) {
            for (int count = section.count(name); count >= 0; count--) {
                names.add(name);
            }
        }
        for (HeaderField field : section.fields()) {
            String name = field.lowerCaseName();
            if (SIGNED_IF_PRESENT.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static String fold(List<String> names) {
        StringBuilder text = new StringBuilder();
        int column = 3;
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at) + (at + 1 < names.size() ? ":" : "");
            if (column + name.length() > 74) {
                text.append("\r\n\t ");
                column = 9;
            }
            text.append(name);
            column += name.length();
        }
        return text.toString();
    }

    private static String foldSignature(String base64) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < base64.length(); at += 66) {
            if (at > 0) {
                text.append("\r\n\t ");
            }
            text.append(base64, at, Math.min(at + 66, base64.length()));
        }
        return text.toString();
    }
}

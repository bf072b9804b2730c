package org.rialto.smtp.authentication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.rialto.base.MalformedDataException;

/// A DKIM-Signature field. RFC 6376 §3.5.
///
/// @param algorithm     `rsa-sha256`, `ed25519-sha256`; others are known to be wrong (RFC 8301)
/// @param fieldNames    h=, in order, lower case
/// @param domain        d=, lower case
/// @param identity      i=, or "@" and the domain
/// @param bodyLimit     l= in octets, -1 without
/// @param timeSeconds   t= since 1970, -1 without
/// @param expirySeconds x= since 1970, -1 without
public record DkimSignature(HeaderField field, String algorithm, byte[] signature, byte[] bodyHash,
        Canonicalization headerForm, Canonicalization bodyForm, String domain,
        List<String> fieldNames, String identity, String selector, long bodyLimit,
        long timeSeconds, long expirySeconds) {

    /// @throws MalformedDataException naming what is wrong or missing
    public static DkimSignature read(HeaderField field) {
        TagList tags = TagList.parse(field.rawValue());
        if (!tags.require("v").equals("1")) {
            throw new MalformedDataException("an unknown version", 0);
        }
        String domain = tags.require("d").toLowerCase(Locale.ROOT);
        String identity = tags.get("i", "@" + domain);
        String identityDomain = identity.substring(identity.lastIndexOf('@') + 1)
                .toLowerCase(Locale.ROOT);
        if (!identityDomain.equals(domain) && !identityDomain.endsWith("." + domain)) {
            throw new MalformedDataException("i= is not of the domain d=", 0);
        }
        List<String> names = names(tags.require("h"));
        if (!names.contains("from")) {
            throw new MalformedDataException("the field From is not signed", 0);
        }
        if (!Arrays.asList(TagList.compact(tags.get("q", "dns/txt")).split(":"))
                .contains("dns/txt")) {
            throw new MalformedDataException("an unknown query method", 0);
        }
        String[] forms = TagList.compact(tags.get("c", "simple/simple")).split("/", 2);
        long time = number(tags.get("t", ""));
        long expiry = number(tags.get("x", ""));
        if (time >= 0 && expiry >= 0 && expiry <= time) {
            throw new MalformedDataException("x= is before t=", 0);
        }
        return new DkimSignature(field, tags.require("a").toLowerCase(Locale.ROOT),
                base64(tags.require("b")), base64(tags.require("bh")),
                Canonicalization.of(forms[0]),
                forms.length > 1 ? Canonicalization.of(forms[1]) : Canonicalization.SIMPLE, domain,
                names, identity, tags.require("s"), number(tags.get("l", "")), time, expiry);
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String name : TagList.compact(text).toLowerCase(Locale.ROOT).split(":")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static long number(String text) {
        if (text.isEmpty()) {
            return -1;
        }
        if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedDataException("a number is expected", 0);
        }
        return Long.parseLong(text);
    }

    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(TagList.compact(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("not valid base64", 0);
        }
    }

    /// Where the key is.
    public String keyName() { return selector + "._domainkey." + domain; }

    /// The field as it was hashed: in its form, with the value of b= taken out, without CRLF.
    /// RFC 6376 §3.7.
    String unsigned() {
        String canonical = headerForm.field(
                HeaderField.of(withoutSignature(field.raw()), field.raw().indexOf(':')));
        return canonical.substring(0, canonical.length() - 2);
    }

    /// The same text, nothing between "b=" and the ";" that follows.
    static String withoutSignature(String raw) {
        int from = raw.indexOf(':') + 1;
        while (from < raw.length()) {
            int end = raw.indexOf(';', from);
            int limit = end < 0 ? raw.length() : end;
            int equals = raw.indexOf('=', from);
            if (equals >= 0 && equals < limit
                    && TagList.compact(raw.substring(from, equals)).equals("b")) {
                // The CRLF that ends the field is not part of the value.
                boolean last = end < 0;
                return raw.substring(0, equals + 1) + (last ? "\r\n" : raw.substring(end));
            }
            from = limit + 1;
        }
        return raw;
    }
}

package org.rialto.formats.mime;

import java.nio.charset.StandardCharsets;

/// Reads what [ImapStructureWriter] wrote as IMAP would: lists of nil, numbers, strings and lists.
final class ImapSyntax {
    private final byte[] bytes;
    private int at;

    private ImapSyntax(byte[] bytes) { this.bytes = bytes; }

    static void check(byte[] bytes) {
        ImapSyntax syntax = new ImapSyntax(bytes);
        syntax.value();
        if (syntax.at != bytes.length) {
            throw new AssertionError("trailing bytes at " + syntax.at);
        }
    }

    private void value() {
        switch (bytes[at]) {
            case '(' -> {
                at++;
                value();
                while (bytes[at] != ')') {
                    // Body lists of a multipart have no spaces between them.
                    if (bytes[at] == ' ') {
                        at++;
                    } else if (bytes[at] != '(') {
                        throw new AssertionError("no separator at " + at);
                    }
                    value();
                }
                at++;
            }
            case '"' -> {
                at++;
                while (bytes[at] != '"') {
                    if (bytes[at] == '\\') {
                        at++;
                    }
                    if (bytes[at] <= 0 || bytes[at] == '\r' || bytes[at] == '\n') {
                        throw new AssertionError("bad quoted character at " + at);
                    }
                    at++;
                }
                at++;
            }
            case '{' -> {
                int end = at;
                while (bytes[end] != '}') {
                    end++;
                }
                int length = Integer.parseInt(
                        new String(bytes, at + 1, end - at - 1, StandardCharsets.US_ASCII));
                at = end + 3 + length;
            }
            case 'N' -> at += 3;
            default -> {
                int start = at;
                while (bytes[at] >= '0' && bytes[at] <= '9') {
                    at++;
                }
                if (at == start) {
                    throw new AssertionError("unexpected byte at " + at);
                }
            }
        }
    }
}

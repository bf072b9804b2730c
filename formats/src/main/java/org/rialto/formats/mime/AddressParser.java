package org.rialto.formats.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads address lists, RFC 5322 §3.4 and §4.4: groups, quoted strings, comments, routes, and what
/// people send instead. Total: any bytes give some list, in one pass.
final class AddressParser {
    private final byte[] bytes;
    private final int end;
    private final int limit;
    private int at;
    private final List<ImapAddress> list;

    // The words read so far of the address at hand, single spaces between them; then, of an
    // address without angle brackets, where the last word starts and where its domain starts.
    private byte[] words = new byte[64];
    private int length;
    private int lastWord;
    private int domain = -1;
    private boolean spacePending;
    private boolean dotApart;
    private @Nullable String comment;
    private @Nullable ImapAddress angle;
    private boolean inGroup;

    private AddressParser(byte[] bytes, int from, int to, int limit, List<ImapAddress> list) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.limit = limit;
        this.list = list;
    }

    /// The addresses in `bytes[from, to)`, folded or not, at most `limit` of them.
    static List<ImapAddress> parse(byte[] bytes, int from, int to, int limit) {
        List<ImapAddress> list = new ArrayList<>(2);
        new AddressParser(bytes, from, to, limit, list).run();
        return list;
    }

    static List<ImapAddress> parse(String raw, int limit) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length, limit);
    }

    private void run() {
        while (at < end && list.size() < limit) {
            byte b = bytes[at++];
            switch (b) {
                case ' ', '\t', '\r', '\n' -> spacePending = true;
                case '(' -> comment = comment();
                case '"' -> quoted();
                case '<' -> angle();
                case '@' -> {
                    // An at sign ends the local part; a second one is just part of the domain.
                    if (domain < 0) {
                        spacePending = false;
                        put('@');
                        domain = length;
                    } else {
                        put('@');
                    }
                }
                case ',' -> finish();
                case ':' -> startGroup();
                case ';' -> {
                    finish();
                    if (inGroup) {
                        list.add(ImapAddress.GROUP_END);
                        inGroup = false;
                    }
                }
                case '\\' -> {
                    if (at < end) {
                        word(bytes[at++]);
                    }
                }
                case ')', '>' -> spacePending = true;
                default -> word(b);
            }
        }
        finish();
        if (inGroup) {
            list.add(ImapAddress.GROUP_END);
        }
    }

    private void startGroup() {
        if (inGroup || length == 0 || domain >= 0 || angle != null) {
            word((byte) ':');
            return;
        }
        list.add(new ImapAddress(null, null, text(0, length), null));
        inGroup = true;
        reset();
    }

    private void finish() {
        if (angle != null) {
            String name = length > 0 ? text(0, length) : comment;
            list.add(new ImapAddress(name, angle.route(), angle.mailbox(), angle.host()));
        } else if (domain >= 0) {
            // `John Smith john@example.com`, without brackets: the words before are the name.
            String name = lastWord > 0 ? text(0, lastWord - 1) : comment;
            list.add(new ImapAddress(name, null, text(lastWord, domain - 1),
                    text(domain, length)));
        } else if (length > 0) {
            boolean one = lastWord == 0;
            list.add(new ImapAddress(one ? comment : text(0, length), null,
                    one ? text(0, length) : "", ""));
        }
        reset();
    }

    private void reset() {
        length = 0;
        lastWord = 0;
        domain = -1;
        spacePending = false;
        dotApart = false;
        comment = null;
        angle = null;
    }

    private void word(byte b) {
        if (spacePending && length > 0) {
            space(b);
        }
        spacePending = false;
        put(b);
    }

    // White space around the dots of a local part or domain is obsolete syntax (RFC 5322 §4.4),
    // and none of theirs.
    private void space(byte next) {
        byte previous = words[length - 1];
        if (domain >= 0) {
            boolean inDomain = previous == '.' || previous == '@' || next == '.';
            if (!inDomain) {
                put(' ');
            }
        } else if (next == '.') {
            dotApart = true;
        } else if (previous == '.' && dotApart) {
            dotApart = false;
        } else {
            put(' ');
            lastWord = length;
        }
    }

    private void quoted() {
        if (spacePending && length > 0) {
            space((byte) '"');
        }
        spacePending = false;
        while (at < end && bytes[at] != '"') {
            byte b = bytes[at++];
            if (b == '\\' && at < end) {
                put(bytes[at++]);
            } else if (b != '\r' && b != '\n') {
                put(b);
            }
        }
        at++;
    }

    private String comment() {
        int depth = 1;
        byte[] text = new byte[Math.min(64, end - at)];
        int size = 0;
        while (at < end) {
            byte b = bytes[at++];
            if (b == '\\' && at < end) {
                b = bytes[at++];
            } else if (b == '(') {
                depth++;
            } else if (b == ')' && --depth == 0) {
                break;
            } else if (b == '\r' || b == '\n') {
                continue;
            }
            if (size == text.length) {
                text = Arrays.copyOf(text, size * 2 + 16);
            }
            text[size++] = b;
        }
        return new String(text, 0, size, StandardCharsets.ISO_8859_1).strip();
    }

    // `angle-addr = "<" [obs-route] addr-spec ">"`; ends at a missing bracket's comma too.
    private void angle() {
        if (angle != null) {
            finish();
        }
        int nameLength = length;
        int colon = -1;
        int sign = -1;
        boolean route = false;
        while (at < end && bytes[at] != '>') {
            byte b = bytes[at++];
            if (b == '"') {
                spacePending = false;
                quotedInAngle();
            } else if (b == '(') {
                comment();
            } else if (b == '\\' && at < end) {
                put(bytes[at++]);
            } else if (b == ':' && route && colon < 0) {
                colon = length;
                put(b);
                sign = -1;
            } else if (b > ' ' || b < 0) {
                route |= b == '@' && length == nameLength;
                if (b == '@') {
                    sign = length;
                }
                put(b);
            }
        }
        at++;
        int start = colon < 0 ? nameLength : colon + 1;
        String routeText = colon < 0 ? null : text(nameLength, colon);
        angle = sign < start
                ? new ImapAddress(null, routeText, text(start, length), "")
                : new ImapAddress(null, routeText, text(start, sign), text(sign + 1, length));
        length = nameLength;
        spacePending = true;
    }

    private void quotedInAngle() {
        while (at < end && bytes[at] != '"') {
            byte b = bytes[at++];
            if (b == '\\' && at < end) {
                b = bytes[at++];
            }
            put(b);
        }
        at++;
    }

    private void put(int b) {
        if (length == words.length) {
            words = Arrays.copyOf(words, length * 2);
        }
        words[length++] = (byte) b;
    }

    private String text(int from, int to) {
        return new String(words, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
    }
}

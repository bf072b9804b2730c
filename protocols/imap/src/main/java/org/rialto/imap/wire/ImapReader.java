package org.rialto.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Reads commands from a stream, token by token: RFC 9051 §9 and RFC 3501 §9. Holds one line at a
/// time. Literals that are values (names, passwords, search text) are read into memory up to a
/// limit; the message of APPEND is handed out as a stream. After any error [#skipCommand] finds the
/// start of the next command, so that the bytes of a refused literal are never taken for commands.
public final class ImapReader {
    private static final int INITIAL_LINE = 256;

    private final InputStream in;
    private final Runnable requestContinuation;
    private ImapLimits limits;
    private boolean utf8Names;

    private byte[] line = new byte[INITIAL_LINE];
    private int position;
    private int end;
    private int commandBytes;
    private boolean lineLoaded;
    private int nesting;
    private @Nullable MessageLiteral openLiteral;

    /// @param requestContinuation sends `+` and flushes, for synchronizing literals
    public ImapReader(InputStream in, Runnable requestContinuation, ImapLimits limits) {
        this.in = in;
        this.requestContinuation = requestContinuation;
        this.limits = limits;
    }

    public void setLimits(ImapLimits limits) { this.limits = limits; }

    public ImapLimits limits() { return limits; }

    /// Mailbox names are UTF-8 from now on: after ENABLE IMAP4rev2 or UTF8=ACCEPT.
    public void useUtf8Names() { utf8Names = true; }

    // ---- commands and lines

    /// Loads the first line of the next command; false at the end of the stream.
    public boolean nextCommand() throws IOException {
        commandBytes = 0;
        nesting = 0;
        if (line.length > INITIAL_LINE) {
            line = new byte[INITIAL_LINE];
        }
        return loadLine();
    }

    /// A line that is not a command: a SASL response, or DONE. Null at the end of the stream.
    public @Nullable String nextBareLine() throws IOException {
        if (!nextCommand()) {
            return null;
        }
        lineLoaded = false;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    private boolean loadLine() throws IOException {
        position = 0;
        end = 0;
        lineLoaded = false;
        for (;;) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            if (next == '\n') {
                if (end > 0 && line[end - 1] == '\r') {
                    end--;
                }
                lineLoaded = true;
                commandBytes += end;
                return true;
            }
            if (end >= limits.maxLineBytes() || commandBytes + end >= limits.maxCommandBytes()) {
                discardLine();
                throw Refusal.bad(ResponseCode.TOOBIG, "The command line is too long");
            }
            if (end == line.length) {
                line = Arrays.copyOf(line, line.length * 2);
            }
            line[end++] = (byte) next;
        }
    }

    /// Reads on to the end of an over-long line. What was read of it stays, for its tag.
    private void discardLine() throws IOException {
        for (int discarded = 0; discarded < limits.maxDiscardBytes(); discarded++) {
            int next = in.read();
            if (next < 0 || next == '\n') {
                return;
            }
        }
        throw Refusal.bye(ResponseCode.TOOBIG, "The command line does not end");
    }

    /// Passes over what is left of the current command, its unread literals too.
    public void skipCommand() throws IOException {
        MessageLiteral open = openLiteral;
        if (open != null) {
            open.discard();
            openLiteral = null;
            loadLine();
        }
        while (lineLoaded) {
            lineLoaded = false;
            long size = trailingNonSynchronizingLiteral();
            if (size < 0) {
                return;
            }
            discard(size);
            commandBytes = 0;
            loadLine();
        }
    }

    private long trailingNonSynchronizingLiteral() {
        if (end < 4 || line[end - 1] != '}' || line[end - 2] != '+') {
            return -1;
        }
        long size = 0;
        long unit = 1;
        for (int at = end - 3; at >= 0; at--) {
            int character = line[at];
            if (character == '{') {
                return at == end - 3 ? -1 : size;
            }
            if (!isDigit(character)) {
                return -1;
            }
            size = unit > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : size + (character - '0') * unit;
            unit = unit > Long.MAX_VALUE / 10 ? unit : unit * 10;
        }
        return -1;
    }

    private void discard(long size) throws IOException {
        if (size < 0 || size > limits.maxDiscardBytes()) {
            throw Refusal.bye(ResponseCode.TOOBIG, "The literal is too big");
        }
        in.skipNBytes(size);
    }

    /// The command must end here.
    public void endOfCommand() {
        if (position != end) {
            throw syntax("too many arguments");
        }
        lineLoaded = false;
    }

    public boolean atEnd() { return position == end; }

    // ---- characters

    /// The next octet without passing over it; -1 at the end of the line.
    public int peek() { return position < end ? line[position] & 0xFF : -1; }

    public boolean trySkip(char expected) {
        if (position < end && line[position] == expected) {
            position++;
            return true;
        }
        return false;
    }

    public void skip(char expected) {
        if (!trySkip(expected)) {
            throw syntax("expected '" + expected + "'");
        }
    }

    public void space() {
        if (!trySkip(' ')) {
            throw syntax(position == end ? "an argument is missing" : "expected a space");
        }
    }

    /// Passes over `word` when it stands here, without regard to case, and ends here.
    public boolean trySkipWord(String word) {
        int after = position + word.length();
        return (after >= end || !isAtomCharacter(line[after])) && trySkipText(word);
    }

    /// Passes over `text`, upper case, when it stands here in any case.
    boolean trySkipText(String text) {
        if (end - position < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (upper(line[position + i]) != text.charAt(i)) {
                return false;
            }
        }
        position += text.length();
        return true;
    }

    public Refusal syntax(String problem) {
        return Refusal.bad("Syntax error: " + problem + " at octet " + (position + 1));
    }

    /// Enters one more level of parentheses, NOT or OR; leave it with [#leaveNesting].
    public void enterNesting() {
        if (++nesting > limits.maxNesting()) {
            throw syntax("nested too deeply");
        }
    }

    public void leaveNesting() { nesting--; }

    /// Checks the length of a list that is being read.
    public void checkListSize(int size) {
        if (size > limits.maxListItems()) {
            throw syntax("a list has too many members");
        }
    }

    // ---- tokens

    /// `tag = 1*<any ASTRING-CHAR except "+">`; null when the line does not start with one.
    public @Nullable String tag() {
        int start = position;
        while (position < end && isAstringCharacter(line[position]) && line[position] != '+') {
            position++;
        }
        return position == start || position - start > 255 ? null : ascii(start, position);
    }

    /// `atom = 1*ATOM-CHAR`
    public String atom() {
        int start = position;
        while (position < end && isAtomCharacter(line[position])) {
            position++;
        }
        if (start == position) {
            throw syntax("expected an atom");
        }
        return ascii(start, position);
    }

    /// An atom in upper case: the names of commands, items and keys.
    public String keyword() {
        int start = position;
        while (position < end && isAtomCharacter(line[position])) {
            position++;
        }
        if (start == position) {
            throw syntax("expected a name");
        }
        byte[] upper = new byte[position - start];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = upper(line[start + i]);
        }
        return new String(upper, StandardCharsets.US_ASCII);
    }

    /// `number = 1*DIGIT`, unsigned 32 bits.
    public long number() {
        long value = number64();
        if (value > NumberSet.MAX) {
            throw syntax("a number is too large");
        }
        return value;
    }

    /// `nz-number = digit-nz *DIGIT`
    public long nonZeroNumber() {
        long value = number();
        if (value == 0) {
            throw syntax("a number must not be zero");
        }
        return value;
    }

    /// `number64 = 1*DIGIT`, unsigned 63 bits.
    public long number64() {
        int start = position;
        long value = 0;
        while (position < end && isDigit(line[position])) {
            int digit = line[position] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw syntax("a number is too large");
            }
            value = value * 10 + digit;
            position++;
        }
        if (start == position) {
            throw syntax("expected a number");
        }
        return value;
    }

    /// `astring = 1*ASTRING-CHAR / string`, as UTF-8.
    public String astring() throws IOException { return astring(StandardCharsets.UTF_8); }

    public String astring(Charset charset) throws IOException {
        int start = position;
        while (position < end && isAstringCharacter(line[position])) {
            position++;
        }
        return start == position ? string(charset) : ascii(start, position);
    }

    /// `string = quoted / literal`, as UTF-8.
    public String string() throws IOException { return string(StandardCharsets.UTF_8); }

    public String string(Charset charset) throws IOException {
        return decode(stringBytes(), charset);
    }

    /// `nstring = string / nil`
    public @Nullable String nstring() throws IOException {
        return trySkipWord("NIL") ? null : string();
    }

    private byte[] stringBytes() throws IOException {
        return switch (peek()) {
            case '"' -> quoted();
            case '{' -> literal();
            default -> throw syntax("expected a string");
        };
    }

    /// `quoted = DQUOTE *QUOTED-CHAR DQUOTE`; octets above 127 are let through, for UTF-8.
    private byte[] quoted() {
        int at = position + 1;
        byte[] value = new byte[end - at < 0 ? 0 : end - at];
        int length = 0;
        while (at < end) {
            byte octet = line[at++];
            if (octet == '"') {
                position = at;
                return Arrays.copyOf(value, length);
            }
            if (octet == '\\') {
                if (at == end || line[at] != '"' && line[at] != '\\') {
                    throw syntax("a backslash in a quoted string stands before '\"' or '\\' only");
                }
                octet = line[at++];
            } else if (octet == 0 || octet == '\r') {
                throw syntax("NUL and CR do not belong in a quoted string");
            }
            value[length++] = octet;
        }
        throw syntax("a quoted string does not end");
    }

    /// `literal = "{" number64 ["+"] "}" CRLF *CHAR8`, kept in memory.
    private byte[] literal() throws IOException {
        LiteralHeader header = literalHeader();
        if (header.size > limits.maxLiteralBytes()
                || commandBytes + header.size > limits.maxCommandBytes()) {
            throw Refusal.no(ResponseCode.TOOBIG, "The literal is too big here");
        }
        acceptLiteral(header);
        byte[] value = in.readNBytes((int) header.size);
        if (value.length < header.size) {
            throw new UncheckedIOException(new java.io.EOFException());
        }
        commandBytes += value.length;
        nextLine();
        for (byte octet : value) {
            if (octet == 0) {
                throw syntax("NUL does not belong in a literal");
            }
        }
        return value;
    }

    /// The literal that is a message, as a stream: RFC 3501 `literal`, RFC 6855 `UTF8 (~{n}`,
    /// RFC 3516 `literal8`. Read it to its end, then [MessageLiteral#finish].
    ///
    /// @param wanted is given the size before the client is asked for the literal; refuses by
    ///        throwing
    public MessageLiteral messageLiteral(LongConsumer wanted) throws IOException {
        boolean utf8 = trySkipWord("UTF8");
        if (utf8) {
            space();
            skip('(');
        }
        boolean binary = trySkip('~');
        if (peek() != '{') {
            throw syntax("expected a literal");
        }
        LiteralHeader header = literalHeader();
        if (header.size > limits.maxMessageBytes()) {
            throw Refusal.no(ResponseCode.TOOBIG,
                    "The message is larger than " + limits.maxMessageBytes() + " octets");
        }
        wanted.accept(header.size);
        acceptLiteral(header);
        MessageLiteral literal = new MessageLiteral(this, in, header.size, binary, utf8);
        openLiteral = literal;
        return literal;
    }

    /// After the last octet of a message literal: the line goes on.
    void closeMessageLiteral(boolean utf8) throws IOException {
        openLiteral = null;
        nextLine();
        if (utf8) {
            skip(')');
        }
    }

    private record LiteralHeader(long size, boolean synchronizing) {}

    private LiteralHeader literalHeader() {
        skip('{');
        long size = number64();
        boolean synchronizing = !trySkip('+');
        skip('}');
        if (position != end) {
            throw syntax("a line ends after the size of a literal");
        }
        return new LiteralHeader(size, synchronizing);
    }

    private void acceptLiteral(LiteralHeader header) {
        lineLoaded = false;
        if (header.synchronizing) {
            requestContinuation.run();
        }
    }

    private void nextLine() throws IOException {
        if (!loadLine()) {
            throw new UncheckedIOException(new java.io.EOFException());
        }
    }

    private String decode(byte[] bytes, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw syntax("a string is not valid " + charset.name());
        }
    }

    // ---- composed values

    /// `mailbox = "INBOX" / astring`, decoded; INBOX in any case becomes `INBOX`.
    public String mailbox() throws IOException { return decodeMailbox(astring()); }

    String decodeMailbox(String text) {
        String name = text;
        if (!utf8Names && isAscii(text)) {
            name = ModifiedUtf7.decode(text);
            if (name == null) {
                throw Refusal.no(ResponseCode.CANNOT,
                        "The mailbox name is not valid modified UTF-7");
            }
        }
        if (name.regionMatches(true, 0, "INBOX", 0, 5)
                && (name.length() == 5 || name.charAt(5) == '/')) {
            return "INBOX" + name.substring(5);
        }
        return name;
    }

    /// `list-mailbox = 1*list-char / string`, decoded.
    public String listMailbox() throws IOException {
        int start = position;
        while (position < end
                && (isAstringCharacter(line[position]) || line[position] == '%'
                        || line[position] == '*')) {
            position++;
        }
        String text = start == position ? string() : ascii(start, position);
        return decodePattern(text);
    }

    private String decodePattern(String text) {
        if (utf8Names || !isAscii(text)) {
            return text;
        }
        String decoded = ModifiedUtf7.decode(text);
        // A wildcard may cut an encoded run in two; then the pattern matches as it stands.
        return decoded == null ? text : decoded;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private String ascii(int start, int stop) {
        return new String(line, start, stop - start, StandardCharsets.US_ASCII);
    }

    // ---- character classes

    static boolean isDigit(int octet) { return octet >= '0' && octet <= '9'; }

    static byte upper(byte octet) {
        return octet >= 'a' && octet <= 'z' ? (byte) (octet - 32) : octet;
    }

    /// `ATOM-CHAR = <any CHAR except atom-specials>`
    static boolean isAtomCharacter(int octet) {
        return octet > 0x20 && octet < 0x7F && octet != '(' && octet != ')' && octet != '{'
                && octet != '%' && octet != '*' && octet != '"' && octet != '\\' && octet != ']';
    }

    /// `ASTRING-CHAR = ATOM-CHAR / resp-specials`
    static boolean isAstringCharacter(int octet) { return octet == ']' || isAtomCharacter(octet); }
}

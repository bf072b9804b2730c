package org.rialto.imap.wire;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads search keys. RFC 9051 §9, `search-program` and `search-key`.
final class SearchKeyReader {
    private static final Set<String> CHARSETS = Set.of("US-ASCII", "UTF-8", "ISO-8859-1",
            "ISO-8859-2", "ISO-8859-15", "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "KOI8-R",
            "ISO-2022-JP", "SHIFT_JIS", "EUC-JP", "EUC-KR", "GB18030", "BIG5");

    private final ImapReader in;
    private final Charset charset;
    private int count;

    SearchKeyReader(ImapReader in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /// The charset of a search, by its name; US-ASCII is read as UTF-8, which it is part of.
    static Charset charset(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!CHARSETS.contains(upper)) {
            throw Refusal.no(ResponseCode.badCharset("UTF-8 US-ASCII ISO-8859-1 ISO-8859-2 "
                    + "ISO-8859-15 WINDOWS-1252 KOI8-R ISO-2022-JP SHIFT_JIS EUC-JP EUC-KR "
                    + "GB18030 BIG5"), "No such charset for searching");
        }
        try {
            return upper.equals("US-ASCII") ? StandardCharsets.UTF_8 : Charset.forName(upper);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusal.no(ResponseCode.badCharset("UTF-8 US-ASCII"),
                    "No such charset for searching");
        }
    }

    /// `search-key *(SP search-key)`: all of them.
    SearchKey readAll() throws IOException {
        SearchKey first = key();
        if (in.peek() != ' ') {
            return first;
        }
        List<SearchKey> keys = new ArrayList<>();
        keys.add(first);
        while (in.trySkip(' ')) {
            keys.add(key());
        }
        return new SearchKey.And(keys);
    }

    private SearchKey key() throws IOException {
        in.checkListSize(++count);
        int next = in.peek();
        if (next == '(') {
            in.enterNesting();
            in.skip('(');
            SearchKey keys = readAll();
            in.skip(')');
            in.leaveNesting();
            return keys;
        }
        if (ImapReader.isDigit(next) || next == '*' || next == '$') {
            return new SearchKey.Numbers(SequenceSet.read(in), false);
        }
        return named(in.keyword());
    }

    private SearchKey named(String name) throws IOException {
        return switch (name) {
            case "ALL" -> new SearchKey.All();
            case "ANSWERED" -> new SearchKey.Flag(FlagList.ANSWERED, true);
            case "UNANSWERED" -> new SearchKey.Flag(FlagList.ANSWERED, false);
            case "DELETED" -> new SearchKey.Flag(FlagList.DELETED, true);
            case "UNDELETED" -> new SearchKey.Flag(FlagList.DELETED, false);
            case "DRAFT" -> new SearchKey.Flag(FlagList.DRAFT, true);
            case "UNDRAFT" -> new SearchKey.Flag(FlagList.DRAFT, false);
            case "FLAGGED" -> new SearchKey.Flag(FlagList.FLAGGED, true);
            case "UNFLAGGED" -> new SearchKey.Flag(FlagList.FLAGGED, false);
            case "SEEN" -> new SearchKey.Flag(FlagList.SEEN, true);
            case "UNSEEN" -> new SearchKey.Flag(FlagList.SEEN, false);
            case "RECENT" -> new SearchKey.Flag(FlagList.RECENT, true);
            case "OLD" -> new SearchKey.Flag(FlagList.RECENT, false);
            case "NEW" -> new SearchKey.New();
            case "KEYWORD" -> new SearchKey.Keyword(keywordArgument(), true);
            case "UNKEYWORD" -> new SearchKey.Keyword(keywordArgument(), false);
            case "BCC", "CC", "FROM", "SUBJECT", "TO" -> new SearchKey.Header(name, text());
            case "HEADER" -> {
                in.space();
                String field = in.astring();
                yield new SearchKey.Header(field, text());
            }
            case "BODY" -> new SearchKey.Body(text());
            case "TEXT" -> new SearchKey.Text(text());
            case "LARGER" -> new SearchKey.Size(true, number());
            case "SMALLER" -> new SearchKey.Size(false, number());
            case "UID" -> {
                in.space();
                yield new SearchKey.Numbers(SequenceSet.read(in), true);
            }
            case "NOT" -> {
                in.enterNesting();
                in.space();
                SearchKey key = key();
                in.leaveNesting();
                yield new SearchKey.Not(key);
            }
            case "OR" -> or();
            case "MODSEQ" -> modSeq();
            case "OLDER" -> new SearchKey.Within(false, interval());
            case "YOUNGER" -> new SearchKey.Within(true, interval());
            case "EMAILID" -> new SearchKey.EmailId(objectId());
            case "THREADID" -> new SearchKey.ThreadId(objectId());
            case "SAVEDATESUPPORTED" -> new SearchKey.SaveDateSupported();
            default -> dayKey(name);
        };
    }

    private SearchKey dayKey(String name) throws IOException {
        SearchKey.DateKind kind = SearchKey.DateKind.INTERNAL;
        String comparison = name;
        if (name.startsWith("SENT")) {
            kind = SearchKey.DateKind.SENT;
            comparison = name.substring(4);
        } else if (name.startsWith("SAVED")) {
            kind = SearchKey.DateKind.SAVED;
            comparison = name.substring(5);
        }
        return switch (comparison) {
            case "BEFORE" -> new SearchKey.Day(kind, SearchKey.Comparison.BEFORE, day());
            case "ON" -> new SearchKey.Day(kind, SearchKey.Comparison.ON, day());
            case "SINCE" -> new SearchKey.Day(kind, SearchKey.Comparison.SINCE, day());
            default -> throw in.syntax("no such search key");
        };
    }

    private SearchKey or() throws IOException {
        in.enterNesting();
        in.space();
        SearchKey first = key();
        in.space();
        SearchKey second = key();
        in.leaveNesting();
        return new SearchKey.Or(first, second);
    }

    /// `"MODSEQ" [SP entry-name SP entry-type-req] SP mod-sequence-valzer`, RFC 7162 §3.1.5. One
    /// number for all flags of a message, so the entry makes no difference.
    private SearchKey modSeq() throws IOException {
        in.space();
        if (in.peek() == '"') {
            in.string();
            in.space();
            in.atom();
            in.space();
        }
        return new SearchKey.ModSeq(in.number64());
    }

    private long interval() {
        in.space();
        return in.nonZeroNumber();
    }

    private long number() {
        in.space();
        return in.number64();
    }

    private String keywordArgument() {
        in.space();
        return in.atom();
    }

    private String objectId() throws IOException {
        in.space();
        return in.astring();
    }

    private String text() throws IOException {
        in.space();
        return in.astring(charset);
    }

    private java.time.LocalDate day() throws IOException {
        in.space();
        return ImapDates.date(in);
    }
}

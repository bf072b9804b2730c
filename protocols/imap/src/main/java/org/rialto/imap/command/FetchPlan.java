package org.rialto.imap.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rialto.imap.wire.FetchItem;
import org.rialto.imap.wire.FetchItem.Attribute;
import org.rialto.imap.wire.Section;
import org.rialto.store.MessagePart;

/// What a FETCH needs to read for the items it asks for: often nothing, because UID, FLAGS and
/// MODSEQ are in the session already.
///
/// @param items     in the order of the answer
/// @param rows      whether the messages' rows are needed
/// @param parts     what of the rows
/// @param bytes     whether the message itself is needed
/// @param headersOnly whether of the message only its header is needed
/// @param marksSeen whether messages become `\Seen`
record FetchPlan(List<FetchItem> items, boolean rows, Set<MessagePart> parts, boolean bytes,
        boolean headersOnly, boolean marksSeen) {

    /// @param uid    answers carry the UID whether asked for or not
    /// @param modSeq answers carry the mod-sequence whether asked for or not
    static FetchPlan of(List<FetchItem> asked, boolean uid, boolean modSeq) {
        List<FetchItem> items = new ArrayList<>(asked);
        if (uid && !items.contains(Attribute.UID)) {
            items.addFirst(Attribute.UID);
        }
        if (modSeq && !items.contains(Attribute.MODSEQ)) {
            items.add(Attribute.MODSEQ);
        }
        boolean rows = false;
        boolean bytes = false;
        boolean headersOnly = true;
        boolean marksSeen = false;
        Set<MessagePart> parts = EnumSet.noneOf(MessagePart.class);
        for (FetchItem item : items) {
            switch (item) {
                case Attribute attribute -> {
                    rows |= needsRow(attribute);
                    addPart(attribute, parts);
                }
                case FetchItem.Body body -> {
                    rows = true;
                    bytes = true;
                    headersOnly &= isHeader(body.section());
                    marksSeen |= !body.peek();
                    if (!body.section().equals(Section.MESSAGE)) {
                        parts.add(MessagePart.STRUCTURE);
                    }
                }
                case FetchItem.Binary binary -> {
                    rows = true;
                    bytes = true;
                    headersOnly = false;
                    marksSeen |= !binary.peek();
                    parts.add(MessagePart.STRUCTURE);
                }
                case FetchItem.BinarySize _ -> {
                    rows = true;
                    bytes = true;
                    headersOnly = false;
                    parts.add(MessagePart.STRUCTURE);
                }
                case FetchItem.Preview _ -> {
                    rows = true;
                    parts.add(MessagePart.STRUCTURE);
                    parts.add(MessagePart.PROPERTIES);
                }
            }
        }
        return new FetchPlan(List.copyOf(items), rows, parts, bytes, headersOnly, marksSeen);
    }

    private static boolean isHeader(Section section) {
        return section.part().isEmpty() && switch (section.kind()) {
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT -> true;
            case WHOLE, TEXT, MIME -> false;
        };
    }

    private static boolean needsRow(Attribute attribute) {
        return switch (attribute) {
            case UID, FLAGS, MODSEQ -> false;
            case INTERNALDATE, RFC822_SIZE, ENVELOPE, BODY, BODYSTRUCTURE, EMAILID, THREADID,
                    SAVEDATE ->
                true;
        };
    }

    private static void addPart(Attribute attribute, Set<MessagePart> parts) {
        switch (attribute) {
            case ENVELOPE, BODY, BODYSTRUCTURE -> parts.add(MessagePart.STRUCTURE);
            case THREADID -> parts.add(MessagePart.PROPERTIES);
            case UID, FLAGS, MODSEQ, INTERNALDATE, RFC822_SIZE, EMAILID, SAVEDATE -> {
            }
        }
    }
}

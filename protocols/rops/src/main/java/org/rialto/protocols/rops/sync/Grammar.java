package org.rialto.protocols.rops.sync;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.PropertyTags;

/// The syntax of a FastTransfer stream, MS-OXCFXICS §2.2.4.2: a stack of the elements that are
/// begun and not ended, the innermost of which takes the next marker or property. An element
/// without an end marker ends where something comes that it cannot have.
final class Grammar implements LexicalHandler {
    private final FastTransferSink sink;
    private final TransferLimits limits;
    private final Deque<Element> elements = new ArrayDeque<>();
    /// Knows where in the stream this is.
    @Nullable
    LexicalReader positions;

    Grammar(FastTransferRoot root, FastTransferSink sink, TransferLimits limits) {
        this.sink = sink;
        this.limits = limits;
        elements.push(switch (root) {
            case CONTENTS_SYNC -> new SyncElements.ContentsSync(this);
            case HIERARCHY_SYNC -> new SyncElements.HierarchySync(this);
            case STATE -> new SyncElements.StateRoot(this);
            case FOLDER_CONTENT -> new FolderElements.Folder(this, true, false);
            case MESSAGE_CONTENT -> new MessageElements.Message(this, null, false);
            case ATTACHMENT_CONTENT -> new MessageElements.Attachment(this, false);
            case MESSAGE_LIST -> new FolderElements.MessageList(this);
            case TOP_FOLDER -> new FolderElements.TopFolder(this);
        });
    }

    /// An element that is begun. What it does not take it answers with false, and is asked
    /// whether it may end there.
    interface Element {
        /// The element's name in the grammar, for people.
        String name();

        /// Takes a marker.
        default boolean marker(Marker marker) { return false; }

        /// Whether this element has the property that comes now.
        default boolean property(StreamProperty property) { return false; }

        /// Whether the value of the property that it took may come in parts.
        default boolean streams(StreamProperty property) { return false; }

        /// The value of the property that it took.
        default void value(StreamProperty property, Object value) {
            throw new IllegalStateException("no property was taken");
        }

        /// Whether it may end here, where something comes that it does not have.
        default boolean mayEnd() { return false; }

        /// Ends it.
        default void end() {}

        /// Whether what follows an error is in this element (§2.2.4.3.4), which then forgets what
        /// was begun in it.
        default boolean recover() { return false; }
    }

    void enter(Element element) {
        if (elements.size() >= limits.depth()) {
            throw malformed("elements are nested too deep");
        }
        elements.push(element);
    }

    /// Ends the innermost element.
    void leave() { elements.pop(); }

    void event(FastTransferEvent event) { sink.event(event); }

    MalformedDataException malformed(String problem) {
        return positions == null
                ? new MalformedDataException(problem, 0)
                : positions.malformed(problem);
    }

    @Override
    public void marker(Marker marker) {
        if (marker == Marker.FX_ERROR_INFO) {
            enter(new SyncElements.ErrorInfo(this));
            return;
        }
        Element first = innermost(marker.name());
        Element element = first;
        while (!element.marker(marker)) {
            element = endInnermost(first, marker.name());
        }
    }

    @Override
    public void property(StreamProperty property) {
        String what = property.tag().toString();
        Element first = innermost(what);
        Element element = first;
        while (!element.property(property)) {
            element = endInnermost(first, what);
        }
    }

    private Element innermost(String what) {
        Element element = elements.peek();
        if (element == null) {
            throw malformed(what + " comes after the end");
        }
        return element;
    }

    /// Ends the innermost element before `what`; answers the one around it.
    private Element endInnermost(Element first, String what) {
        Element ended = elements.getFirst();
        if (elements.size() == 1 || !ended.mayEnd()) {
            throw malformed(what + " is not allowed here in " + first.name());
        }
        elements.pop();
        ended.end();
        return elements.getFirst();
    }

    @Override
    public boolean streams(StreamProperty property, long length, @Nullable Charset charset) {
        if (length <= limits.heldBytes() || !elements.getFirst().streams(property)) {
            return false;
        }
        sink.startValue(property, length, charset);
        return true;
    }

    @Override
    public void value(StreamProperty property, Object value) {
        elements.getFirst().value(property, value);
    }

    @Override
    public void valuePart(byte[] bytes, int offset, int length) {
        sink.valuePart(bytes, offset, length);
    }

    @Override
    public void endOfValue() { sink.endValue(); }

    /// Abandons all elements within the innermost that goes on after an error.
    void recover(ExtendedErrorInfo info) {
        while (!elements.isEmpty() && !elements.getFirst().recover()) {
            elements.pop();
        }
        if (elements.isEmpty()) {
            throw malformed("an error is where nothing can follow it");
        }
        event(new FastTransferEvent.Failure(info));
    }

    void finish() {
        while (!elements.isEmpty()) {
            Element ended = elements.pop();
            if (!ended.mayEnd()) {
                throw malformed("the stream ends within " + ended.name());
            }
            ended.end();
        }
    }

    static boolean isDnPrefix(StreamProperty property) {
        return property.tag().equals(PropertyTags.MetaTagDnPrefix);
    }

    /// Whether a property is of the ones that say what to do with others. §2.2.4.1.5; the ids of
    /// elements' own values count too.
    static boolean isMeta(StreamProperty property) { return isMetaId(property.tag().id()); }

    static boolean isMetaId(int id) {
        return switch (id) {
            case 0x0000, 0x4008, 0x400F, 0x4011, 0x4016, 0x407A, 0x407C -> true;
            default -> false;
        };
    }
}

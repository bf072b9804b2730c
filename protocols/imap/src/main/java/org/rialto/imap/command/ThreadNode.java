package org.rialto.imap.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in a thread: a message, or one that is only referred to. RFC 5256 §3.
final class ThreadNode {
    private int position = -1;
    private long sentMillis;
    private String subject = "";
    private boolean reply;
    private @Nullable ThreadNode parent;
    private List<ThreadNode> children = new ArrayList<>(1);

    void fill(int at, long sent, String baseSubject, boolean isReply) {
        position = at;
        sentMillis = sent;
        subject = baseSubject;
        reply = isReply;
    }

    /// Whether no message is here.
    boolean isEmpty() { return position < 0; }

    int position() { return position; }

    String subject() { return subject; }

    boolean isReply() { return reply; }

    @Nullable
    ThreadNode parent() { return parent; }

    List<ThreadNode> children() { return children; }

    void setChildren(List<ThreadNode> list) { children = list; }

    /// When it was sent; of an empty place, when its first child was.
    long sentMillis() {
        return isEmpty() && !children.isEmpty() ? children.getFirst().sentMillis : sentMillis;
    }

    /// Whether `other` is this or above it.
    boolean isBelow(ThreadNode other) {
        for (ThreadNode node = this; node != null; node = node.parent) {
            if (node == other) {
                return true;
            }
        }
        return false;
    }

    void setParent(@Nullable ThreadNode node) {
        if (parent != null) {
            parent.children.remove(this);
        }
        parent = node;
        if (node != null) {
            node.children.add(this);
        }
    }

    static int compare(ThreadNode a, ThreadNode b) {
        int bySent = Long.compare(a.sentMillis(), b.sentMillis());
        return bySent != 0 ? bySent : Integer.compare(a.firstPosition(), b.firstPosition());
    }

    private int firstPosition() {
        return isEmpty() && !children.isEmpty() ? children.getFirst().position : position;
    }
}

package org.rialto.imap.command;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rialto.formats.header.BaseSubject;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.HeaderName;
import org.rialto.formats.header.MessageIds;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ThreadCommand.Algorithm;
import org.rialto.mapi.MailError;
import org.rialto.store.Blobs;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;

/// Puts messages into threads by the two algorithms of RFC 5256 §3.
final class MessageThreads {
    private static final int MAX_REFERENCES = 100;
    private static final int MAX_CHAIN = 2_000;

    private final SelectedFolder folder;
    private final Blobs blobs;
    private final Map<String, ThreadNode> byId = new HashMap<>();
    private final List<ThreadNode> nodes = new ArrayList<>();

    MessageThreads(SelectedFolder folder, Blobs blobs) {
        this.folder = folder;
        this.blobs = blobs;
    }

    /// The roots, sorted, with their children sorted.
    List<ThreadNode> of(int[] positions, Algorithm algorithm) throws IOException {
        for (int start = 0; start < positions.length;) {
            MessageBatch batch = MessageBatch.read(folder, positions, start,
                    EnumSet.of(MessagePart.STRUCTURE));
            start += batch.positions().length;
            for (MessageRow row : batch.rows()) {
                try (OpenMessage message = new OpenMessage(folder.mailbox(), blobs, row)) {
                    add(message, algorithm);
                }
            }
        }
        return switch (algorithm) {
            case ORDEREDSUBJECT -> orderedSubject();
            case REFERENCES -> references();
        };
    }

    private void add(OpenMessage message, Algorithm algorithm) throws IOException {
        ImapEnvelope envelope = ImapEnvelope.EMPTY;
        List<String> references = List.of();
        try {
            envelope = message.structure().envelope();
            references = algorithm == Algorithm.REFERENCES
                    ? readReferences(message, envelope)
                    : List.of();
        } catch (MailError e) {
            // Nothing is known of it: it stands alone.
        }
        ThreadNode node = nodeOf(envelope, algorithm);
        BaseSubject subject = MessageSorter.baseSubject(envelope);
        node.fill(folder.view().position(message.row().uid()),
                MessageSorter.sentMillis(message), MessageSorter.fold(subject.base()),
                subject.isReplyOrForward());
        nodes.add(node);
        link(node, references);
    }

    /// An identifier that two messages carry belongs to the first.
    private ThreadNode nodeOf(ImapEnvelope envelope, Algorithm algorithm) {
        String id = algorithm == Algorithm.REFERENCES
                ? MessageIds.first(envelope.messageId())
                : null;
        if (id == null) {
            return new ThreadNode();
        }
        ThreadNode node = byId.computeIfAbsent(id, unknown -> new ThreadNode());
        return node.isEmpty() ? node : new ThreadNode();
    }

    private static List<String> readReferences(OpenMessage message, ImapEnvelope envelope)
            throws IOException {
        HeaderFields header = message.headerFields(message.structure().root());
        List<String> ids = MessageIds.parse(header.raw(HeaderName.REFERENCES));
        if (ids.isEmpty()) {
            String parent = MessageIds.first(envelope.inReplyTo());
            return parent == null ? List.of() : List.of(parent);
        }
        return ids.size() > MAX_REFERENCES
                ? ids.subList(ids.size() - MAX_REFERENCES, ids.size())
                : ids;
    }

    /// RFC 5256 §3, REFERENCES step 1: each is the child of the one before it, unless it has a
    /// parent or that would make a loop; the message itself is the child of the last.
    private void link(ThreadNode node, List<String> references) {
        ThreadNode before = null;
        for (String id : references) {
            ThreadNode next = byId.computeIfAbsent(id, unknown -> new ThreadNode());
            if (before != null && next.parent() == null && next != node
                    && mayHang(next, before)) {
                next.setParent(before);
            }
            before = next;
        }
        if (before != null && mayHang(node, before)) {
            node.setParent(before);
        } else if (before != null && node.parent() != null) {
            node.setParent(null);
        }
    }

    /// Whether `node` may become a child of `parent`: no loop, and no chain without end.
    private static boolean mayHang(ThreadNode node, ThreadNode parent) {
        int length = 0;
        for (ThreadNode above = parent; above != null; above = above.parent()) {
            if (above == node || ++length > MAX_CHAIN) {
                return false;
            }
        }
        return true;
    }

    // ---- REFERENCES

    private List<ThreadNode> references() {
        Set<ThreadNode> tops = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ThreadNode node : byId.values()) {
            tops.add(top(node));
        }
        for (ThreadNode node : nodes) {
            tops.add(top(node));
        }
        List<ThreadNode> roots = prune(new ArrayList<>(tops));
        sortAll(roots);
        roots = joinSubjects(roots);
        sortAll(roots);
        return roots;
    }

    private static ThreadNode top(ThreadNode node) {
        ThreadNode top = node;
        for (ThreadNode above = node.parent(); above != null; above = above.parent()) {
            top = above;
        }
        return top;
    }

    /// Step 3: empty places without children go; those with children give way to them, except at
    /// the top when there are several.
    private static List<ThreadNode> prune(List<ThreadNode> tops) {
        for (ThreadNode node : childrenFirst(tops)) {
            List<ThreadNode> kept = new ArrayList<>(node.children().size());
            for (ThreadNode child : node.children()) {
                if (child.isEmpty()) {
                    kept.addAll(child.children());
                } else {
                    kept.add(child);
                }
            }
            node.setChildren(kept);
        }
        List<ThreadNode> roots = new ArrayList<>();
        for (ThreadNode top : tops) {
            if (!top.isEmpty() || top.children().size() > 1) {
                roots.add(top);
            } else {
                roots.addAll(top.children());
            }
        }
        return roots;
    }

    private static void sortAll(List<ThreadNode> roots) {
        for (ThreadNode node : childrenFirst(roots)) {
            node.children().sort(ThreadNode::compare);
        }
        roots.sort(ThreadNode::compare);
    }

    /// All nodes, children before their parents; without recursion, as threads may be deep.
    private static List<ThreadNode> childrenFirst(List<ThreadNode> roots) {
        List<ThreadNode> order = new ArrayList<>();
        Deque<ThreadNode> rest = new ArrayDeque<>(roots);
        while (!rest.isEmpty()) {
            ThreadNode node = rest.pop();
            order.add(node);
            node.children().forEach(rest::push);
        }
        Collections.reverse(order);
        return order;
    }

    /// Steps 5 and 6: threads of the same subject belong together.
    private static List<ThreadNode> joinSubjects(List<ThreadNode> roots) {
        Map<String, ThreadNode> bySubject = new HashMap<>();
        for (ThreadNode root : roots) {
            String subject = subjectOf(root);
            if (subject.isEmpty()) {
                continue;
            }
            ThreadNode other = bySubject.get(subject);
            if (other == null || !other.isEmpty() && root.isEmpty()
                    || !other.isEmpty() && other.isReply() && !root.isEmpty()
                            && !root.isReply()) {
                bySubject.put(subject, root);
            }
        }
        Map<ThreadNode, ThreadNode> replacedBy = new IdentityHashMap<>();
        List<ThreadNode> joined = new ArrayList<>();
        for (ThreadNode root : roots) {
            ThreadNode table = bySubject.get(subjectOf(root));
            if (table == null || table == root) {
                joined.add(root);
                continue;
            }
            ThreadNode current = replacedBy.getOrDefault(table, table);
            if (current.isEmpty()) {
                if (root.isEmpty()) {
                    current.children().addAll(root.children());
                } else {
                    current.children().add(root);
                }
            } else if (!root.isEmpty() && root.isReply() && !current.isReply()) {
                current.children().add(root);
            } else {
                ThreadNode above = new ThreadNode();
                above.children().add(current);
                above.children().add(root);
                replacedBy.put(table, above);
            }
        }
        joined.replaceAll(root -> replacedBy.getOrDefault(root, root));
        return joined;
    }

    private static String subjectOf(ThreadNode root) {
        return root.isEmpty() && !root.children().isEmpty()
                ? root.children().getFirst().subject()
                : root.subject();
    }

    // ---- ORDEREDSUBJECT

    /// Messages of one subject are a thread; the first sent is its root, the others its children.
    private List<ThreadNode> orderedSubject() {
        Map<String, ThreadNode> threads = new LinkedHashMap<>();
        nodes.sort(ThreadNode::compare);
        for (ThreadNode node : nodes) {
            ThreadNode first = threads.putIfAbsent(node.subject(), node);
            if (first != null) {
                first.children().add(node);
            }
        }
        return new ArrayList<>(threads.values());
    }
}

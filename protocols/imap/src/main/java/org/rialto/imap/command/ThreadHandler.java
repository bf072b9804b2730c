package org.rialto.imap.command;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.ThreadCommand;

/// THREAD and UID THREAD. RFC 5256 §3, §4:
///
/// ```
/// thread-data    = "THREAD" [SP 1*thread-list]
/// thread-list    = "(" (thread-members / thread-nested) ")"
/// thread-members = nz-number *(SP nz-number) [SP thread-nested]
/// thread-nested  = 2*thread-list
/// ```
public final class ThreadHandler {
    private ThreadHandler() {}

    public static Completion handle(ImapSession session, ThreadCommand command)
            throws IOException {
        SelectedFolder folder = session.selected();
        int[] positions = new SearchEvaluator(folder, session.server().blobs())
                .find(command.key());
        List<ThreadNode> roots = new MessageThreads(folder, session.server().blobs())
                .of(positions, command.algorithm());
        ImapWriter out = session.out();
        out.untagged().text("THREAD");
        if (!roots.isEmpty()) {
            out.put(' ');
        }
        for (ThreadNode root : roots) {
            write(session, root, command.uid());
        }
        out.endLine();
        return Completion.ok("THREAD done");
    }

    /// Without recursion: a thread may be as deep as a folder is large.
    private static void write(ImapSession session, ThreadNode root, boolean uid)
            throws IOException {
        ImapWriter out = session.out();
        Deque<Object> rest = new ArrayDeque<>();
        rest.push(root);
        while (!rest.isEmpty()) {
            Object next = rest.pop();
            if (!(next instanceof ThreadNode start)) {
                out.put(')');
                continue;
            }
            out.put('(');
            ThreadNode node = start;
            boolean first = true;
            for (;;) {
                if (!node.isEmpty()) {
                    out.text(first ? "" : " ").number(number(session, node, uid));
                    first = false;
                }
                if (node.children().size() != 1) {
                    break;
                }
                node = node.children().getFirst();
            }
            rest.push(")");
            if (!node.children().isEmpty() && !first) {
                out.put(' ');
            }
            for (int i = node.children().size() - 1; i >= 0; i--) {
                rest.push(node.children().get(i));
            }
        }
    }

    private static long number(ImapSession session, ThreadNode node, boolean uid) {
        return uid
                ? session.selected().view().uid(node.position())
                : node.position() + 1L;
    }
}

package org.rialto.protocols.rops.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;

/// What is still to be written of a download, as steps that are taken one at a time when there is
/// room in a buffer. A step may put others before the rest.
final class TransferPlan {
    /// Writes a part of the stream that is held in memory: an object's properties, a recipient.
    @FunctionalInterface
    interface Step {
        void write(FastTransferWriter out, TransferPlan plan);
    }

    /// Steps, and what they are about where the download may go on without the rest of them.
    private record Steps(Iterator<? extends Step> steps, @Nullable Subject subject) {}

    /// What an error is to name. MS-OXCFXICS §2.2.2.10.
    record Subject(@Nullable GlobalId folder, @Nullable GlobalId message) {}

    private final Deque<Steps> stack = new ArrayDeque<>();
    /// The code of an error that one object fails with, or null where all fails with it.
    private final @Nullable Function<MailError, ErrorCode> errors;
    private int finishedObjects;

    TransferPlan(@Nullable Function<MailError, ErrorCode> errors) { this.errors = errors; }

    /// These steps come next.
    void then(Step... steps) { then(List.of(steps).iterator()); }

    void then(Iterator<? extends Step> steps) { stack.push(new Steps(steps, null)); }

    /// These steps come next, and are one object, whose failure need not be that of all.
    void thenObject(Subject subject, Step... steps) {
        stack.push(new Steps(List.of(steps).iterator(), subject));
    }

    /// One object was written whole by a step.
    void finishObject() { finishedObjects++; }

    boolean isFinished() { return stack.isEmpty(); }

    /// How many objects were written or given up.
    int finishedObjects() { return finishedObjects; }

    /// Takes the next step.
    void next(FastTransferWriter out) {
        try {
            Steps steps = stack.getFirst();
            if (steps.steps.hasNext()) {
                steps.steps.next().write(out, this);
            } else {
                stack.pop();
                finishedObjects += steps.subject == null ? 0 : 1;
            }
        } catch (MailError error) {
            recover(error, out);
        }
    }

    /// Gives up the object that is being written, and says so. What is written of it already may
    /// have been taken, so that it stays. §2.2.4.3.4
    private void recover(MailError error, FastTransferWriter out) {
        if (errors == null || stack.stream().noneMatch(steps -> steps.subject != null)) {
            throw error;
        }
        Subject subject;
        do {
            subject = stack.pop().subject;
        } while (subject == null);
        finishedObjects++;
        out.write(new FastTransferEvent.Failure(new ExtendedErrorInfo(errors.apply(error),
                subject.folder, subject.message)));
    }
}

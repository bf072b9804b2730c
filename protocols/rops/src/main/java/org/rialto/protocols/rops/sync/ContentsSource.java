package org.rialto.protocols.rops.sync;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.GlobalId;

/// What there is to tell of the messages of a folder: MS-OXCFXICS §3.2.5.3. Everything is asked for
/// once, in the order of the methods, and all but the changes only when its turn has come.
public interface ContentsSource {
    /// About how much follows; asked for where the client wants to know.
    ProgressInformation progress();

    /// New and changed messages, in the order in which they are sent. They are asked for before they
    /// are sent, on one thread or another but never on two at a time; what is in one, on any thread
    /// while others are asked for.
    Iterator<? extends Found> changes();

    /// A change is sent now: each, in that order.
    default void begin(MessageChange change) {}

    IdSet<Integer> deleted();

    IdSet<Integer> noLongerInScope();

    IdSet<Integer> expired();

    IdSet<Integer> read();

    IdSet<Integer> unread();

    /// The state after all that was sent.
    SynchronizationState state();

    /// A message that was read.
    interface Found {
        /// About its size.
        int bytes();

        /// What there is to tell of it, made when it is asked for: once.
        MessageChange change();

        /// Told of the first of some whose [#change] is asked for next, so that they can be read
        /// together.
        default void readWith(List<? extends Found> some) {}
    }

    /// A message that is new or changed. The header has all that can be asked for; `bytes` is
    /// about its size. `partial` is null where all of it has to be sent: the client does not have
    /// it yet, or what changed is not known.
    record MessageChange(@Nullable GlobalId folder, @Nullable GlobalId message,
            MessageChangeHeader header, int bytes, MessageSource content,
            @Nullable PartialChange partial) implements Found {
        @Override
        public MessageChange change() { return this; }
    }

    /// Which groups of a mapping changed. A group that has PidTagMessageRecipients or
    /// PidTagMessageAttachments among its properties stands for those subobjects too;
    /// [FastTransferEvent.PropertyGroup#NO_GROUP] for all properties that no group has.
    record PartialChange(PropertyGroupInfo groups, List<Integer> changed) {
        public PartialChange {
            changed = List.copyOf(changed);
            int count = groups.groups().size();
            if (changed.stream().anyMatch(
                    index -> index != FastTransferEvent.PropertyGroup.NO_GROUP
                            && (index < 0 || index >= count))) {
                throw new IllegalArgumentException("a group that the mapping does not have");
            }
        }
    }
}

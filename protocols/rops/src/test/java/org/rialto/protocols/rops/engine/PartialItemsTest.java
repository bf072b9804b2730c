package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.NamedProperty;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.sync.PropertyGroupInfo;
import org.rialto.protocols.rops.sync.SendOptions;
import org.rialto.protocols.rops.sync.StreamProperty;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.FlagChange;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageUpdate;

/// Downloads of changes to parts of messages. MS-OXCFXICS §2.2.4.3.15 and §3.2.5.7.
class PartialItemsTest extends AliceAtInbox {
    private static final NamedProperty CATEGORIES = NamedProperties.PidNameKeywords;
    private static final int NO_GROUP = -1;
    private Replica mine;

    @BeforeEach
    void open() {
        mine = Replica.ofMessages(client, mailbox.info().replicaGuid(), folder);
        mine.sendOptions |= SendOptions.PARTIAL_ITEM;
    }

    private MessageRow row(long id) { return mailbox.read(s -> s.message(id, Set.of())); }

    private void save(long id, boolean keepsMime, Consumer<MessageContent> edit) {
        mailbox.write(change -> {
            MessageContent content = change.content(id);
            edit.accept(content);
            return change.saveMessage(id, change.message(id, Set.of()).contentChangeNumber(),
                    new MessageUpdate(content, keepsMime, 0, 0));
        });
    }

    private void set(long id, PropertyTag tag, Object value) {
        save(id, false, content -> content.properties().set(tag, value));
    }

    private void flag(long id) {
        mailbox.write(c -> c.changeFlags(inbox, new int[]{row(id).uid()}, FlagChange
                .set(MessageFlags.FLAGGED)));
    }

    /// What is sent of the one message that changed.
    private StreamItem change() {
        mine.synchronize();
        assertThat(mine.last.changes).hasSize(1);
        Replica whole = Replica.ofMessages(client, mine.replica, folder);
        whole.synchronize();
        assertThat(whole.last.groups).isEmpty();
        whole.objects.forEach((key, item) -> {
            assertThat(mine.item(key).properties).isEqualTo(item.properties);
            assertThat(names(mine.item(key).recipients)).isEqualTo(names(item.recipients));
            assertThat(mine.item(key).attachments).hasSameSizeAs(item.attachments);
        });
        return mine.last.changes.getFirst();
    }

    private static List<Object> names(List<StreamItem> items) {
        List<Object> names = new ArrayList<>();
        items.forEach(each -> names.add(each.properties));
        return names;
    }

    /// The first property of each group that is sent.
    private static Set<String> groups(StreamItem change) {
        Set<String> groups = new TreeSet<>();
        PropertyGroupInfo mapping = Objects.requireNonNull(change.groups);
        for (int index : change.changedGroups) {
            groups.add(index == NO_GROUP
                    ? "none"
                    : mapping.groups().get(index).getFirst().tag().toString());
        }
        return groups;
    }

    private static String name(PropertyTag tag) { return StreamProperty.of(tag).tag().toString(); }

    private static final String STATE = name(PropertyTags.PidTagMessageFlags);

    @Test
    void ofAMessageThatWasFlaggedOnlyTheStateIsSent() {
        long id = delivered(MIXED);
        mine.synchronize();
        long whole = mine.last.bytes;
        flag(id);
        StreamItem change = change();
        assertThat(groups(change)).containsExactly(STATE);
        assertThat(change.value(PropertyTags.PidTagFlagStatus)).isEqualTo(2);
        assertThat(change.value(PropertyTags.PidTagSubject)).isNull();
        assertThat(change.announced).isEmpty();
        assertThat(mine.item(change.key()).value(PropertyTags.PidTagHtml)).isNotNull();
        assertThat(mine.last.bytes).isLessThan(whole + 500);
        mine.synchronize();
        assertThat(mine.last.changes).isEmpty();
    }

    @Test
    void onlyTheGroupsThatChangedAreSent() {
        long id = RopFixture.add(mailbox, inbox, "one");
        mine.synchronize();
        set(id, PropertyTags.PidTagSubject, "two");
        assertThat(groups(change())).containsExactlyInAnyOrder(STATE,
                name(PropertyTags.PidTagSubject));
        set(id, PropertyTags.PidTagBody, "text");
        StreamItem body = change();
        assertThat(groups(body)).containsExactlyInAnyOrder(STATE, name(PropertyTags.PidTagBody));
        assertThat(body.value(PropertyTags.PidTagBody)).isEqualTo("text");
        set(id, PropertyTags.PidTagImportance, 2);
        StreamItem other = change();
        assertThat(groups(other)).containsExactlyInAnyOrder(STATE, "none");
        assertThat(other.value(PropertyTags.PidTagImportance)).isEqualTo(2);
        assertThat(other.value(PropertyTags.PidTagBody)).isNull();
        // Two at once.
        set(id, PropertyTags.PidTagSubject, "three");
        set(id, PropertyTags.PidTagBody, "more text");
        assertThat(groups(change())).containsExactlyInAnyOrder(STATE,
                name(PropertyTags.PidTagSubject), name(PropertyTags.PidTagBody));
    }

    @Test
    void whatIsGoneFromAGroupIsGoneAtTheClient() {
        long id = RopFixture.add(mailbox, inbox, "one");
        int mapped = mailbox.write(c -> c.registerNamedProperty(CATEGORIES.name()));
        set(id, CATEGORIES.tag(mapped), List.of("red"));
        mine.synchronize();
        save(id, false, content -> content.properties().remove(CATEGORIES.tag(mapped)));
        StreamItem change = change();
        assertThat(groups(change)).containsExactlyInAnyOrder(STATE,
                CATEGORIES.tag(mapped).toString());
        assertThat(mine.item(change.key()).properties).doesNotContainKey(mapped);
    }

    @Test
    void aNameThatIsNewIsInTheMapping() {
        long first = RopFixture.add(mailbox, inbox, "one");
        long second = RopFixture.add(mailbox, inbox, "two");
        mine.synchronize();
        flag(first);
        int mapped = mailbox.write(c -> c.registerNamedProperty(CATEGORIES.name()));
        set(second, CATEGORIES.tag(mapped), List.of("red"));
        mine.synchronize();
        assertThat(mine.last.changes).hasSize(2).allMatch(StreamItem::isPartial);
        assertThat(mine.item(mine.last.changes.getLast().key()).properties).containsKey(mapped);
        // The mapping is said once.
        assertThat(mine.last.groups).hasSize(1);
    }

    @Test
    void anEmptyGroupBeforeAWholeMessageIsClosed() {
        long id = RopFixture.add(mailbox, inbox, "one");
        set(id, PropertyTags.PidTagBody, "text");
        mine.synchronize();
        save(id, false, content -> content.properties().remove(PropertyTags.PidTagBody));
        RopFixture.add(mailbox, inbox, "two");
        mine.synchronize();
        assertThat(mine.list(PropertyTags.PidTagSubject)).containsExactlyInAnyOrder("one", "two");
        assertThat(mine.list(PropertyTags.PidTagBody)).containsOnlyNulls();
    }

    @Test
    void aPropertyOfNoGroupThatIsGoneTakesAWholeMessage() {
        long id = RopFixture.add(mailbox, inbox, "one");
        set(id, PropertyTags.PidTagImportance, 2);
        mine.synchronize();
        save(id, false, content -> content.properties().remove(PropertyTags.PidTagImportance));
        assertThat(change().isPartial()).isFalse();
    }

    @Test
    void recipientsAndAttachmentsAreSentWithTheirGroups() {
        long id = RopFixture.add(mailbox, inbox, "one");
        mine.synchronize();
        PropertyBag recipient = new PropertyBag().set(PropertyTags.PidTagRecipientType, 1)
                .set(PropertyTags.PidTagDisplayName, "Bob");
        mailbox.write(c -> c.saveMessage(id, c.message(id, Set.of()).contentChangeNumber(),
                new MessageContent(c.content(id).properties(), List.of(recipient), List.of())));
        StreamItem change = change();
        assertThat(change.announced).containsExactly(PropertyTags.PidTagMessageRecipients);
        assertThat(change.recipients).hasSize(1);
        mailbox.write(c -> c.saveMessage(id, c.message(id, Set.of()).contentChangeNumber(),
                new MessageContent(c.content(id).properties(), List.of(recipient),
                        List.of(new Attachment(0, new PropertyBag(),
                                new AttachmentData.Inline(new byte[]{1, 2, 3}))))));
        change = change();
        assertThat(change.announced).containsExactly(PropertyTags.PidTagMessageAttachments);
        assertThat(change.attachments).hasSize(1);
        assertThat(mine.item(change.key()).recipients).hasSize(1);
        assertThat(mine.item(change.key()).value(PropertyTags.PidTagHasAttachments))
                .isEqualTo(true);
    }

    @Test
    void besideMimeThatIsKeptOnlyPropertiesAreSent() {
        long id = delivered(MIXED);
        mine.synchronize();
        save(id, true, content -> content.properties().set(PropertyTags.PidTagFollowupIcon, 6));
        StreamItem change = change();
        assertThat(groups(change)).containsExactlyInAnyOrder(STATE,
                name(PropertyTags.PidTagFollowupIcon));
        set(id, PropertyTags.PidTagSubject, "no MIME any more");
        assertThat(change().isPartial()).isFalse();
    }

    /// §2.2.4.3.11.
    @Test
    void wholeMessagesAreSentWhereTheDocumentSaysSo() {
        long normal = RopFixture.add(mailbox, inbox, "one");
        long associated = RopFixture.add(mailbox, inbox, "view", true);
        Replica without = Replica.ofMessages(client, mine.replica, folder);
        mine.synchronize();
        without.synchronize();
        SynchronizationState all = mine.state;
        set(normal, PropertyTags.PidTagSubject, "two");
        set(associated, PropertyTags.PidTagSubject, "another view");
        // FAI messages.
        mine.synchronize();
        assertThat(mine.last.changes).extracting(StreamItem::isPartial).containsExactly(false,
                true);
        // Without PartialItem.
        without.synchronize();
        assertThat(without.last.changes).noneMatch(StreamItem::isPartial);
        // A message that is not in MetaTagIdsetGiven.
        Replica lost = Replica.ofMessages(client, mine.replica, folder);
        lost.sendOptions = mine.sendOptions;
        lost.state = new SynchronizationState(SynchronizationState.empty().given(), all.seen(),
                all.seenAssociated(), all.read());
        lost.synchronize();
        assertThat(lost.last.changes).hasSize(2).noneMatch(StreamItem::isPartial);
        // A conflict resolve message.
        set(normal, PropertyTags.PidTagMessageStatus, 0x0800);
        mine.synchronize();
        assertThat(mine.last.changes).hasSize(1).noneMatch(StreamItem::isPartial);
    }

    /// A client that has only the first of two changes' messages must not be told that it has what
    /// was changed earlier in the second.
    @Test
    void whoStopsInTheMiddleHasSeenNothingOfWhatWasNotSent() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(RopFixture.add(mailbox, inbox, "message " + i));
        }
        mine.synchronize();
        for (long id : ids) {
            set(id, PropertyTags.PidTagBody, "text of " + id);
        }
        for (long id : ids) {
            set(id, PropertyTags.PidTagSubject, "subject of " + id);
        }
        mine.bufferSize = 1600;
        int context = mine.begin();
        StreamItems items = new StreamItems(FastTransferRoot.CONTENTS_SYNC);
        items.feed(mine.buffer(context).transferBuffer());
        items.feed(mine.buffer(context).transferBuffer());
        SynchronizationState now = mine.transferState(context);
        client.release(context);
        int whole = items.changes.size() - 1;
        assertThat(whole).isBetween(1, 10);
        items.changes.subList(0, whole)
                .forEach(each -> mine.item(each.key()).apply(each));
        mine.state = now;
        mine.synchronize();
        assertThat(mine.last.changes).hasSize(12 - whole).allMatch(StreamItem::isPartial);
        assertThat(mine.list(PropertyTags.PidTagBody)).doesNotContainNull();
        assertThat(mine.list(PropertyTags.PidTagSubject))
                .allMatch(each -> String.valueOf(each).startsWith("subject of"));
    }

    /// Of a mailbox without named properties: the mapping's bytes are what clients keep.
    @Test
    void theMappingIsThisOne() throws IOException {
        long id = RopFixture.add(mailbox, inbox, "one");
        mine.synchronize();
        flag(id);
        PropertyGroupInfo mapping = Objects.requireNonNull(change().groups);
        try (InputStream golden = Objects.requireNonNull(PartialItemsTest.class
                .getResourceAsStream("/golden/property-group-mapping.hex"))) {
            assertThat(mapping.encode().hex()).isEqualTo(
                    new String(golden.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }
}

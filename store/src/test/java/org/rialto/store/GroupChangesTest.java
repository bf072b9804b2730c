package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.MailError;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// The store knows when which of a message's property groups was changed. MS-OXCFXICS §3.2.5.7.
class GroupChangesTest extends InNewMailbox {
    private static final PropertyTag IMPORTANCE = PropertyTags.PidTagImportance;

    private MessageRow row(long messageId) {
        return mailbox.read(s -> s.message(messageId, Set.of()));
    }

    private long plain() {
        return mailbox.write(c -> c.addMessage(inbox, StoreFixture.message("plain", null)))
                .messageId();
    }

    /// Answers the number before.
    private long save(long messageId, Consumer<MessageContent> edit) {
        return mailbox.write(c -> {
            long before = c.message(messageId, Set.of()).contentChangeNumber();
            MessageContent content = c.content(messageId);
            edit.accept(content);
            c.saveMessage(messageId, before, content);
            return before;
        });
    }

    private long set(long messageId, PropertyTag tag, Object value) {
        return save(messageId, content -> content.properties().set(tag, value));
    }

    private Set<PropertyGroup> groupsSince(long messageId, long number) {
        return GroupChanges.of(row(messageId)).groups(each -> each <= number);
    }

    @Test
    void aMessageThatIsAsItCameHasNothingThatIsNewButItsState() {
        long id = plain();
        int[] uid = {row(id).uid()};
        mailbox.write(c -> c.changeFlags(inbox, uid, new FlagChange(MessageFlags.FLAGGED, 0,
                Set.of(), Set.of(), false, Long.MAX_VALUE)));
        assertThat(row(id).groupChanges()).isNull();
        GroupChanges changes = GroupChanges.of(row(id));
        assertThat(changes.groups(_ -> false)).containsExactly(PropertyGroup.STATE);
        assertThat(changes.isWhole(_ -> false)).isFalse();
        assertThat(changes.hasOthers(_ -> false)).isFalse();
    }

    @Test
    void eachGroupIsAsOldAsItsLastChange() {
        long id = plain();
        long first = set(id, PropertyTags.PidTagSubject, "another");
        long second = set(id, PropertyTags.PidTagBody, "text");
        long third = set(id, IMPORTANCE, 2);
        assertThat(groupsSince(id, first)).containsExactly(PropertyGroup.STATE,
                PropertyGroup.SUBJECT, PropertyGroup.BODY);
        assertThat(groupsSince(id, second)).containsExactly(PropertyGroup.STATE,
                PropertyGroup.BODY);
        assertThat(groupsSince(id, third)).containsExactly(PropertyGroup.STATE);
        GroupChanges changes = GroupChanges.of(row(id));
        assertThat(changes.hasOthers(each -> each <= third)).isTrue();
        assertThat(changes.isWhole(each -> each <= first)).isFalse();
        assertThat(changes.numbers()).hasSize(3).endsWith(row(id).contentChangeNumber());
    }

    @Test
    void aGroupIsChangedByWhatIsRemovedFromIt() {
        long id = plain();
        set(id, PropertyTags.PidTagBody, "text");
        long before = save(id, content -> content.properties().remove(PropertyTags.PidTagBody));
        assertThat(groupsSince(id, before)).contains(PropertyGroup.BODY);
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each <= before)).isFalse();
    }

    @Test
    void aPropertyOfNoGroupThatIsRemovedTakesTheWholeMessage() {
        long id = plain();
        set(id, IMPORTANCE, 2);
        long before = save(id, content -> content.properties().remove(IMPORTANCE));
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each <= before)).isTrue();
        long after = set(id, IMPORTANCE, 0);
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each <= before)).isTrue();
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each <= after)).isFalse();
    }

    /// What a client is never sent is no news to it: MS-OXCFXICS §3.2.5.12.
    @Test
    void whatServersKeepForThemselvesIsNoChange() {
        long id = plain();
        long first = set(id, PropertyTags.PidTagLocalCommitTime, Instant.EPOCH);
        save(id, content -> content.properties().remove(PropertyTags.PidTagLocalCommitTime));
        assertThat(groupsSince(id, first)).containsExactly(PropertyGroup.STATE);
        assertThat(GroupChanges.of(row(id)).hasOthers(_ -> false)).isFalse();
        assertThat(GroupChanges.of(row(id)).isWhole(_ -> false)).isFalse();
    }

    @Test
    void namedPropertiesAreInTheGroupsOfTheirNames() {
        long id = plain();
        var categories = NamedProperties.PidNameKeywords;
        int mapped = mailbox.write(c -> c.registerNamedProperty(categories.name()));
        PropertyName own = PropertyName.of(UUID.randomUUID(), "own");
        int other = mailbox.write(c -> c.registerNamedProperty(own));
        long before = set(id, categories.tag(mapped), List.of("red"));
        assertThat(groupsSince(id, before)).containsExactly(PropertyGroup.STATE,
                PropertyGroup.CATEGORIES);
        assertThat(GroupChanges.of(row(id)).hasOthers(each -> each <= before)).isFalse();
        long then = set(id, PropertyTag.of(other, PropertyType.INTEGER32), 7);
        assertThat(groupsSince(id, then)).containsExactly(PropertyGroup.STATE);
        assertThat(GroupChanges.of(row(id)).hasOthers(each -> each <= then)).isTrue();
    }

    @Test
    void recipientsAndAttachmentsAreGroups() {
        long id = plain();
        long first = save(id, content -> {});
        assertThat(groupsSince(id, first)).containsExactly(PropertyGroup.STATE);
        PropertyBag recipient = new PropertyBag().set(PropertyTags.PidTagDisplayName, "Carla");
        long second = mailbox.write(c -> {
            long before = c.message(id, Set.of()).contentChangeNumber();
            c.saveMessage(id, before, new MessageContent(c.content(id).properties(),
                    List.of(recipient), List.of()));
            return before;
        });
        assertThat(groupsSince(id, second)).containsExactly(PropertyGroup.STATE,
                PropertyGroup.RECIPIENTS);
        long third = mailbox.write(c -> {
            long before = c.message(id, Set.of()).contentChangeNumber();
            c.saveMessage(id, before, new MessageContent(c.content(id).properties(),
                    List.of(recipient), List.of(new Attachment(0, new PropertyBag(),
                            new AttachmentData.Inline(new byte[]{1})))));
            return before;
        });
        assertThat(groupsSince(id, third)).containsExactly(PropertyGroup.STATE,
                PropertyGroup.ATTACHMENTS);
    }

    @Test
    void whatLosesItsMimeIsWhollyNew() {
        long id = fixture.add(mailbox, inbox, "from outside").messageId();
        long kept = mailbox.write(c -> {
            long before = c.message(id, Set.of()).contentChangeNumber();
            MessageContent content = c.content(id);
            content.properties().set(PropertyTags.PidTagFollowupIcon, 6);
            c.saveMessage(id, before, new MessageUpdate(content, true, 0, 0));
            return before;
        });
        assertThat(groupsSince(id, kept)).containsExactly(PropertyGroup.STATE,
                PropertyGroup.FOLLOW_UP);
        assertThat(GroupChanges.of(row(id)).isWhole(_ -> false)).isFalse();
        long lost = set(id, PropertyTags.PidTagSubject, "another");
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each <= lost)).isTrue();
    }

    @Test
    void ofAMessageThatWasChangedBeforeGroupsWereKeptNothingIsKnown() {
        long id = plain();
        set(id, PropertyTags.PidTagSubject, "another");
        fixture.database.write(sql -> sql.update("UPDATE message SET group_changes = NULL"));
        long before = row(id).contentChangeNumber();
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each < before)).isTrue();
        set(id, PropertyTags.PidTagBody, "text");
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each < before)).isTrue();
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each <= before)).isFalse();
        assertThat(groupsSince(id, before)).containsExactly(PropertyGroup.STATE,
                PropertyGroup.BODY);
    }

    @Test
    void whatIsToldWholeIsWholeForWhoHasNotSeenItsLastChange() {
        long id = plain();
        set(id, PropertyTags.PidTagSubject, "another");
        mailbox.write(c -> {
            c.tellWhole(id);
            return id;
        });
        long last = row(id).contentChangeNumber();
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each < last)).isTrue();
        assertThat(GroupChanges.of(row(id)).isWhole(each -> each <= last)).isFalse();
    }

    @Test
    void whoMayNotEditAMessageDoesNotHaveItToldWhole() {
        long id = plain();
        UUID reader = UUID.randomUUID();
        mailbox.<Boolean>write(c -> {
            c.setPermissions(inbox, List.of(new Permission(reader, Rights.READ_ANY
                    | Rights.FOLDER_VISIBLE | Rights.EDIT_OWNED)));
            return true;
        });
        Mailbox readers = fixture.store.open(mailbox.info().mailboxId(),
                new Access(reader, false, Set.of(reader)));
        assertThatThrownBy(() -> readers.write(c -> {
            c.tellWhole(id);
            return id;
        })).isInstanceOf(MailError.Denied.class);
        assertThat(row(id).groupChanges()).isNull();
    }

    @Test
    void aMessageInRecoverableItemsIsWhollyNewThere() {
        long id = plain();
        int[] uid = {row(id).uid()};
        mailbox.write(c -> c.deleteMessages(inbox, uid, false));
        assertThat(GroupChanges.of(row(id)).isWhole(_ -> false)).isTrue();
    }
}

package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopCreateFolder;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.folder.RopGetSearchCriteria;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.protocols.rops.wire.message.RopSetReadFlags;
import org.rialto.protocols.rops.wire.permission.RopGetPermissionsTable;
import org.rialto.protocols.rops.wire.property.RopCopyTo;
import org.rialto.protocols.rops.wire.rule.RopGetRulesTable;
import org.rialto.protocols.rops.wire.table.RopAbort;
import org.rialto.protocols.rops.wire.table.RopCollapseRow;
import org.rialto.protocols.rops.wire.table.RopCreateBookmark;
import org.rialto.protocols.rops.wire.table.RopExpandRow;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopFreeBookmark;
import org.rialto.protocols.rops.wire.table.RopGetCollapseState;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.protocols.rops.wire.table.RopSeekRowBookmark;
import org.rialto.protocols.rops.wire.table.RopSetCollapseState;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.store.MessageContent;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.SearchCriteria;
import org.rialto.store.SpecialFolder;

/// What tables show besides a folder's messages as they are: MS-OXCFOLD §2.2.1.13.1 and §2.2.1.14.1,
/// MS-OXCTABL §2.2.2.5.2 and §3.2.5.2, MS-OXCPRPT §3.2.5.8.
class TableContentsTest extends AliceAtInbox {
    private static final PropertyTag SUBJECT = PropertyTags.PidTagSubject;

    private List<String> first(int table, PropertyTag... columns) {
        return client.rows(table, List.of(columns)).stream()
                .map(row -> String.valueOf(row.value(0))).toList();
    }

    private long add(PropertyBag properties) {
        NewMessage message = new NewMessage(new MessageContent(properties, List.of(), List.of()),
                false, 0, Set.of(), RopFixture.RECEIVED, null, null);
        return mailbox.write(change -> change.addMessage(inbox, message)).messageId();
    }

    private void delete(long folderId, long messageId) {
        int uid = mailbox.read(s -> s.message(messageId, Set.of())).uid();
        mailbox.deleteMessages(folderId, new int[]{uid}, false);
    }

    @Test
    void softDeletedMessagesOfTheFolderAreAContentsTableOfTheirOwn() {
        long gone = RopFixture.add(mailbox, inbox, "gone");
        RopFixture.add(mailbox, inbox, "here");
        long drafts = RopFixture.folder(mailbox, SpecialFolder.DRAFTS);
        long elsewhere = RopFixture.add(mailbox, drafts, "elsewhere");
        long hidden = RopFixture.add(mailbox, inbox, "hidden", true);
        delete(inbox, gone);
        delete(drafts, elsewhere);
        delete(inbox, hidden);
        RopGetContentsTable.Response opened = client.ask(folder,
                new RopGetContentsTable.Request(0, 0, 1, RopGetContentsTable.SOFT_DELETES),
                RopGetContentsTable.Response.class);
        int table = client.handle(1);
        assertThat(opened.rowCount()).isEqualTo(1);
        assertThat(first(table, SUBJECT, PropertyTags.PidTagMid)).containsExactly("gone");
        assertThat(first(client.contents(folder, RopGetContentsTable.SOFT_DELETES
                | RopGetContentsTable.ASSOCIATED), SUBJECT)).containsExactly("hidden");
        assertThat(first(client.contents(folder, 0), SUBJECT)).containsExactly("here");
        assertThat(client.error(logon, new RopOpenMessage.Request(0, 0, 1, 0x0FFF,
                Ids.folder(inbox), 0, Ids.message(gone)))).isEqualTo(ErrorCodes.NotFound);
        client.ask(logon, new RopOpenMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox),
                RopOpenMessage.OPEN_SOFT_DELETED, Ids.message(gone)),
                RopOpenMessage.Response.class);
        long later = RopFixture.add(mailbox, inbox, "later");
        delete(inbox, later);
        // The table hears of it from a thread of the store.
        await().untilAsserted(() -> {
            client.ask(table, new RopSeekRow.Request(0, 0, 0, 0, false),
                    RopSeekRow.Response.class);
            assertThat(first(table, SUBJECT)).containsExactly("gone", "later");
        });
    }

    @Test
    void noFolderIsSoftDeletedAndTheFlagOpensExistingOnes() {
        long sub = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("sub"))).folderId();
        RopGetHierarchyTable.Response opened = client.ask(folder,
                new RopGetHierarchyTable.Request(0, 0, 1, RopGetHierarchyTable.SOFT_DELETES),
                RopGetHierarchyTable.Response.class);
        assertThat(opened.rowCount()).isZero();
        assertThat(client.rows(client.handle(1), List.of(PropertyTags.PidTagDisplayName)))
                .isEmpty();
        client.ask(logon, new RopOpenFolder.Request(0, 0, 1, Ids.folder(sub),
                RopOpenFolder.OPEN_SOFT_DELETED), RopOpenFolder.Response.class);
        mailbox.<Boolean>write(c -> {
            c.deleteFolder(sub, false);
            return true;
        });
        assertThat(client.error(logon, new RopOpenFolder.Request(0, 0, 1, Ids.folder(sub),
                RopOpenFolder.OPEN_SOFT_DELETED))).isEqualTo(ErrorCodes.NotFound);
    }

    @Test
    void conversationsAreFoundInAllFolders() {
        Binary conversation = Binary.ofHex("00112233445566778899AABBCCDDEEFF");
        PropertyBag one = new PropertyBag().set(SUBJECT, "one")
                .set(PropertyTags.PidTagConversationId, conversation);
        add(one);
        add(new PropertyBag().set(SUBJECT, "other"));
        long drafts = RopFixture.folder(mailbox, SpecialFolder.DRAFTS);
        mailbox.write(change -> change.addMessage(drafts, new NewMessage(
                new MessageContent(one.copy().set(SUBJECT, "two"), List.of(), List.of()), false, 0,
                Set.of(), RopFixture.RECEIVED, null, null)));
        int root = client.open(logon, RopFixture.folder(mailbox, SpecialFolder.ROOT));
        int table = client.contents(root, RopGetContentsTable.CONVERSATION_MEMBERS);
        client.ask(table, new RopRestrict.Request(0, 0, 0, new Restriction.Property(
                RelationalOperator.EQUAL, PropertyTags.PidTagConversationId,
                new PropertyValue(PropertyTags.PidTagConversationId, conversation))),
                RopRestrict.Response.class);
        assertThat(first(table, SUBJECT, PropertyTags.PidTagFolderId))
                .containsExactlyInAnyOrder("one", "two");
        int none = client.contents(root, RopGetContentsTable.CONVERSATION_MEMBERS);
        assertThat(client.error(none, new RopRestrict.Request(0, 0, 0, new Restriction.Property(
                RelationalOperator.EQUAL, PropertyTags.PidTagConversationId,
                new PropertyValue(PropertyTags.PidTagConversationId, Binary.ofHex("00"))))))
                .isEqualTo(TableHandler.CONVERSATION_NOT_FOUND);
        add(one.copy().set(SUBJECT, "three"));
        RopQueryPosition.Response position;
        long end = System.nanoTime() + 60_000_000_000L;
        do {
            position = client.ask(table, new RopQueryPosition.Request(0, 0),
                    RopQueryPosition.Response.class);
            assertThat(System.nanoTime()).isLessThan(end);
        } while (position.denominator() < 3);
        assertThat(client.error(folder, new RopGetContentsTable.Request(0, 0, 1,
                RopGetContentsTable.CONVERSATION_MEMBERS)))
                .isEqualTo(ErrorCodes.InvalidParameter);
    }

    @Test
    void rowsWithSeveralValuesAreSeveralRows() {
        int id = mailbox.write(change -> change.registerNamedProperty(
                org.rialto.mapi.NamedProperties.PidNameKeywords.name()));
        PropertyTag keywords = PropertyTag.of(id, PropertyType.MULTIPLE_STRING);
        PropertyTag each = new PropertyTag(keywords.value() | 0x3000);
        add(new PropertyBag().set(SUBJECT, "a").set(keywords, List.of("red", "blue", "green")));
        add(new PropertyBag().set(SUBJECT, "b"));
        int table = client.contents(folder, 0);
        List<PropertyRow> rows = client.rows(table, List.of(each, PropertyTags.PidTagInstanceNum,
                PropertyTags.PidTagInstID));
        assertThat(rows).hasSize(4);
        assertThat(rows.subList(0, 3)).extracting(row -> row.value(0))
                .containsExactlyInAnyOrder("red", "blue", "green");
        assertThat(rows.subList(0, 3)).extracting(row -> row.value(1)).doesNotHaveDuplicates();
        assertThat(rows.subList(0, 3)).extracting(row -> row.value(2)).containsOnly(
                Objects.requireNonNull(rows.getFirst().value(2)));
        client.ask(table, new RopSeekRow.Request(0, 0, 0, 0, false), RopSeekRow.Response.class);
        assertThat(first(table, SUBJECT)).containsExactly("a", "b");
    }

    @Test
    void valuesOfRowsAreCutTo510Bytes() {
        PropertyTag list = PropertyTag.of(0x6801, PropertyType.MULTIPLE_STRING);
        PropertyTag bytes = PropertyTag.of(0x6802, PropertyType.BINARY);
        add(new PropertyBag().set(SUBJECT, "x".repeat(600))
                .set(list, List.of("y".repeat(200), "z".repeat(200)))
                .set(bytes, Binary.wrap(new byte[1_000])));
        int table = client.contents(folder, 0);
        PropertyRow row = client.rows(table, List.of(SUBJECT, list, bytes)).getFirst();
        assertThat(row.value(0)).isEqualTo("x".repeat(255));
        assertThat(row.value(1)).isEqualTo(List.of("y".repeat(200)));
        assertThat(row.value(2)).isEqualTo(Binary.wrap(new byte[510]));
        RopFindRow.Response found = client.ask(table, new RopFindRow.Request(0, 0,
                RopFindRow.FORWARDS, new Restriction.Exist(SUBJECT), 0, Binary.EMPTY),
                RopFindRow.Response.class);
        assertThat(Objects.requireNonNull(found.row(List.of(SUBJECT, list, bytes),
                RopClient.FORMAT)).value(0)).isEqualTo("x".repeat(255));
    }

    /// MS-OXCTABL §2.2.2.5.2: bytes of the text as it is sent.
    @Test
    void textsOf8BitCharactersAreCutTo510OfThem() {
        add(new PropertyBag().set(SUBJECT, "ü".repeat(600)));
        PropertyTag narrow = SUBJECT.withType(PropertyType.STRING8);
        int table = client.contents(folder, 0);
        assertThat(client.rows(table, List.of(narrow)).getFirst().value(0))
                .isEqualTo("ü".repeat(510));
    }

    /// MS-OXCTABL §3.2.5: each operation names the kinds of tables that it is for.
    @Test
    void whatAKindOfTableDoesNotDoIsNotSupported() {
        Restriction any = new Restriction.Exist(SUBJECT);
        List<RopRequest> ofRows = List.of(new RopSeekRowBookmark.Request(0, 0,
                Binary.ofHex("01000000"), 0, false), new RopCreateBookmark.Request(0, 0),
                new RopFreeBookmark.Request(0, 0, Binary.ofHex("01000000")),
                new RopAbort.Request(0, 0));
        List<RopRequest> searches = List.of(new RopRestrict.Request(0, 0, 0, any),
                new RopFindRow.Request(0, 0, 0, any, 0, Binary.EMPTY));
        List<RopRequest> ofContents = List.of(new RopResetTable.Request(0, 0),
                new RopSortTable.Request(0, 0, 0, SortOrderSet.NONE),
                new RopExpandRow.Request(0, 0, 1, 0), new RopCollapseRow.Request(0, 0, 0),
                new RopGetCollapseState.Request(0, 0, 0, 0),
                new RopSetCollapseState.Request(0, 0, Binary.EMPTY));
        client.ask(folder, new RopGetPermissionsTable.Request(0, 0, 1, 0),
                RopGetPermissionsTable.Response.class);
        assertNotSupported(client.handle(1), ofRows, searches, ofContents);
        client.ask(folder, new RopGetRulesTable.Request(0, 0, 1, 0),
                RopGetRulesTable.Response.class);
        int rules = client.handle(1);
        client.columns(rules, PropertyTags.PidTagRuleName);
        assertNotSupported(rules, ofRows, ofContents);
        client.ask(rules, new RopRestrict.Request(0, 0, 0, any), RopRestrict.Response.class);
        int hierarchy = client.hierarchy(folder, 0);
        assertNotSupported(hierarchy, ofContents);
        assertThat(client.error(hierarchy, new RopAbort.Request(0, 0)))
                .isEqualTo(ErrorCodes.AbortFailed);
    }

    @SafeVarargs
    private void assertNotSupported(int table, List<RopRequest>... requests) {
        for (List<RopRequest> some : requests) {
            for (RopRequest each : some) {
                assertThat(client.error(table, each)).as(each.ropId().name())
                        .isEqualTo(ErrorCodes.NotSupported);
            }
        }
    }

    /// MS-OXCTABL §2.2.1.5, §2.2.1.6: whether the category is expanded or not.
    @Test
    void headersOfCategoriesCountWhatIsInThem() {
        long first = add(new PropertyBag().set(SUBJECT, "a"));
        add(new PropertyBag().set(SUBJECT, "a"));
        PropertyTag[] columns = {PropertyTags.PidTagRowType, PropertyTags.PidTagContentCount,
                PropertyTags.PidTagContentUnreadCount, PropertyTags.PidTagDepth};
        int table = client.contents(folder, 0);
        client.sort(table, new SortOrderSet(List.of(SortOrder.ascending(SUBJECT)), 1, 0));
        assertThat(client.rows(table, List.of(columns)).getFirst().cells())
                .extracting(cell -> cell.valueOrNull()).containsExactly(4, 2, 2, 0);
        client.ask(folder, new RopSetReadFlags.Request(0, 0, false,
                RopSetReadFlags.DEFAULT, List.of(Ids.message(first))),
                RopSetReadFlags.Response.class);
        client.sort(table, new SortOrderSet(List.of(SortOrder.ascending(SUBJECT)), 1, 1));
        assertThat(client.rows(table, List.of(columns)).getFirst().cells())
                .extracting(cell -> cell.valueOrNull()).containsExactly(3, 2, 1, 0);
    }

    @Test
    void rowsHaveTheBeginningOfBodies() {
        add(new PropertyBag().set(SUBJECT, "html").set(PropertyTags.PidTagHtml,
                Binary.wrap("<p>Dear <b>Bob</b></p>"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        int table = client.contents(folder, 0);
        assertThat(first(table, PropertyTags.PidTagBody)).singleElement().asString()
                .contains("Dear Bob");
    }

    @Test
    void restrictionsLookAtTheBodiesThatRowsHave() {
        add(new PropertyBag().set(SUBJECT, "html").set(PropertyTags.PidTagHtml,
                Binary.wrap("<p>Dear <b>Bob</b></p>"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        add(new PropertyBag().set(SUBJECT, "plain").set(PropertyTags.PidTagBody, "Dear Carol"));
        delivered(MIXED);
        int table = client.contents(folder, 0);
        assertThat(having(table, "dear bob")).containsExactly("html");
        assertThat(having(table, "dear")).containsExactlyInAnyOrder("html", "plain");
        assertThat(having(table, "Gr\u00fc\u00dfe")).containsExactly("Re: Plans");
        RopFindRow.Response found = client.ask(table, new RopFindRow.Request(0, 0,
                RopFindRow.FORWARDS, body("gr\u00fc\u00dfe"), 0, Binary.EMPTY),
                RopFindRow.Response.class);
        assertThat(Objects.requireNonNull(found.row(List.of(SUBJECT), RopClient.FORMAT)).value(0))
                .isEqualTo("Re: Plans");
    }

    private static Restriction body(String text) {
        return new Restriction.Content(new FuzzyLevel(1, 1), PropertyTags.PidTagBody,
                new PropertyValue(PropertyTags.PidTagBody, text));
    }

    private List<String> having(int table, String text) {
        client.ask(table, new RopRestrict.Request(0, 0, 0, body(text)),
                RopRestrict.Response.class);
        return first(table, SUBJECT);
    }

    @Test
    void nothingIsDoneAfterASeekThatFailed() {
        RopFixture.add(mailbox, inbox, "a");
        int table = client.contents(folder, 0);
        client.columns(table, SUBJECT);
        List<RopResponse> responses = client.execute(List.of(table, RopBuffer.NO_HANDLE),
                new RopSeekRowBookmark.Request(0, 0, Binary.ofHex("11111111"), 0, false),
                new RopQueryRows.Request(0, 0, 0, true, 5));
        assertThat(responses).singleElement().isInstanceOfSatisfying(RopAnswer.class,
                answer -> assertThat(answer.returnValue()).isEqualTo(ErrorCodes.InvalidBookmark));
        responses = client.execute(List.of(folder, RopBuffer.NO_HANDLE),
                new RopSeekRow.Request(0, 0, 0, 0, false),
                new RopCreateFolder.Request(0, 0, 1, RopCreateFolder.GENERIC_FOLDER, true, false, 0,
                        "never", ""));
        assertThat(responses).hasSize(1);
        assertThat(mailbox.read(s -> s.child(inbox, "never")).isPresent()).isFalse();
    }

    @Test
    void searchCriteriaAreToldIn8BitTextToWhoWantsThat() {
        long finder = RopFixture.folder(mailbox, SpecialFolder.FINDER);
        long search = mailbox.write(c -> c.createFolder(finder, new NewFolder(
                org.rialto.store.FolderType.SEARCH, "s", null, new PropertyBag()))).folderId();
        Restriction wide = new Restriction.And(List.of(
                new Restriction.Content(new FuzzyLevel(1, 0), SUBJECT,
                        new PropertyValue(SUBJECT, "café")),
                new Restriction.Exist(PropertyTags.PidTagImportance)));
        mailbox.<Boolean>write(c -> {
            c.setSearchCriteria(search,
                    new SearchCriteria(wide, List.of(inbox), false, false, false));
            return true;
        });
        int handle = client.open(logon, search);
        assertThat(client.ask(handle, new RopGetSearchCriteria.Request(0, 0, true, true, true),
                RopGetSearchCriteria.Response.class).restriction()).isEqualTo(wide);
        PropertyTag narrow = SUBJECT.withType(PropertyType.STRING8);
        assertThat(client.ask(handle, new RopGetSearchCriteria.Request(0, 0, false, true, true),
                RopGetSearchCriteria.Response.class).restriction())
                .isEqualTo(new Restriction.And(List.of(
                        new Restriction.Content(new FuzzyLevel(1, 0), narrow,
                                new PropertyValue(narrow, "café")),
                        new Restriction.Exist(PropertyTags.PidTagImportance))));
    }

    @Test
    void aFolderIsCopiedToAnotherWithWhatIsInIt() {
        RopFixture.add(mailbox, inbox, "a");
        RopFixture.add(mailbox, inbox, "hidden", true);
        long sub = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("sub"))).folderId();
        RopFixture.add(mailbox, sub, "below");
        long top = RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE);
        long to = mailbox.write(c -> c.createFolder(top, NewFolder.generic("to"))).folderId();
        int target = client.open(logon, to);
        List<RopResponse> responses = client.execute(List.of(folder, target),
                new RopCopyTo.Request(0, 0, 1, false, true, 0,
                        List.of(PropertyTags.PidTagDisplayName)));
        assertThat(((RopAnswer) responses.getFirst()).returnValue()).isEqualTo(ErrorCodes.Success);
        assertThat(first(client.contents(target, 0), SUBJECT)).containsExactly("a");
        assertThat(first(client.contents(target, RopGetContentsTable.ASSOCIATED), SUBJECT))
                .containsExactly("hidden");
        long copied = mailbox.read(s -> s.child(to, "sub")).orElseThrow().folderId();
        assertThat(first(client.contents(client.open(logon, copied), 0), SUBJECT))
                .containsExactly("below");
        assertThat(((RopAnswer) client.execute(List.of(folder, target),
                new RopCopyTo.Request(0, 0, 1, false, true, 0,
                        List.of(PropertyTags.PidTagDisplayName,
                                PropertyTags.PidTagContainerContents,
                                PropertyTags.PidTagFolderAssociatedContents)))
                .getFirst()).returnValue()).isEqualTo(ErrorCodes.CollidingNames);
        int below = client.open(logon, sub);
        assertThat(((RopAnswer) client.execute(List.of(folder, below),
                new RopCopyTo.Request(0, 0, 1, false, true, 0,
                        List.of(PropertyTags.PidTagDisplayName)))
                .getFirst()).returnValue()).isEqualTo(ErrorCodes.FolderCycle);
    }
}

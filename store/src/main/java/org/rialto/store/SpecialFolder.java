package org.rialto.store;

import org.jspecify.annotations.Nullable;

/// The folders that every mailbox is born with (MS-OXOSFLD §2.2, MS-OXCSTOR §2.2.1.1), with the
/// English display name and container class they start with. The display name may change; the role
/// stays with the folder.
public enum SpecialFolder {
    ROOT(null, "", null, FolderType.ROOT), DEFERRED_ACTION(ROOT, "Deferred Action", null,
            FolderType.GENERIC), SPOOLER_QUEUE(ROOT, "Spooler Queue", null,
                    FolderType.GENERIC), COMMON_VIEWS(ROOT, "Common Views", null,
                            FolderType.GENERIC), SCHEDULE(ROOT, "Schedule", null,
                                    FolderType.GENERIC), FINDER(ROOT, "Finder", null,
                                            FolderType.GENERIC), VIEWS(ROOT, "Views", null,
                                                    FolderType.GENERIC), SHORTCUTS(ROOT,
                                                            "Shortcuts", null,
                                                            FolderType.GENERIC), FREE_BUSY_DATA(
                                                                    ROOT, "Freebusy Data", null,
                                                                    FolderType.GENERIC), REMINDERS(
                                                                            ROOT, "Reminders",
                                                                            "Outlook.Reminder",
                                                                            FolderType.SEARCH), TO_DO_SEARCH(
                                                                                    ROOT,
                                                                                    "To-Do Search",
                                                                                    "IPF.Task",
                                                                                    FolderType.SEARCH), RECOVERABLE_ITEMS(
                                                                                            ROOT,
                                                                                            "Recoverable Items",
                                                                                            null,
                                                                                            FolderType.GENERIC), RECOVERABLE_DELETIONS(
                                                                                                    RECOVERABLE_ITEMS,
                                                                                                    "Deletions",
                                                                                                    null,
                                                                                                    FolderType.GENERIC), RECOVERABLE_PURGES(
                                                                                                            RECOVERABLE_ITEMS,
                                                                                                            "Purges",
                                                                                                            null,
                                                                                                            FolderType.GENERIC), RECOVERABLE_VERSIONS(
                                                                                                                    RECOVERABLE_ITEMS,
                                                                                                                    "Versions",
                                                                                                                    null,
                                                                                                                    FolderType.GENERIC), IPM_SUBTREE(
                                                                                                                            ROOT,
                                                                                                                            "Top of Information Store",
                                                                                                                            null,
                                                                                                                            FolderType.GENERIC), INBOX(
                                                                                                                                    IPM_SUBTREE,
                                                                                                                                    "Inbox",
                                                                                                                                    "IPF.Note",
                                                                                                                                    FolderType.GENERIC), OUTBOX(
                                                                                                                                            IPM_SUBTREE,
                                                                                                                                            "Outbox",
                                                                                                                                            "IPF.Note",
                                                                                                                                            FolderType.GENERIC), SENT_ITEMS(
                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                    "Sent Items",
                                                                                                                                                    "IPF.Note",
                                                                                                                                                    FolderType.GENERIC), DELETED_ITEMS(
                                                                                                                                                            IPM_SUBTREE,
                                                                                                                                                            "Deleted Items",
                                                                                                                                                            "IPF.Note",
                                                                                                                                                            FolderType.GENERIC), DRAFTS(
                                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                                    "Drafts",
                                                                                                                                                                    "IPF.Note",
                                                                                                                                                                    FolderType.GENERIC), JUNK_EMAIL(
                                                                                                                                                                            IPM_SUBTREE,
                                                                                                                                                                            "Junk Email",
                                                                                                                                                                            "IPF.Note",
                                                                                                                                                                            FolderType.GENERIC), ARCHIVE(
                                                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                                                    "Archive",
                                                                                                                                                                                    "IPF.Note",
                                                                                                                                                                                    FolderType.GENERIC), CALENDAR(
                                                                                                                                                                                            IPM_SUBTREE,
                                                                                                                                                                                            "Calendar",
                                                                                                                                                                                            "IPF.Appointment",
                                                                                                                                                                                            FolderType.GENERIC), CONTACTS(
                                                                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                                                                    "Contacts",
                                                                                                                                                                                                    "IPF.Contact",
                                                                                                                                                                                                    FolderType.GENERIC), SUGGESTED_CONTACTS(
                                                                                                                                                                                                            CONTACTS,
                                                                                                                                                                                                            "Suggested Contacts",
                                                                                                                                                                                                            "IPF.Contact",
                                                                                                                                                                                                            FolderType.GENERIC), QUICK_CONTACTS(
                                                                                                                                                                                                                    CONTACTS,
                                                                                                                                                                                                                    "Quick Contacts",
                                                                                                                                                                                                                    "IPF.Contact.MOC.QuickContacts",
                                                                                                                                                                                                                    FolderType.GENERIC), IM_CONTACT_LIST(
                                                                                                                                                                                                                            CONTACTS,
                                                                                                                                                                                                                            "IM Contact List",
                                                                                                                                                                                                                            "IPF.Contact.MOC.ImContactList",
                                                                                                                                                                                                                            FolderType.GENERIC), TASKS(
                                                                                                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                                                                                                    "Tasks",
                                                                                                                                                                                                                                    "IPF.Task",
                                                                                                                                                                                                                                    FolderType.GENERIC), JOURNAL(
                                                                                                                                                                                                                                            IPM_SUBTREE,
                                                                                                                                                                                                                                            "Journal",
                                                                                                                                                                                                                                            "IPF.Journal",
                                                                                                                                                                                                                                            FolderType.GENERIC), NOTES(
                                                                                                                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                                                                                                                    "Notes",
                                                                                                                                                                                                                                                    "IPF.StickyNote",
                                                                                                                                                                                                                                                    FolderType.GENERIC), RSS_FEEDS(
                                                                                                                                                                                                                                                            IPM_SUBTREE,
                                                                                                                                                                                                                                                            "RSS Feeds",
                                                                                                                                                                                                                                                            "IPF.Note.OutlookHomepage",
                                                                                                                                                                                                                                                            FolderType.GENERIC), SYNC_ISSUES(
                                                                                                                                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                                                                                                                                    "Sync Issues",
                                                                                                                                                                                                                                                                    "IPF.Note",
                                                                                                                                                                                                                                                                    FolderType.GENERIC), CONFLICTS(
                                                                                                                                                                                                                                                                            SYNC_ISSUES,
                                                                                                                                                                                                                                                                            "Conflicts",
                                                                                                                                                                                                                                                                            "IPF.Note",
                                                                                                                                                                                                                                                                            FolderType.GENERIC), LOCAL_FAILURES(
                                                                                                                                                                                                                                                                                    SYNC_ISSUES,
                                                                                                                                                                                                                                                                                    "Local Failures",
                                                                                                                                                                                                                                                                                    "IPF.Note",
                                                                                                                                                                                                                                                                                    FolderType.GENERIC), SERVER_FAILURES(
                                                                                                                                                                                                                                                                                            SYNC_ISSUES,
                                                                                                                                                                                                                                                                                            "Server Failures",
                                                                                                                                                                                                                                                                                            "IPF.Note",
                                                                                                                                                                                                                                                                                            FolderType.GENERIC), CONVERSATION_ACTIONS(
                                                                                                                                                                                                                                                                                                    IPM_SUBTREE,
                                                                                                                                                                                                                                                                                                    "Conversation Action Settings",
                                                                                                                                                                                                                                                                                                    "IPF.Configuration",
                                                                                                                                                                                                                                                                                                    FolderType.GENERIC), QUICK_STEPS(
                                                                                                                                                                                                                                                                                                            IPM_SUBTREE,
                                                                                                                                                                                                                                                                                                            "Quick Step Settings",
                                                                                                                                                                                                                                                                                                            "IPF.Configuration",
                                                                                                                                                                                                                                                                                                            FolderType.GENERIC),
    /// Public folder mailboxes only (MS-OXCSTOR §2.2.1.1.4).
    NON_IPM_SUBTREE(ROOT, "NON_IPM_SUBTREE", null, FolderType.GENERIC), EFORMS_REGISTRY(
            NON_IPM_SUBTREE, "EFORMS REGISTRY", null,
            FolderType.GENERIC), SCHEDULE_FREE_BUSY(NON_IPM_SUBTREE, "SCHEDULE+ FREE BUSY", null,
                    FolderType.GENERIC), OFFLINE_ADDRESS_BOOK(NON_IPM_SUBTREE,
                            "OFFLINE ADDRESS BOOK", null, FolderType.GENERIC);

    private final @Nullable SpecialFolder parent;
    private final String displayName;
    private final @Nullable String containerClass;
    private final FolderType type;

    SpecialFolder(@Nullable SpecialFolder parent, String displayName,
            @Nullable String containerClass, FolderType type) {
        this.parent = parent;
        this.displayName = displayName;
        this.containerClass = containerClass;
        this.type = type;
    }

    public @Nullable SpecialFolder parent() { return parent; }

    public String displayName() { return displayName; }

    public @Nullable String containerClass() { return containerClass; }

    public FolderType type() { return type; }

    /// Whether a private mailbox (true) or the public folder mailbox (false) has this folder.
    public boolean isIn(MailboxKind kind) {
        return switch (kind) {
            case PRIVATE -> ordinal() < NON_IPM_SUBTREE.ordinal();
            case PUBLIC -> this == ROOT || this == IPM_SUBTREE
                    || ordinal() >= NON_IPM_SUBTREE.ordinal();
        };
    }
}

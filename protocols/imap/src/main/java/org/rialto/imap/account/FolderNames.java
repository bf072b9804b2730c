package org.rialto.imap.account;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.SpecialFolder;

/// The names of folders: a path below the mailbox's visible root, parts joined by `/`. The special
/// Inbox is `INBOX` whatever it is called; a slash in a folder's own name, which MAPI allows, shows
/// as U+2215 (division slash). Only folders that hold mail have a name here.
public final class FolderNames {
    public static final char DELIMITER = '/';
    private static final char SLASH_WITHIN = '\u2215';
    private static final int MAX_NAME = 1_000;
    private static final int MAX_PART = 255;
    private static final int MAX_DEPTH = 50;
    private static final Set<SpecialFolder> HIDDEN = EnumSet.of(SpecialFolder.SYNC_ISSUES,
            SpecialFolder.CONFLICTS, SpecialFolder.LOCAL_FAILURES, SpecialFolder.SERVER_FAILURES,
            SpecialFolder.RSS_FEEDS, SpecialFolder.CONVERSATION_ACTIONS,
            SpecialFolder.QUICK_STEPS);

    private FolderNames() {}

    /// Special uses (RFC 6154) by the role of the folder.
    public static @Nullable String specialUse(@Nullable SpecialFolder special) {
        return switch (special) {
            case null -> null;
            case DRAFTS -> "\\Drafts";
            case SENT_ITEMS -> "\\Sent";
            case DELETED_ITEMS -> "\\Trash";
            case JUNK_EMAIL -> "\\Junk";
            case ARCHIVE -> "\\Archive";
            default -> null;
        };
    }

    /// Whether a folder holds mail and is meant to be seen.
    static boolean isMail(Folder folder) {
        String containerClass = folder.containerClass();
        return folder.type() == FolderType.GENERIC
                && (folder.special() == null || !HIDDEN.contains(folder.special()))
                && (containerClass == null || startsWith(containerClass, "IPF.Note")
                        || startsWith(containerClass, "IPF.Imap"));
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /// The mail folders below the visible root, by name, parents before children.
    ///
    /// @param folders   all of the mailbox, parents before children
    /// @param subtreeId the visible root; 0 when it may not be seen itself
    /// @param prefix    before every name
    static Map<String, Folder> namesOf(List<Folder> folders, long subtreeId, String prefix) {
        Map<Long, String> paths = new HashMap<>();
        Set<Long> known = new java.util.HashSet<>();
        for (Folder folder : folders) {
            known.add(folder.folderId());
        }
        Map<String, Folder> names = new LinkedHashMap<>();
        for (Folder folder : folders) {
            String parent = folder.parentId() == subtreeId ? "" : paths.get(folder.parentId());
            if (parent == null && folder.parentId() != 0 && !known.contains(folder.parentId())
                    && subtreeId == 0) {
                // Shared on its own: the folders above it may not be seen.
                parent = "";
            }
            if (parent == null || folder.folderId() == subtreeId) {
                continue;
            }
            String path = parent + partOf(folder, parent.isEmpty());
            paths.put(folder.folderId(), path + DELIMITER);
            if (isMail(folder)) {
                names.putIfAbsent(prefix + path, folder);
            }
        }
        return names;
    }

    /// How a folder's own name shows.
    static String partOf(Folder folder, boolean top) {
        if (folder.special() == SpecialFolder.INBOX) {
            return "INBOX";
        }
        String part = folder.name().replace(DELIMITER, SLASH_WITHIN);
        return top && part.equalsIgnoreCase("INBOX") ? part + "_" : part;
    }

    /// Whether `part` of a client's name means this folder.
    static boolean isPart(Folder folder, String part, boolean top) {
        return fold(partOf(folder, top)).equals(fold(part));
    }

    private static String fold(String text) { return text.toLowerCase(Locale.ROOT); }

    /// The parts of a name that is to be created.
    static List<String> newParts(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> parts = List.of(trimmed.split("/", -1));
        if (trimmed.length() > MAX_NAME || parts.size() > MAX_DEPTH) {
            throw Refusal.no(ResponseCode.LIMIT, "The mailbox name is too long");
        }
        for (String part : parts) {
            if (part.isBlank() || part.length() > MAX_PART || !part.equals(part.strip())
                    || part.chars().anyMatch(FolderNames::isForbidden)) {
                throw Refusal.no(ResponseCode.CANNOT, "That cannot be a mailbox name");
            }
        }
        return parts;
    }

    private static boolean isForbidden(int character) {
        return character < 0x20 || character >= 0x7F && character <= 0x9F || character == '*'
                || character == '%' || character == 0x2028 || character == 0x2029;
    }
}

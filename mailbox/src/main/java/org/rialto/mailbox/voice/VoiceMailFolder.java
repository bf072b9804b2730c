package org.rialto.mailbox.voice;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.store.Change;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.NewFolder;
import org.rialto.store.SearchCriteria;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// The search folder that shows a mailbox's voice mail: what is listed over the telephone and counted
/// for its lamp, and what a mail program shows as "Voice Mail".
final class VoiceMailFolder {
    private static final String CONTAINER_CLASS = "IPF.Note.Microsoft.Voicemail";
    private static final String NAME = "Voice Mail";

    private VoiceMailFolder() {}

    static @Nullable Long find(Snapshot snapshot) {
        long finder = snapshot.folder(SpecialFolder.FINDER).folderId();
        Folder usual = snapshot.child(finder, NAME).orElse(null);
        if (usual != null && isIt(snapshot, usual))
            return usual.folderId();
        for (Folder folder : snapshot.folders()) {
            if (isIt(snapshot, folder))
                return folder.folderId();
        }
        return null;
    }

    /// By its class, since people rename folders.
    private static boolean isIt(Snapshot snapshot, Folder folder) {
        return folder.type() == FolderType.SEARCH
                && CONTAINER_CLASS.equals(folder.containerClass())
                && folder.parentId() == snapshot.folder(SpecialFolder.FINDER).folderId()
                && snapshot.searchCriteria(folder.folderId()).isPresent();
    }

    static Long require(Change change) {
        Long known = find(change);
        if (known != null)
            return known;
        long finder = change.folder(SpecialFolder.FINDER).folderId();
        String name = NAME;
        Optional<Folder> taken = change.child(finder, name);
        for (int i = 2; taken.isPresent(); i++) {
            name = NAME + " " + i;
            taken = change.child(finder, name);
        }
        Folder folder = change.createFolder(finder,
                new NewFolder(FolderType.SEARCH, name, CONTAINER_CLASS, new PropertyBag()));
        change.setSearchCriteria(folder.folderId(), new SearchCriteria(
                Restriction.or(below(VoiceMessageKind.VOICEMAIL),
                        below(VoiceMessageKind.PROTECTED_VOICEMAIL)),
                List.of(change.folder(SpecialFolder.INBOX).folderId()), true, false, false));
        return folder.folderId();
    }

    private static Restriction below(String messageClass) {
        return new Restriction.Content(new FuzzyLevel(FuzzyLevel.PREFIX, FuzzyLevel.IGNORE_CASE),
                PropertyTags.PidTagMessageClass,
                PropertyValue.of(PropertyTags.PidTagMessageClass, messageClass));
    }
}

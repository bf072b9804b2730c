package org.rialto.mailbox.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.Restriction;
import org.rialto.store.FolderRule;
import org.rialto.store.Mailbox;
import org.rialto.store.Snapshot;

/// The rules of a folder in the order in which they are carried out.
///
/// @param version of the store, [Snapshot#rulesVersion]
/// @param directoryVersion as of which the people that they name were looked up
record FolderRules(long version, long directoryVersion, List<Rule> rules) {
    /// Of a folder that never had rules, as most have not.
    static final FolderRules NONE = new FolderRules(0, -1, List.of());

    boolean concernOutOfOffice() { return rules.stream().anyMatch(Rule::isForOutOfOffice); }

    static FolderRules read(Mailbox mailbox, long folderId, RuleLimits limits, AddressBook book) {
        Set<PropertyName> unknown = new HashSet<>();
        FolderRules rules = mailbox
                .read(snapshot -> read(snapshot, folderId, limits, book, unknown));
        if (unknown.isEmpty()) {
            return rules;
        }
        try {
            mailbox.write(change -> {
                unknown.forEach(change::registerNamedProperty);
                return true;
            });
        } catch (MailError.TooLarge e) {
            return rules; // the mailbox has used up its names
        }
        return mailbox.read(snapshot -> read(snapshot, folderId, limits, book, new HashSet<>()));
    }

    private static FolderRules read(Snapshot snapshot, long folderId, RuleLimits limits,
            AddressBook book, Set<PropertyName> unknown) {
        long version = snapshot.rulesVersion(folderId);
        if (version == 0) {
            return NONE;
        }
        long directoryVersion = book.version();
        List<Rule> rules = new ArrayList<>();
        for (FolderRule stored : within(snapshot.rules(folderId), limits)) {
            rules.add(Rule.of(folderId, stored));
        }
        rules.addAll(ExtendedRules.read(snapshot, folderId, limits, unknown));
        rules.removeIf(rule -> !rule.has(RuleState.ENABLED) && !rule.isForOutOfOffice());
        rules.sort(Comparator.comparingInt(Rule::sequence));
        Translation people = new Translation(tag -> tag, book::internet);
        rules.replaceAll(rule -> {
            Restriction condition = rule.condition();
            return condition == null ? rule : rule.with(people.of(condition), rule.actions());
        });
        return new FolderRules(version, directoryVersion, List.copyOf(rules));
    }

    /// Rules beyond the limit are kept but not carried out: those that come last.
    private static List<FolderRule> within(List<FolderRule> stored, RuleLimits limits) {
        List<FolderRule> sorted = new ArrayList<>(stored);
        sorted.sort(Comparator.comparingInt(rule -> Rule.of(0, rule).sequence()));
        long bytes = 0;
        for (int i = 0; i < sorted.size(); i++) {
            bytes += sorted.get(i).properties().encode().length;
            if (bytes > limits.folderBytes()) {
                return sorted.subList(0, i);
            }
        }
        return sorted;
    }
}

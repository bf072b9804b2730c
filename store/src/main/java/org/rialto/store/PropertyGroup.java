package org.rialto.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.NamedProperty;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// A group of a message's properties that is sent as a whole when one of them changed.
/// MS-OXCFXICS §3.2.5.7. What is derived from others is in their group. All other properties are
/// in none.
///
/// The groups and their order are those of [GroupChanges#VERSION].
public enum PropertyGroup {
    /// What any change may change: always sent.
    STATE(List.of(PropertyTags.PidTagMessageFlags, PropertyTags.PidTagMessageStatus,
            PropertyTags.PidTagFlagStatus, PropertyTags.PidTagMessageSize,
            PropertyTags.PidTagMessageSizeExtended, PropertyTags.PidTagMessageDeliveryTime,
            PropertyTags.PidTagCreationTime, PropertyTags.PidTagLastModificationTime,
            PropertyTags.PidTagLastModifierName, PropertyTags.PidTagLastModifierEntryId,
            PropertyTags.PidTagLastVerbExecuted, PropertyTags.PidTagLastVerbExecutionTime,
            PropertyTags.PidTagIconIndex, PropertyTags.PidTagRead, PropertyTags.PidTagSourceKey,
            PropertyTags.PidTagChangeKey, PropertyTags.PidTagPredecessorChangeList,
            PropertyTags.PidTagOriginalEntryId),
            List.of()), FOLLOW_UP(
                    List.of(PropertyTags.PidTagFollowupIcon, PropertyTags.PidTagFlagCompleteTime,
                            PropertyTags.PidTagToDoItemFlags, PropertyTags.PidTagReplyTime,
                            PropertyTags.PidTagSwappedToDoStore,
                            PropertyTags.PidTagSwappedToDoData),
                    List.of(NamedProperties.PidLidFlagRequest, NamedProperties.PidLidFlagString,
                            NamedProperties.PidLidValidFlagStringProof,
                            NamedProperties.PidLidTaskStartDate, NamedProperties.PidLidTaskDueDate,
                            NamedProperties.PidLidTaskDateCompleted,
                            NamedProperties.PidLidTaskStatus,
                            NamedProperties.PidLidTaskComplete,
                            NamedProperties.PidLidPercentComplete,
                            NamedProperties.PidLidToDoTitle, NamedProperties.PidLidToDoOrdinalDate,
                            NamedProperties.PidLidToDoSubOrdinal)), REMINDER(List.of(),
                                    List.of(NamedProperties.PidLidReminderSet,
                                            NamedProperties.PidLidReminderDelta,
                                            NamedProperties.PidLidReminderTime,
                                            NamedProperties.PidLidReminderSignalTime,
                                            NamedProperties.PidLidReminderOverride,
                                            NamedProperties.PidLidReminderPlaySound,
                                            NamedProperties.PidLidReminderFileParameter,
                                            NamedProperties.PidLidReminderType)), CATEGORIES(
                                                    List.of(),
                                                    List.of(NamedProperties.PidNameKeywords)), SUBJECT(
                                                            List.of(PropertyTags.PidTagSubject,
                                                                    PropertyTags.PidTagNormalizedSubject,
                                                                    PropertyTags.PidTagSubjectPrefix,
                                                                    PropertyTags.PidTagConversationTopic,
                                                                    PropertyTags.PidTagConversationIndex),
                                                            List.of()), SENDER(List.of(
                                                                    PropertyTags.PidTagSenderName,
                                                                    PropertyTags.PidTagSenderAddressType,
                                                                    PropertyTags.PidTagSenderEmailAddress,
                                                                    PropertyTags.PidTagSenderSmtpAddress,
                                                                    PropertyTags.PidTagSenderEntryId,
                                                                    PropertyTags.PidTagSenderSearchKey,
                                                                    PropertyTags.PidTagSentRepresentingName,
                                                                    PropertyTags.PidTagSentRepresentingAddressType,
                                                                    PropertyTags.PidTagSentRepresentingEmailAddress,
                                                                    PropertyTags.PidTagSentRepresentingSmtpAddress,
                                                                    PropertyTags.PidTagSentRepresentingEntryId,
                                                                    PropertyTags.PidTagSentRepresentingSearchKey),
                                                                    List.of()), BODY(List.of(
                                                                            PropertyTags.PidTagBody,
                                                                            PropertyTags.PidTagHtml,
                                                                            PropertyTags.PidTagRtfCompressed,
                                                                            PropertyTags.PidTagRtfInSync,
                                                                            PropertyTags.PidTagNativeBody,
                                                                            PropertyTags.PidTagInternetCodepage),
                                                                            List.of()), HEADERS(List
                                                                                    .of(PropertyTags.PidTagTransportMessageHeaders),
                                                                                    List.of()),
    /// With all recipients.
    RECIPIENTS(List.of(PropertyTags.PidTagMessageRecipients, PropertyTags.PidTagDisplayTo,
            PropertyTags.PidTagDisplayCc, PropertyTags.PidTagDisplayBcc), List.of()),
    /// With all attachments.
    ATTACHMENTS(List.of(PropertyTags.PidTagMessageAttachments,
            PropertyTags.PidTagHasAttachments), List.of(NamedProperties.PidLidSmartNoAttach));

    private static final Map<Integer, PropertyGroup> BY_ID = new HashMap<>();
    private static final Map<PropertyName, PropertyGroup> BY_NAME = new HashMap<>();

    static {
        for (PropertyGroup group : values()) {
            group.tags.forEach(tag -> BY_ID.put(tag.id(), group));
            group.named.forEach(each -> BY_NAME.put(each.name(), group));
        }
    }

    private final List<PropertyTag> tags;
    private final List<NamedProperty> named;

    PropertyGroup(List<PropertyTag> tags, List<NamedProperty> named) {
        this.tags = tags;
        this.named = named;
    }

    public List<PropertyTag> tags() { return tags; }

    public List<NamedProperty> named() { return named; }

    /// The group of a property that has no name.
    static @Nullable PropertyGroup of(PropertyTag tag) { return BY_ID.get(tag.id()); }

    public static @Nullable PropertyGroup of(PropertyName name) { return BY_NAME.get(name); }
}

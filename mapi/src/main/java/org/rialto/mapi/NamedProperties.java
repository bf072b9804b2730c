package org.rialto.mapi;

/// Every named property (MS-OXPROPS 2.1 and on), by canonical name.
///
/// Written by `mapi/tools/GenerateConstants.java`; change the data file, not this.
@SuppressWarnings("MemberName") // the documents' names, so that they can be searched for
public final class NamedProperties {
    // @formatter:off
    public static final NamedProperty PidLidAddressBookProviderArrayType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8029, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAddressBookProviderEmailList =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8028, PropertyType.MULTIPLE_INTEGER32);
    public static final NamedProperty PidLidAddressCountryCode =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80DD, PropertyType.STRING);
    public static final NamedProperty PidLidAgingDontAgeMe =
            NamedProperty.of(PropertySets.PSETID_Common, 0x850E, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAllAttendeesList =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x001D, PropertyType.STRING);
    public static final NamedProperty PidLidAllAttendeesString =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8238, PropertyType.STRING);
    public static final NamedProperty PidLidAllowExternalCheck =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8246, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAnniversaryEventEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x804E, PropertyType.BINARY);
    public static final NamedProperty PidLidAppointmentAuxiliaryFlags =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8207, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentColor =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8214, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentCounterProposal =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8257, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAppointmentDuration =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8213, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentEndDate =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8211, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentEndTime =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8210, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentEndWhole =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x820E, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentLastSequence =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8203, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentMessageClass =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0024, PropertyType.STRING);
    public static final NamedProperty PidLidAppointmentNotAllowPropose =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x825A, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAppointmentProposalNumber =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8259, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentProposedDuration =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8256, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentProposedEndWhole =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8251, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentProposedStartWhole =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8250, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentRecur =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8216, PropertyType.BINARY);
    public static final NamedProperty PidLidAppointmentReplyName =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8230, PropertyType.STRING);
    public static final NamedProperty PidLidAppointmentReplyTime =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8220, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentSequence =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8201, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentSequenceTime =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8202, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentStartDate =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8212, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentStartTime =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x820F, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentStartWhole =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x820D, PropertyType.TIME);
    public static final NamedProperty PidLidAppointmentStateFlags =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8217, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAppointmentSubType =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8215, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAppointmentTimeZoneDefinitionEndDisplay =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x825F, PropertyType.BINARY);
    public static final NamedProperty PidLidAppointmentTimeZoneDefinitionRecur =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8260, PropertyType.BINARY);
    public static final NamedProperty PidLidAppointmentTimeZoneDefinitionStartDisplay =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x825E, PropertyType.BINARY);
    public static final NamedProperty PidLidAppointmentUnsendableRecipients =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x825D, PropertyType.BINARY);
    public static final NamedProperty PidLidAppointmentUpdateTime =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8226, PropertyType.TIME);
    public static final NamedProperty PidLidAttendeeCriticalChange =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0001, PropertyType.TIME);
    public static final NamedProperty PidLidAutoFillLocation =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x823A, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAutoLog =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8025, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAutoProcessState =
            NamedProperty.of(PropertySets.PSETID_Common, 0x851A, PropertyType.INTEGER32);
    public static final NamedProperty PidLidAutoStartCheck =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8244, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidAutoStartWhen =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8245, PropertyType.INTEGER32);
    public static final NamedProperty PidLidBilling =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8535, PropertyType.STRING);
    public static final NamedProperty PidLidBirthdayEventEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x804D, PropertyType.BINARY);
    public static final NamedProperty PidLidBirthdayLocal =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80DE, PropertyType.TIME);
    public static final NamedProperty PidLidBusinessCardCardPicture =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8041, PropertyType.BINARY);
    public static final NamedProperty PidLidBusinessCardDisplayDefinition =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8040, PropertyType.BINARY);
    public static final NamedProperty PidLidBusyStatus =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8205, PropertyType.INTEGER32);
    public static final NamedProperty PidLidCalendarType =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x001C, PropertyType.INTEGER32);
    public static final NamedProperty PidLidCategories =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, 0x9000, PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidLidCcAttendeesString =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x823C, PropertyType.STRING);
    public static final NamedProperty PidLidChangeHighlight =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8204, PropertyType.INTEGER32);
    public static final NamedProperty PidLidClassification =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85B6, PropertyType.STRING);
    public static final NamedProperty PidLidClassificationDescription =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85B7, PropertyType.STRING);
    public static final NamedProperty PidLidClassificationGuid =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85B8, PropertyType.STRING);
    public static final NamedProperty PidLidClassificationKeep =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85BA, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidClassified =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85B5, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidCleanGlobalObjectId =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0023, PropertyType.BINARY);
    public static final NamedProperty PidLidClientIntent =
            NamedProperty.of(PropertySets.PSETID_CalendarAssistant, 0x0015, PropertyType.INTEGER32);
    public static final NamedProperty PidLidClipEnd =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8236, PropertyType.TIME);
    public static final NamedProperty PidLidClipStart =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8235, PropertyType.TIME);
    public static final NamedProperty PidLidCollaborateDoc =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8247, PropertyType.STRING);
    public static final NamedProperty PidLidCommonEnd =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8517, PropertyType.TIME);
    public static final NamedProperty PidLidCommonStart =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8516, PropertyType.TIME);
    public static final NamedProperty PidLidCompanies =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8539, PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidLidConferencingCheck =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8240, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidConferencingType =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8241, PropertyType.INTEGER32);
    public static final NamedProperty PidLidContactCharacterSet =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8023, PropertyType.INTEGER32);
    public static final NamedProperty PidLidContactItemData =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8007, PropertyType.MULTIPLE_INTEGER32);
    public static final NamedProperty PidLidContactLinkedGlobalAddressListEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80E2, PropertyType.BINARY);
    public static final NamedProperty PidLidContactLinkEntry =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8585, PropertyType.BINARY);
    public static final NamedProperty PidLidContactLinkGlobalAddressListLinkId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80E8, PropertyType.GUID);
    public static final NamedProperty PidLidContactLinkGlobalAddressListLinkState =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80E6, PropertyType.INTEGER32);
    public static final NamedProperty PidLidContactLinkLinkRejectHistory =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80E5, PropertyType.MULTIPLE_BINARY);
    public static final NamedProperty PidLidContactLinkName =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8586, PropertyType.STRING);
    public static final NamedProperty PidLidContactLinkSearchKey =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8584, PropertyType.BINARY);
    public static final NamedProperty PidLidContactLinkSMTPAddressCache =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80E3, PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidLidContacts =
            NamedProperty.of(PropertySets.PSETID_Common, 0x853A, PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidLidContactUserField1 =
            NamedProperty.of(PropertySets.PSETID_Address, 0x804F, PropertyType.STRING);
    public static final NamedProperty PidLidContactUserField2 =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8050, PropertyType.STRING);
    public static final NamedProperty PidLidContactUserField3 =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8051, PropertyType.STRING);
    public static final NamedProperty PidLidContactUserField4 =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8052, PropertyType.STRING);
    public static final NamedProperty PidLidConversationActionLastAppliedTime =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85CA, PropertyType.TIME);
    public static final NamedProperty PidLidConversationActionMaxDeliveryTime =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85C8, PropertyType.TIME);
    public static final NamedProperty PidLidConversationActionMoveFolderEid =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85C6, PropertyType.BINARY);
    public static final NamedProperty PidLidConversationActionMoveStoreEid =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85C7, PropertyType.BINARY);
    public static final NamedProperty PidLidConversationActionVersion =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85CB, PropertyType.INTEGER32);
    public static final NamedProperty PidLidConversationProcessed =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85C9, PropertyType.INTEGER32);
    public static final NamedProperty PidLidCurrentVersion =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8552, PropertyType.INTEGER32);
    public static final NamedProperty PidLidCurrentVersionName =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8554, PropertyType.STRING);
    public static final NamedProperty PidLidDayInterval =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0011, PropertyType.INTEGER16);
    public static final NamedProperty PidLidDayOfMonth =
            NamedProperty.of(PropertySets.PSETID_Common, 0x1000, PropertyType.INTEGER32);
    public static final NamedProperty PidLidDelegateMail =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0009, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidDepartment =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8010, PropertyType.STRING);
    public static final NamedProperty PidLidDirectory =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8242, PropertyType.STRING);
    public static final NamedProperty PidLidDistributionListChecksum =
            NamedProperty.of(PropertySets.PSETID_Address, 0x804C, PropertyType.INTEGER32);
    public static final NamedProperty PidLidDistributionListMembers =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8055, PropertyType.MULTIPLE_BINARY);
    public static final NamedProperty PidLidDistributionListName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8053, PropertyType.STRING);
    public static final NamedProperty PidLidDistributionListOneOffMembers =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8054, PropertyType.MULTIPLE_BINARY);
    public static final NamedProperty PidLidDistributionListStream =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8064, PropertyType.BINARY);
    public static final NamedProperty PidLidEmail1AddressType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8082, PropertyType.STRING);
    public static final NamedProperty PidLidEmail1DisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8080, PropertyType.STRING);
    public static final NamedProperty PidLidEmail1EmailAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8083, PropertyType.STRING);
    public static final NamedProperty PidLidEmail1EmailType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8087, PropertyType.STRING);
    public static final NamedProperty PidLidEmail1OriginalDisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8084, PropertyType.STRING);
    public static final NamedProperty PidLidEmail1OriginalEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8085, PropertyType.BINARY);
    public static final NamedProperty PidLidEmail2AddressType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8092, PropertyType.STRING);
    public static final NamedProperty PidLidEmail2DisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8090, PropertyType.STRING);
    public static final NamedProperty PidLidEmail2EmailAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8093, PropertyType.STRING);
    public static final NamedProperty PidLidEmail2EmailType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8097, PropertyType.STRING);
    public static final NamedProperty PidLidEmail2OriginalDisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8094, PropertyType.STRING);
    public static final NamedProperty PidLidEmail2OriginalEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8095, PropertyType.BINARY);
    public static final NamedProperty PidLidEmail3AddressType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80A2, PropertyType.STRING);
    public static final NamedProperty PidLidEmail3DisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80A0, PropertyType.STRING);
    public static final NamedProperty PidLidEmail3EmailAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80A3, PropertyType.STRING);
    public static final NamedProperty PidLidEmail3EmailType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80A7, PropertyType.STRING);
    public static final NamedProperty PidLidEmail3OriginalDisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80A4, PropertyType.STRING);
    public static final NamedProperty PidLidEmail3OriginalEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80A5, PropertyType.BINARY);
    public static final NamedProperty PidLidEndRecurrenceDate =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x000F, PropertyType.INTEGER32);
    public static final NamedProperty PidLidEndRecurrenceTime =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0010, PropertyType.INTEGER32);
    public static final NamedProperty PidLidExceptionReplaceTime =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8228, PropertyType.TIME);
    public static final NamedProperty PidLidFax1AddressType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B2, PropertyType.STRING);
    public static final NamedProperty PidLidFax1DisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B0, PropertyType.STRING);
    public static final NamedProperty PidLidFax1EmailAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B3, PropertyType.STRING);
    public static final NamedProperty PidLidFax1EmailType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B7, PropertyType.STRING);
    public static final NamedProperty PidLidFax1EntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B1, PropertyType.BINARY);
    public static final NamedProperty PidLidFax1OriginalDisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B4, PropertyType.STRING);
    public static final NamedProperty PidLidFax1OriginalEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B5, PropertyType.BINARY);
    public static final NamedProperty PidLidFax1RichTextFormat =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80B6, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidFax2AddressType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C2, PropertyType.STRING);
    public static final NamedProperty PidLidFax2DisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C0, PropertyType.STRING);
    public static final NamedProperty PidLidFax2EmailAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C3, PropertyType.STRING);
    public static final NamedProperty PidLidFax2EmailType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C7, PropertyType.STRING);
    public static final NamedProperty PidLidFax2EntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C1, PropertyType.BINARY);
    public static final NamedProperty PidLidFax2OriginalDisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C4, PropertyType.STRING);
    public static final NamedProperty PidLidFax2OriginalEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C5, PropertyType.BINARY);
    public static final NamedProperty PidLidFax2RichTextFormat =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80C6, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidFax3AddressType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D2, PropertyType.STRING);
    public static final NamedProperty PidLidFax3DisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D0, PropertyType.STRING);
    public static final NamedProperty PidLidFax3EmailAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D3, PropertyType.STRING);
    public static final NamedProperty PidLidFax3EmailType =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D7, PropertyType.STRING);
    public static final NamedProperty PidLidFax3EntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D1, PropertyType.BINARY);
    public static final NamedProperty PidLidFax3OriginalDisplayName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D4, PropertyType.STRING);
    public static final NamedProperty PidLidFax3OriginalEntryId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D5, PropertyType.BINARY);
    public static final NamedProperty PidLidFax3RichTextFormat =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D6, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidFExceptionalAttendees =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x822B, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidFExceptionalBody =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8206, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidFileUnder =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8005, PropertyType.STRING);
    public static final NamedProperty PidLidFileUnderId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8006, PropertyType.INTEGER32);
    public static final NamedProperty PidLidFileUnderList =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8026, PropertyType.MULTIPLE_INTEGER32);
    public static final NamedProperty PidLidFInvited =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8229, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidFlagRequest =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8530, PropertyType.STRING);
    public static final NamedProperty PidLidFlagString =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85C0, PropertyType.INTEGER32);
    public static final NamedProperty PidLidForwardInstance =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x820A, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidForwardNotificationRecipients =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8261, PropertyType.BINARY);
    public static final NamedProperty PidLidFOthersAppointment =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x822F, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidFreeBusyLocation =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D8, PropertyType.STRING);
    public static final NamedProperty PidLidFShouldTNEF =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85A5, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidGlobalObjectId =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0003, PropertyType.BINARY);
    public static final NamedProperty PidLidHasPicture =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8015, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidHeaderItem =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8578, PropertyType.INTEGER32);
    public static final NamedProperty PidLidHomeAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x801A, PropertyType.STRING);
    public static final NamedProperty PidLidHomeAddressCountryCode =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80DA, PropertyType.STRING);
    public static final NamedProperty PidLidHtml =
            NamedProperty.of(PropertySets.PSETID_Address, 0x802B, PropertyType.STRING);
    public static final NamedProperty PidLidICalendarDayOfWeekMask =
            NamedProperty.of(PropertySets.PSETID_Common, 0x1001, PropertyType.INTEGER32);
    public static final NamedProperty PidLidImageAttachmentsCompressionLevel =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8593, PropertyType.INTEGER32);
    public static final NamedProperty PidLidImapDeleted =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8570, PropertyType.INTEGER32);
    public static final NamedProperty PidLidInboundICalStream =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x827A, PropertyType.BINARY);
    public static final NamedProperty PidLidInfoPathFormName =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85B1, PropertyType.STRING);
    public static final NamedProperty PidLidInstantMessagingAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8062, PropertyType.STRING);
    public static final NamedProperty PidLidIntendedBusyStatus =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8224, PropertyType.INTEGER32);
    public static final NamedProperty PidLidInternetAccountName =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8580, PropertyType.STRING);
    public static final NamedProperty PidLidInternetAccountStamp =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8581, PropertyType.STRING);
    public static final NamedProperty PidLidIsContactLinked =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80E0, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidIsException =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x000A, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidIsInterpersonalFax =
            NamedProperty.of(PropertySets.PSETID_Common, 0x859B, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidIsRecurring =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0005, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidIsSilent =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0004, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidLinkedTaskItems =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x820C, PropertyType.MULTIPLE_BINARY);
    public static final NamedProperty PidLidLocation =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8208, PropertyType.STRING);
    public static final NamedProperty PidLidLogDocumentPosted =
            NamedProperty.of(PropertySets.PSETID_Log, 0x8711, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidLogDocumentPrinted =
            NamedProperty.of(PropertySets.PSETID_Log, 0x870E, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidLogDocumentRouted =
            NamedProperty.of(PropertySets.PSETID_Log, 0x8710, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidLogDocumentSaved =
            NamedProperty.of(PropertySets.PSETID_Log, 0x870F, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidLogDuration =
            NamedProperty.of(PropertySets.PSETID_Log, 0x8707, PropertyType.INTEGER32);
    public static final NamedProperty PidLidLogEnd =
            NamedProperty.of(PropertySets.PSETID_Log, 0x8708, PropertyType.TIME);
    public static final NamedProperty PidLidLogFlags =
            NamedProperty.of(PropertySets.PSETID_Log, 0x870C, PropertyType.INTEGER32);
    public static final NamedProperty PidLidLogStart =
            NamedProperty.of(PropertySets.PSETID_Log, 0x8706, PropertyType.TIME);
    public static final NamedProperty PidLidLogType =
            NamedProperty.of(PropertySets.PSETID_Log, 0x8700, PropertyType.STRING);
    public static final NamedProperty PidLidLogTypeDesc =
            NamedProperty.of(PropertySets.PSETID_Log, 0x8712, PropertyType.STRING);
    public static final NamedProperty PidLidMeetingType =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0026, PropertyType.INTEGER32);
    public static final NamedProperty PidLidMeetingWorkspaceUrl =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8209, PropertyType.STRING);
    public static final NamedProperty PidLidMileage =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8534, PropertyType.STRING);
    public static final NamedProperty PidLidMonthInterval =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0013, PropertyType.INTEGER16);
    public static final NamedProperty PidLidMonthOfYear =
            NamedProperty.of(PropertySets.PSETID_Common, 0x1006, PropertyType.INTEGER32);
    public static final NamedProperty PidLidMonthOfYearMask =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0017, PropertyType.INTEGER32);
    public static final NamedProperty PidLidNetShowUrl =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8248, PropertyType.STRING);
    public static final NamedProperty PidLidNoEndDateFlag =
            NamedProperty.of(PropertySets.PSETID_Common, 0x100B, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidNonSendableBcc =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8538, PropertyType.STRING);
    public static final NamedProperty PidLidNonSendableBccTrackStatus =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8545, PropertyType.MULTIPLE_INTEGER32);
    public static final NamedProperty PidLidNonSendableCc =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8537, PropertyType.STRING);
    public static final NamedProperty PidLidNonSendableTo =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8536, PropertyType.STRING);
    public static final NamedProperty PidLidNonSendBccTrackStatus =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8545, PropertyType.MULTIPLE_INTEGER32);
    public static final NamedProperty PidLidNonSendCcTrackStatus =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8544, PropertyType.MULTIPLE_INTEGER32);
    public static final NamedProperty PidLidNonSendToTrackStatus =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8543, PropertyType.MULTIPLE_INTEGER32);
    public static final NamedProperty PidLidNoteColor =
            NamedProperty.of(PropertySets.PSETID_Note, 0x8B00, PropertyType.INTEGER32);
    public static final NamedProperty PidLidNoteHeight =
            NamedProperty.of(PropertySets.PSETID_Note, 0x8B03, PropertyType.INTEGER32);
    public static final NamedProperty PidLidNoteWidth =
            NamedProperty.of(PropertySets.PSETID_Note, 0x8B02, PropertyType.INTEGER32);
    public static final NamedProperty PidLidNoteX =
            NamedProperty.of(PropertySets.PSETID_Note, 0x8B04, PropertyType.INTEGER32);
    public static final NamedProperty PidLidNoteY =
            NamedProperty.of(PropertySets.PSETID_Note, 0x8B05, PropertyType.INTEGER32);
    public static final NamedProperty PidLidOccurrences =
            NamedProperty.of(PropertySets.PSETID_Common, 0x1005, PropertyType.INTEGER32);
    public static final NamedProperty PidLidOfflineStatus =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85B9, PropertyType.INTEGER32);
    public static final NamedProperty PidLidOldLocation =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0028, PropertyType.STRING);
    public static final NamedProperty PidLidOldRecurrenceType =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0018, PropertyType.INTEGER16);
    public static final NamedProperty PidLidOldWhenEndWhole =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x002A, PropertyType.TIME);
    public static final NamedProperty PidLidOldWhenStartWhole =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0029, PropertyType.TIME);
    public static final NamedProperty PidLidOnlinePassword =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8249, PropertyType.STRING);
    public static final NamedProperty PidLidOptionalAttendees =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0007, PropertyType.STRING);
    public static final NamedProperty PidLidOrganizerAlias =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8243, PropertyType.STRING);
    public static final NamedProperty PidLidOriginalStoreEntryId =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8237, PropertyType.BINARY);
    public static final NamedProperty PidLidOtherAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x801C, PropertyType.STRING);
    public static final NamedProperty PidLidOtherAddressCountryCode =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80DC, PropertyType.STRING);
    public static final NamedProperty PidLidOwnerCriticalChange =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x001A, PropertyType.TIME);
    public static final NamedProperty PidLidOwnerName =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x822E, PropertyType.STRING);
    public static final NamedProperty PidLidPendingStateForSiteMailboxDocument =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85E0, PropertyType.INTEGER32);
    public static final NamedProperty PidLidPercentComplete =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8102, PropertyType.FLOATING64);
    public static final NamedProperty PidLidPostalAddressId =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8022, PropertyType.INTEGER32);
    public static final NamedProperty PidLidPostRssChannel =
            NamedProperty.of(PropertySets.PSETID_PostRss, 0x8904, PropertyType.STRING);
    public static final NamedProperty PidLidPostRssChannelLink =
            NamedProperty.of(PropertySets.PSETID_PostRss, 0x8900, PropertyType.STRING);
    public static final NamedProperty PidLidPostRssItemGuid =
            NamedProperty.of(PropertySets.PSETID_PostRss, 0x8903, PropertyType.STRING);
    public static final NamedProperty PidLidPostRssItemHash =
            NamedProperty.of(PropertySets.PSETID_PostRss, 0x8902, PropertyType.INTEGER32);
    public static final NamedProperty PidLidPostRssItemLink =
            NamedProperty.of(PropertySets.PSETID_PostRss, 0x8901, PropertyType.STRING);
    public static final NamedProperty PidLidPostRssItemXml =
            NamedProperty.of(PropertySets.PSETID_PostRss, 0x8905, PropertyType.STRING);
    public static final NamedProperty PidLidPostRssSubscription =
            NamedProperty.of(PropertySets.PSETID_PostRss, 0x8906, PropertyType.STRING);
    public static final NamedProperty PidLidPrivate =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8506, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidPromptSendUpdate =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8045, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidPropertyDefinitionStream =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8540, PropertyType.BINARY);
    public static final NamedProperty PidLidRecallTime =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8549, PropertyType.TIME);
    public static final NamedProperty PidLidRecurrenceDuration =
            NamedProperty.of(PropertySets.PSETID_Common, 0x100D, PropertyType.INTEGER32);
    public static final NamedProperty PidLidRecurrencePattern =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8232, PropertyType.STRING);
    public static final NamedProperty PidLidRecurrenceType =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8231, PropertyType.INTEGER32);
    public static final NamedProperty PidLidRecurring =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8223, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidReferenceEntryId =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85BD, PropertyType.BINARY);
    public static final NamedProperty PidLidReminderDelta =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8501, PropertyType.INTEGER32);
    public static final NamedProperty PidLidReminderFileParameter =
            NamedProperty.of(PropertySets.PSETID_Common, 0x851F, PropertyType.STRING);
    public static final NamedProperty PidLidReminderOverride =
            NamedProperty.of(PropertySets.PSETID_Common, 0x851C, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidReminderPlaySound =
            NamedProperty.of(PropertySets.PSETID_Common, 0x851E, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidReminderSet =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8503, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidReminderSignalTime =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8560, PropertyType.TIME);
    public static final NamedProperty PidLidReminderTime =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8502, PropertyType.TIME);
    public static final NamedProperty PidLidReminderTimeDate =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8505, PropertyType.TIME);
    public static final NamedProperty PidLidReminderTimeTime =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8504, PropertyType.TIME);
    public static final NamedProperty PidLidReminderType =
            NamedProperty.of(PropertySets.PSETID_Common, 0x851D, PropertyType.INTEGER32);
    public static final NamedProperty PidLidRemoteAttachment =
            NamedProperty.of(PropertySets.PSETID_Remote, 0x8F07, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidRemoteEntryId =
            NamedProperty.of(PropertySets.PSETID_Remote, 0x8F01, PropertyType.BINARY);
    public static final NamedProperty PidLidRemoteMessageClass =
            NamedProperty.of(PropertySets.PSETID_Remote, 0x8F02, PropertyType.STRING);
    public static final NamedProperty PidLidRemoteSearchKey =
            NamedProperty.of(PropertySets.PSETID_Remote, 0x8F06, PropertyType.BINARY);
    public static final NamedProperty PidLidRemoteStatus =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8511, PropertyType.INTEGER32);
    public static final NamedProperty PidLidRemoteTransferSize =
            NamedProperty.of(PropertySets.PSETID_Remote, 0x8F05, PropertyType.INTEGER32);
    public static final NamedProperty PidLidRemoteTransferTime =
            NamedProperty.of(PropertySets.PSETID_Remote, 0x8F04, PropertyType.INTEGER32);
    public static final NamedProperty PidLidRemoteTransport =
            NamedProperty.of(PropertySets.PSETID_Remote, 0x8F03, PropertyType.STRING);
    public static final NamedProperty PidLidRequiredAttendees =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0006, PropertyType.STRING);
    public static final NamedProperty PidLidResendTime =
            NamedProperty.of(PropertySets.PSETID_Report, 0x8D00, PropertyType.TIME);
    public static final NamedProperty PidLidResourceAttendees =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0008, PropertyType.STRING);
    public static final NamedProperty PidLidResponseStatus =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8218, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSendMeetingAsIcal =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8200, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidServerProcessed =
            NamedProperty.of(PropertySets.PSETID_CalendarAssistant, 0x85CC, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidServerProcessingActions =
            NamedProperty.of(PropertySets.PSETID_CalendarAssistant, 0x85CD, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingAnonymity =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A19, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingBindingEntryId =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A2D, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingBrowseUrl =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A51, PropertyType.STRING);
    public static final NamedProperty PidLidSharingCapabilities =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A17, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingConfigurationUrl =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A24, PropertyType.STRING);
    public static final NamedProperty PidLidSharingDataRangeEnd =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A45, PropertyType.TIME);
    public static final NamedProperty PidLidSharingDataRangeStart =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A44, PropertyType.TIME);
    public static final NamedProperty PidLidSharingDetail =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A2B, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingExtensionXml =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A21, PropertyType.STRING);
    public static final NamedProperty PidLidSharingFilter =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A13, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingFlags =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A0A, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingFlavor =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A18, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingFolderEntryId =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A15, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingIndexEntryId =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A2E, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingInitiatorEntryId =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A09, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingInitiatorName =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A07, PropertyType.STRING);
    public static final NamedProperty PidLidSharingInitiatorSmtp =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A08, PropertyType.STRING);
    public static final NamedProperty PidLidSharingInstanceGuid =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A1C, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingLastAutoSyncTime =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A55, PropertyType.TIME);
    public static final NamedProperty PidLidSharingLastSyncTime =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A1F, PropertyType.TIME);
    public static final NamedProperty PidLidSharingLocalComment =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A4D, PropertyType.STRING);
    public static final NamedProperty PidLidSharingLocalLastModificationTime =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A23, PropertyType.TIME);
    public static final NamedProperty PidLidSharingLocalName =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A0F, PropertyType.STRING);
    public static final NamedProperty PidLidSharingLocalPath =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A0E, PropertyType.STRING);
    public static final NamedProperty PidLidSharingLocalStoreUid =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A49, PropertyType.STRING);
    public static final NamedProperty PidLidSharingLocalType =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A14, PropertyType.STRING);
    public static final NamedProperty PidLidSharingLocalUid =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A10, PropertyType.STRING);
    public static final NamedProperty PidLidSharingOriginalMessageEntryId =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A29, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingParentBindingEntryId =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A5C, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingParticipants =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A1E, PropertyType.STRING);
    public static final NamedProperty PidLidSharingPermissions =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A1B, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingProviderExtension =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A0B, PropertyType.STRING);
    public static final NamedProperty PidLidSharingProviderGuid =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A01, PropertyType.BINARY);
    public static final NamedProperty PidLidSharingProviderName =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A02, PropertyType.STRING);
    public static final NamedProperty PidLidSharingProviderUrl =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A03, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRangeEnd =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A47, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingRangeStart =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A46, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingReciprocation =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A1A, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingRemoteByteSize =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A4B, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingRemoteComment =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A2F, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemoteCrc =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A4C, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingRemoteLastModificationTime =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A22, PropertyType.TIME);
    public static final NamedProperty PidLidSharingRemoteMessageCount =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A4F, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingRemoteName =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A05, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemotePass =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A0D, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemotePath =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A04, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemoteStoreUid =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A48, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemoteType =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A1D, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemoteUid =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A06, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemoteUser =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A0C, PropertyType.STRING);
    public static final NamedProperty PidLidSharingRemoteVersion =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A5B, PropertyType.STRING);
    public static final NamedProperty PidLidSharingResponseTime =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A28, PropertyType.TIME);
    public static final NamedProperty PidLidSharingResponseType =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A27, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingRoamLog =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A4E, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingStart =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A25, PropertyType.TIME);
    public static final NamedProperty PidLidSharingStatus =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A00, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingStop =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A26, PropertyType.TIME);
    public static final NamedProperty PidLidSharingSyncFlags =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A60, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingSyncInterval =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A2A, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingTimeToLive =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A2C, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingTimeToLiveAuto =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A56, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingWorkingHoursDays =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A42, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSharingWorkingHoursEnd =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A41, PropertyType.TIME);
    public static final NamedProperty PidLidSharingWorkingHoursStart =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A40, PropertyType.TIME);
    public static final NamedProperty PidLidSharingWorkingHoursTimeZone =
            NamedProperty.of(PropertySets.PSETID_Sharing, 0x8A43, PropertyType.BINARY);
    public static final NamedProperty PidLidSideEffects =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8510, PropertyType.INTEGER32);
    public static final NamedProperty PidLidSingleBodyICal =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x827B, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidSingleInvite =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x000B, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidSmartNoAttach =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8514, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidSpamOriginalFolder =
            NamedProperty.of(PropertySets.PSETID_Common, 0x859C, PropertyType.BINARY);
    public static final NamedProperty PidLidStartRecurrenceDate =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x000D, PropertyType.INTEGER32);
    public static final NamedProperty PidLidStartRecurrenceTime =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x000E, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskAcceptanceState =
            NamedProperty.of(PropertySets.PSETID_Task, 0x812A, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskAccepted =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8108, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskActualEffort =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8110, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskAssigner =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8121, PropertyType.STRING);
    public static final NamedProperty PidLidTaskAssigners =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8117, PropertyType.BINARY);
    public static final NamedProperty PidLidTaskComplete =
            NamedProperty.of(PropertySets.PSETID_Task, 0x811C, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskCustomFlags =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8139, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskDateCompleted =
            NamedProperty.of(PropertySets.PSETID_Task, 0x810F, PropertyType.TIME);
    public static final NamedProperty PidLidTaskDeadOccurrence =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8109, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskDueDate =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8105, PropertyType.TIME);
    public static final NamedProperty PidLidTaskEstimatedEffort =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8111, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskFCreator =
            NamedProperty.of(PropertySets.PSETID_Task, 0x811E, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskFFixOffline =
            NamedProperty.of(PropertySets.PSETID_Task, 0x812C, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskFRecurring =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8126, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskGlobalId =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8519, PropertyType.BINARY);
    public static final NamedProperty PidLidTaskHistory =
            NamedProperty.of(PropertySets.PSETID_Task, 0x811A, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskLastDelegate =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8125, PropertyType.STRING);
    public static final NamedProperty PidLidTaskLastUpdate =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8115, PropertyType.TIME);
    public static final NamedProperty PidLidTaskLastUser =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8122, PropertyType.STRING);
    public static final NamedProperty PidLidTaskMode =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8518, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskMultipleRecipients =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8120, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskNoCompute =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8124, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskOrdinal =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8123, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskOwner =
            NamedProperty.of(PropertySets.PSETID_Task, 0x811F, PropertyType.STRING);
    public static final NamedProperty PidLidTaskOwnership =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8129, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskRecurrence =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8116, PropertyType.BINARY);
    public static final NamedProperty PidLidTaskResetReminder =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8107, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskRole =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8127, PropertyType.STRING);
    public static final NamedProperty PidLidTaskStartDate =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8104, PropertyType.TIME);
    public static final NamedProperty PidLidTaskState =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8113, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskStatus =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8101, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTaskStatusOnComplete =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8119, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskUpdates =
            NamedProperty.of(PropertySets.PSETID_Task, 0x811B, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTaskVersion =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8112, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTeamTask =
            NamedProperty.of(PropertySets.PSETID_Task, 0x8103, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidTimeZone =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x000C, PropertyType.INTEGER32);
    public static final NamedProperty PidLidTimeZoneDescription =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8234, PropertyType.STRING);
    public static final NamedProperty PidLidTimeZoneStruct =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x8233, PropertyType.BINARY);
    public static final NamedProperty PidLidToAttendeesString =
            NamedProperty.of(PropertySets.PSETID_Appointment, 0x823B, PropertyType.STRING);
    public static final NamedProperty PidLidToDoOrdinalDate =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85A0, PropertyType.TIME);
    public static final NamedProperty PidLidToDoSubOrdinal =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85A1, PropertyType.STRING);
    public static final NamedProperty PidLidToDoTitle =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85A4, PropertyType.STRING);
    public static final NamedProperty PidLidUserX509Certificate =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80D9, PropertyType.MULTIPLE_BINARY);
    public static final NamedProperty PidLidUseTnef =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8582, PropertyType.BOOLEAN);
    public static final NamedProperty PidLidValidFlagStringProof =
            NamedProperty.of(PropertySets.PSETID_Common, 0x85BF, PropertyType.TIME);
    public static final NamedProperty PidLidVerbResponse =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8524, PropertyType.STRING);
    public static final NamedProperty PidLidVerbStream =
            NamedProperty.of(PropertySets.PSETID_Common, 0x8520, PropertyType.BINARY);
    public static final NamedProperty PidLidWeddingAnniversaryLocal =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80DF, PropertyType.TIME);
    public static final NamedProperty PidLidWeekInterval =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0012, PropertyType.INTEGER16);
    public static final NamedProperty PidLidWhere =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0002, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddress =
            NamedProperty.of(PropertySets.PSETID_Address, 0x801B, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddressCity =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8046, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddressCountry =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8049, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddressCountryCode =
            NamedProperty.of(PropertySets.PSETID_Address, 0x80DB, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddressPostalCode =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8048, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddressPostOfficeBox =
            NamedProperty.of(PropertySets.PSETID_Address, 0x804A, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddressState =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8047, PropertyType.STRING);
    public static final NamedProperty PidLidWorkAddressStreet =
            NamedProperty.of(PropertySets.PSETID_Address, 0x8045, PropertyType.STRING);
    public static final NamedProperty PidLidYearInterval =
            NamedProperty.of(PropertySets.PSETID_Meeting, 0x0014, PropertyType.INTEGER16);
    public static final NamedProperty PidLidYomiCompanyName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x802E, PropertyType.STRING);
    public static final NamedProperty PidLidYomiFirstName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x802C, PropertyType.STRING);
    public static final NamedProperty PidLidYomiLastName =
            NamedProperty.of(PropertySets.PSETID_Address, 0x802D, PropertyType.STRING);
    public static final NamedProperty PidNameAcceptLanguage =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "Accept-Language", PropertyType.STRING);
    public static final NamedProperty PidNameApplicationName =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "AppName", PropertyType.STRING);
    public static final NamedProperty PidNameAttachmentMacContentType =
            NamedProperty.of(PropertySets.PSETID_Attachment,
                    "AttachmentMacContentType", PropertyType.STRING);
    public static final NamedProperty PidNameAttachmentMacInfo =
            NamedProperty.of(PropertySets.PSETID_Attachment,
                    "AttachmentMacInfo", PropertyType.BINARY);
    public static final NamedProperty PidNameAttachmentOriginalPermissionType =
            NamedProperty.of(PropertySets.PSETID_Attachment,
                    "AttachmentOriginalPermissionType", PropertyType.INTEGER32);
    public static final NamedProperty PidNameAttachmentPermissionType =
            NamedProperty.of(PropertySets.PSETID_Attachment,
                    "AttachmentPermissionType", PropertyType.INTEGER32);
    public static final NamedProperty PidNameAttachmentProviderType =
            NamedProperty.of(PropertySets.PSETID_Attachment,
                    "AttachmentProviderType", PropertyType.STRING);
    public static final NamedProperty PidNameAudioNotes =
            NamedProperty.of(PropertySets.PSETID_UnifiedMessaging,
                    "UMAudioNotes", PropertyType.STRING);
    public static final NamedProperty PidNameAuthor =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Author", PropertyType.STRING);
    public static final NamedProperty PidNameAutomaticSpeechRecognitionData =
            NamedProperty.of(PropertySets.PSETID_UnifiedMessaging, "AsrData", PropertyType.BINARY);
    public static final NamedProperty PidNameBirthdayContactAttributionDisplayName =
            NamedProperty.of(PropertySets.PSETID_Address,
                    "BirthdayContactAttributionDisplayName", PropertyType.STRING);
    public static final NamedProperty PidNameBirthdayContactEntryId =
            NamedProperty.of(PropertySets.PSETID_Address,
                    "BirthdayContactEntryId", PropertyType.BINARY);
    public static final NamedProperty PidNameBirthdayContactPersonGuid =
            NamedProperty.of(PropertySets.PSETID_Address,
                    "BirthdayContactPersonGuid", PropertyType.BINARY);
    public static final NamedProperty PidNameByteCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "ByteCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameCalendarAttendeeRole =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:attendeerole", PropertyType.INTEGER32);
    public static final NamedProperty PidNameCalendarBusystatus =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:busystatus", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarContact =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:contact", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarContactUrl =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:contacturl", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarCreated =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:created", PropertyType.TIME);
    public static final NamedProperty PidNameCalendarDescriptionUrl =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:descriptionurl", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarDuration =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:duration", PropertyType.INTEGER32);
    public static final NamedProperty PidNameCalendarExceptionDate =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:exdate", PropertyType.MULTIPLE_TIME);
    public static final NamedProperty PidNameCalendarExceptionRule =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:exrule", PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidNameCalendarGeoLatitude =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:geolatitude", PropertyType.FLOATING64);
    public static final NamedProperty PidNameCalendarGeoLongitude =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:geolongitude", PropertyType.FLOATING64);
    public static final NamedProperty PidNameCalendarInstanceType =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:instancetype", PropertyType.INTEGER32);
    public static final NamedProperty PidNameCalendarIsOrganizer =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:isorganizer", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameCalendarLastModified =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:lastmodified", PropertyType.TIME);
    public static final NamedProperty PidNameCalendarLocationUrl =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:locationurl", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarMeetingStatus =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:meetingstatus", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarMethod =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:method", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarProductId =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:prodid", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarRecurrenceIdRange =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:recurrenceidrange", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarReminderOffset =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:reminderoffset", PropertyType.INTEGER32);
    public static final NamedProperty PidNameCalendarResources =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:resources", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarRsvp =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:rsvp", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameCalendarSequence =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:sequence", PropertyType.INTEGER32);
    public static final NamedProperty PidNameCalendarTimeZone =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:timezone", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarTimeZoneId =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:timezoneid", PropertyType.INTEGER32);
    public static final NamedProperty PidNameCalendarTransparent =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:transparent", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarUid =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:uid", PropertyType.STRING);
    public static final NamedProperty PidNameCalendarVersion =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:version", PropertyType.STRING);
    public static final NamedProperty PidNameCategory =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Category", PropertyType.STRING);
    public static final NamedProperty PidNameCharacterCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "CharCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameComments =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Comments", PropertyType.STRING);
    public static final NamedProperty PidNameCompany =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Company", PropertyType.STRING);
    public static final NamedProperty PidNameContentBase =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS, "Content-Base", PropertyType.STRING);
    public static final NamedProperty PidNameContentClass =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "Content-Class", PropertyType.STRING);
    public static final NamedProperty PidNameContentType =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS, "Content-Type", PropertyType.STRING);
    public static final NamedProperty PidNameCreateDateTimeReadOnly =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "CreateDtmRo", PropertyType.TIME);
    public static final NamedProperty PidNameCrossReference =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS, "Xref", PropertyType.STRING);
    public static final NamedProperty PidNameDavId =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "DAV:id", PropertyType.STRING);
    public static final NamedProperty PidNameDavIsCollection =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "DAV:iscollection", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameDavIsStructuredDocument =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "DAV:isstructureddocument", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameDavParentName =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "DAV:parentname", PropertyType.STRING);
    public static final NamedProperty PidNameDavUid =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "DAV:uid", PropertyType.STRING);
    public static final NamedProperty PidNameDocumentParts =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "DocParts", PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidNameEditTime =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "EditTime", PropertyType.STRING);
    public static final NamedProperty PidNameExchangeIntendedBusyStatus =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/exchange/intendedbusystatus",
                    PropertyType.STRING);
    public static final NamedProperty PidNameExchangeJunkEmailMoveStamp =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/exchange/junkemailmovestamp",
                    PropertyType.INTEGER32);
    public static final NamedProperty PidNameExchangeModifyExceptionStructure =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/exchange/modifyexceptionstruct",
                    PropertyType.BINARY);
    public static final NamedProperty PidNameExchangeNoModifyExceptions =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/exchange/nomodifyexceptions",
                    PropertyType.BOOLEAN);
    public static final NamedProperty PidNameExchangePatternEnd =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/exchange/patternend", PropertyType.TIME);
    public static final NamedProperty PidNameExchangePatternStart =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/exchange/patternstart", PropertyType.TIME);
    public static final NamedProperty PidNameExchangeReminderInterval =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/exchange/reminderinterval",
                    PropertyType.INTEGER32);
    public static final NamedProperty PidNameExchDatabaseSchema =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas-microsoft-com:exch-data:baseschema",
                    PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidNameExchDataExpectedContentClass =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas-microsoft-com:exch-data:expected-content-class",
                    PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidNameExchDataSchemaCollectionReference =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas-microsoft-com:exch-data:schema-collection-ref",
                    PropertyType.STRING);
    public static final NamedProperty PidNameExtractedAddresses =
            NamedProperty.of(PropertySets.PSETID_XmlExtractedEntities,
                    "XmlExtractedAddresses", PropertyType.STRING);
    public static final NamedProperty PidNameExtractedContacts =
            NamedProperty.of(PropertySets.PSETID_XmlExtractedEntities,
                    "XmlExtractedContacts", PropertyType.STRING);
    public static final NamedProperty PidNameExtractedEmails =
            NamedProperty.of(PropertySets.PSETID_XmlExtractedEntities,
                    "XmlExtractedEmails", PropertyType.STRING);
    public static final NamedProperty PidNameExtractedMeetings =
            NamedProperty.of(PropertySets.PSETID_XmlExtractedEntities,
                    "XmlExtractedMeetings", PropertyType.STRING);
    public static final NamedProperty PidNameExtractedPhones =
            NamedProperty.of(PropertySets.PSETID_XmlExtractedEntities,
                    "XmlExtractedPhones", PropertyType.STRING);
    public static final NamedProperty PidNameExtractedTasks =
            NamedProperty.of(PropertySets.PSETID_XmlExtractedEntities,
                    "XmlExtractedTasks", PropertyType.STRING);
    public static final NamedProperty PidNameExtractedUrls =
            NamedProperty.of(PropertySets.PSETID_XmlExtractedEntities,
                    "XmlExtractedUrls", PropertyType.STRING);
    public static final NamedProperty PidNameFrom =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS, "From", PropertyType.STRING);
    public static final NamedProperty PidNameHeadingPairs =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "HeadingPairs", PropertyType.BINARY);
    public static final NamedProperty PidNameHiddenCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "HiddenCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameHttpmailCalendar =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:httpmail:calendar", PropertyType.STRING);
    public static final NamedProperty PidNameHttpmailHtmlDescription =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:httpmail:htmldescription", PropertyType.STRING);
    public static final NamedProperty PidNameHttpmailSendMessage =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:httpmail:sendmsg", PropertyType.STRING);
    public static final NamedProperty PidNameICalendarRecurrenceDate =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:rdate", PropertyType.MULTIPLE_TIME);
    public static final NamedProperty PidNameICalendarRecurrenceRule =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:rrule", PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidNameInternetSubject =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS, "Subject", PropertyType.STRING);
    public static final NamedProperty PidNameIsBirthdayContactWritable =
            NamedProperty.of(PropertySets.PSETID_Address,
                    "IsBirthdayContactWritable", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameKeywords =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "Keywords", PropertyType.MULTIPLE_STRING);
    public static final NamedProperty PidNameLastAuthor =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "LastAuthor", PropertyType.STRING);
    public static final NamedProperty PidNameLastPrinted =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "LastPrinted", PropertyType.TIME);
    public static final NamedProperty PidNameLastSaveDateTime =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "LastSaveDtm", PropertyType.TIME);
    public static final NamedProperty PidNameLineCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "LineCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameLinksDirty =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "LinksDirty", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameLocationUrl =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "urn:schemas:calendar:locationurl", PropertyType.STRING);
    public static final NamedProperty PidNameManager =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Manager", PropertyType.STRING);
    public static final NamedProperty PidNameMeetingDoNotForward =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "DoNotForward", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameMSIPLabels =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS, "msip_labels", PropertyType.STRING);
    public static final NamedProperty PidNameMultimediaClipCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "MMClipCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameNoteCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "NoteCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameOMSAccountGuid =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "OMSAccountGuid", PropertyType.STRING);
    public static final NamedProperty PidNameOMSMobileModel =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "OMSMobileModel", PropertyType.STRING);
    public static final NamedProperty PidNameOMSScheduleTime =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "OMSScheduleTime", PropertyType.TIME);
    public static final NamedProperty PidNameOMSServiceType =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "OMSServiceType", PropertyType.INTEGER32);
    public static final NamedProperty PidNameOMSSourceType =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "OMSSourceType", PropertyType.INTEGER32);
    public static final NamedProperty PidNamePageCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "PageCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameParagraphCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "ParCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNamePhishingStamp =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "http://schemas.microsoft.com/outlook/phishingstamp", PropertyType.INTEGER32);
    public static final NamedProperty PidNamePresentationFormat =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "PresFormat", PropertyType.STRING);
    public static final NamedProperty PidNameQuarantineOriginalSender =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "quarantine-original-sender", PropertyType.STRING);
    public static final NamedProperty PidNameRevisionNumber =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "RevNumber", PropertyType.STRING);
    public static final NamedProperty PidNameRightsManagementLicense =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS,
                    "DRMLicense", PropertyType.MULTIPLE_BINARY);
    public static final NamedProperty PidNameScale =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Scale", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameSecurity =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Security", PropertyType.INTEGER32);
    public static final NamedProperty PidNameSlideCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "SlideCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameSubject =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Subject", PropertyType.STRING);
    public static final NamedProperty PidNameTemplate =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Template", PropertyType.STRING);
    public static final NamedProperty PidNameThumbnail =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Thumbnail", PropertyType.BINARY);
    public static final NamedProperty PidNameTitle =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "Title", PropertyType.STRING);
    public static final NamedProperty PidNameWordCount =
            NamedProperty.of(PropertySets.PS_PUBLIC_STRINGS, "WordCount", PropertyType.INTEGER32);
    public static final NamedProperty PidNameXCallId =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS, "X-CallID", PropertyType.STRING);
    public static final NamedProperty PidNameXFaxNumberOfPages =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-FaxNumberOfPages", PropertyType.INTEGER16);
    public static final NamedProperty PidNameXRequireProtectedPlayOnPhone =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-RequireProtectedPlayOnPhone", PropertyType.BOOLEAN);
    public static final NamedProperty PidNameXSenderTelephoneNumber =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-CallingTelephoneNumber", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingBrowseUrl =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Browse-Url", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingCapabilities =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Capabilities", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingConfigUrl =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Config-Url", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingExendedCaps =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Exended-Caps", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingFlavor =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Flavor", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingInstanceGuid =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Instance-Guid", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingLocalType =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Local-Type", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingProviderGuid =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Provider-Guid", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingProviderName =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Provider-Name", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingProviderUrl =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Provider-Url", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingRemoteName =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Remote-Name", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingRemotePath =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Remote-Path", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingRemoteStoreUid =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Remote-Store-Uid", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingRemoteType =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Remote-Type", PropertyType.STRING);
    public static final NamedProperty PidNameXSharingRemoteUid =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-Sharing-Remote-Uid", PropertyType.STRING);
    public static final NamedProperty PidNameXVoiceMessageAttachmentOrder =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-AttachmentOrder", PropertyType.STRING);
    public static final NamedProperty PidNameXVoiceMessageDuration =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-VoiceMessageDuration", PropertyType.INTEGER16);
    public static final NamedProperty PidNameXVoiceMessageSenderName =
            NamedProperty.of(PropertySets.PS_INTERNET_HEADERS,
                    "X-VoiceMessageSenderName", PropertyType.STRING);

    private NamedProperties() {}
}

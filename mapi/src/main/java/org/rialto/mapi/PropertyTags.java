package org.rialto.mapi;

/// Every tagged property (MS-OXPROPS 2.6 and on), by canonical name. Where a property
/// may have several types, the constant has the first that is listed.
///
/// Written by `mapi/tools/GenerateConstants.java`; change the data file, not this.
@SuppressWarnings("MemberName") // the documents' names, so that they can be searched for
public final class PropertyTags {
    // @formatter:off
    public static final PropertyTag MetaTagCnsetRead = new PropertyTag(0x67D20102);
    public static final PropertyTag MetaTagCnsetSeen = new PropertyTag(0x67960102);
    public static final PropertyTag MetaTagCnsetSeenFAI = new PropertyTag(0x67DA0102);
    public static final PropertyTag MetaTagDnPrefix = new PropertyTag(0x4008001E);
    public static final PropertyTag MetaTagEcWarning = new PropertyTag(0x400F0003);
    public static final PropertyTag MetaTagFXDelProp = new PropertyTag(0x40160003);
    public static final PropertyTag MetaTagIdsetDeleted = new PropertyTag(0x67E50102);
    public static final PropertyTag MetaTagIdsetExpired = new PropertyTag(0x67930102);
    public static final PropertyTag MetaTagIdsetGiven = new PropertyTag(0x40170003);
    public static final PropertyTag MetaTagIdsetNoLongerInScope = new PropertyTag(0x40210102);
    public static final PropertyTag MetaTagIdsetRead = new PropertyTag(0x402D0102);
    public static final PropertyTag MetaTagIdsetUnread = new PropertyTag(0x402E0102);
    public static final PropertyTag MetaTagIncrementalSyncMessagePartial =
            new PropertyTag(0x407A0003);
    public static final PropertyTag MetaTagIncrSyncGroupId = new PropertyTag(0x407C0003);
    public static final PropertyTag MetaTagNewFXFolder = new PropertyTag(0x40110102);
    public static final PropertyTag PidTagAbChooseDirectoryAutomatically =
            new PropertyTag(0x3D1C000B);
    public static final PropertyTag PidTagAbDefaultDir = new PropertyTag(0x3D060102);
    public static final PropertyTag PidTagAbDefaultPab = new PropertyTag(0x3D070102);
    public static final PropertyTag PidTagAbProviderId = new PropertyTag(0x36150102);
    public static final PropertyTag PidTagAbProviders = new PropertyTag(0x3D010102);
    public static final PropertyTag PidTagAbSearchPath = new PropertyTag(0x3D051102);
    public static final PropertyTag PidTagAbSearchPathCustomization = new PropertyTag(0x3D1B0003);
    public static final PropertyTag PidTagAbSearchPathUpdate = new PropertyTag(0x3D110102);
    public static final PropertyTag PidTagAccess = new PropertyTag(0x0FF40003);
    public static final PropertyTag PidTagAccessControlListData = new PropertyTag(0x3FE00102);
    public static final PropertyTag PidTagAccessControlListTable = new PropertyTag(0x3FE0000D);
    public static final PropertyTag PidTagAccessLevel = new PropertyTag(0x0FF70003);
    public static final PropertyTag PidTagAccount = new PropertyTag(0x3A00001F);
    public static final PropertyTag PidTagAcknowledgementMode = new PropertyTag(0x00010003);
    public static final PropertyTag PidTagAdditionalRenEntryIds = new PropertyTag(0x36D81102);
    public static final PropertyTag PidTagAdditionalRenEntryIdsEx = new PropertyTag(0x36D90102);
    public static final PropertyTag PidTagAddressBookAuthorizedSenders =
            new PropertyTag(0x8CD8000D);
    public static final PropertyTag PidTagAddressBookContainerId = new PropertyTag(0xFFFD0003);
    public static final PropertyTag PidTagAddressBookDeliveryContentLength =
            new PropertyTag(0x806A0003);
    public static final PropertyTag PidTagAddressBookDisplayNamePrintable =
            new PropertyTag(0x39FF001F);
    public static final PropertyTag PidTagAddressBookDisplayTypeExtended =
            new PropertyTag(0x8C930003);
    public static final PropertyTag PidTagAddressBookDistributionListExternalMemberCount =
            new PropertyTag(0x8CE30003);
    public static final PropertyTag PidTagAddressBookDistributionListMemberCount =
            new PropertyTag(0x8CE20003);
    public static final PropertyTag PidTagAddressBookDistributionListMemberSubmitAccepted =
            new PropertyTag(0x8073000D);
    public static final PropertyTag PidTagAddressBookDistributionListMemberSubmitRejected =
            new PropertyTag(0x8CDA000D);
    public static final PropertyTag PidTagAddressBookDistributionListRejectMessagesFromDLMembers =
            new PropertyTag(0x8CDB000D);
    public static final PropertyTag PidTagAddressBookEntryId = new PropertyTag(0x663B0102);
    public static final PropertyTag PidTagAddressBookExtensionAttribute1 =
            new PropertyTag(0x802D001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute10 =
            new PropertyTag(0x8036001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute11 =
            new PropertyTag(0x8C57001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute12 =
            new PropertyTag(0x8C58001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute13 =
            new PropertyTag(0x8C59001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute14 =
            new PropertyTag(0x8C60001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute15 =
            new PropertyTag(0x8C61001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute2 =
            new PropertyTag(0x802E001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute3 =
            new PropertyTag(0x802F001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute4 =
            new PropertyTag(0x8030001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute5 =
            new PropertyTag(0x8031001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute6 =
            new PropertyTag(0x8032001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute7 =
            new PropertyTag(0x8033001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute8 =
            new PropertyTag(0x8034001F);
    public static final PropertyTag PidTagAddressBookExtensionAttribute9 =
            new PropertyTag(0x8035001F);
    public static final PropertyTag PidTagAddressBookFolderPathname = new PropertyTag(0x8004001F);
    public static final PropertyTag PidTagAddressBookHierarchicalChildDepartments =
            new PropertyTag(0x8C9A000D);
    public static final PropertyTag PidTagAddressBookHierarchicalDepartmentMembers =
            new PropertyTag(0x8C97000D);
    public static final PropertyTag PidTagAddressBookHierarchicalIsHierarchicalGroup =
            new PropertyTag(0x8CDD000B);
    public static final PropertyTag PidTagAddressBookHierarchicalParentDepartment =
            new PropertyTag(0x8C99000D);
    public static final PropertyTag PidTagAddressBookHierarchicalRootDepartment =
            new PropertyTag(0x8C98001E);
    public static final PropertyTag PidTagAddressBookHierarchicalShowInDepartments =
            new PropertyTag(0x8C94000D);
    public static final PropertyTag PidTagAddressBookHomeMessageDatabase =
            new PropertyTag(0x8006001E);
    public static final PropertyTag PidTagAddressBookIsMaster = new PropertyTag(0xFFFB000B);
    public static final PropertyTag PidTagAddressBookIsMemberOfDistributionList =
            new PropertyTag(0x8008001E);
    public static final PropertyTag PidTagAddressBookManageDistributionList =
            new PropertyTag(0x6704000D);
    public static final PropertyTag PidTagAddressBookManager = new PropertyTag(0x8005000D);
    public static final PropertyTag PidTagAddressBookManagerDistinguishedName =
            new PropertyTag(0x8005001F);
    public static final PropertyTag PidTagAddressBookMember = new PropertyTag(0x8009000D);
    public static final PropertyTag PidTagAddressBookMessageId = new PropertyTag(0x674F0014);
    public static final PropertyTag PidTagAddressBookModerationEnabled =
            new PropertyTag(0x8CB5000B);
    public static final PropertyTag PidTagAddressBookNetworkAddress = new PropertyTag(0x8170101F);
    public static final PropertyTag PidTagAddressBookObjectDistinguishedName =
            new PropertyTag(0x803C001F);
    public static final PropertyTag PidTagAddressBookObjectGuid = new PropertyTag(0x8C6D0102);
    public static final PropertyTag PidTagAddressBookOrganizationalUnitRootDistinguishedName =
            new PropertyTag(0x8CA8001F);
    public static final PropertyTag PidTagAddressBookOwner = new PropertyTag(0x800C000D);
    public static final PropertyTag PidTagAddressBookOwnerBackLink = new PropertyTag(0x8024000D);
    public static final PropertyTag PidTagAddressBookParentEntryId = new PropertyTag(0xFFFC0102);
    public static final PropertyTag PidTagAddressBookPhoneticCompanyName =
            new PropertyTag(0x8C91001F);
    public static final PropertyTag PidTagAddressBookPhoneticDepartmentName =
            new PropertyTag(0x8C90001F);
    public static final PropertyTag PidTagAddressBookPhoneticDisplayName =
            new PropertyTag(0x8C92001F);
    public static final PropertyTag PidTagAddressBookPhoneticGivenName =
            new PropertyTag(0x8C8E001F);
    public static final PropertyTag PidTagAddressBookPhoneticSurname = new PropertyTag(0x8C8F001F);
    public static final PropertyTag PidTagAddressBookProxyAddresses = new PropertyTag(0x800F101F);
    public static final PropertyTag PidTagAddressBookPublicDelegates = new PropertyTag(0x8015000D);
    public static final PropertyTag PidTagAddressBookReports = new PropertyTag(0x800E000D);
    public static final PropertyTag PidTagAddressBookRoomCapacity = new PropertyTag(0x08070003);
    public static final PropertyTag PidTagAddressBookRoomContainers = new PropertyTag(0x8C96101F);
    public static final PropertyTag PidTagAddressBookRoomDescription = new PropertyTag(0x0809001F);
    public static final PropertyTag PidTagAddressBookSenderHintTranslations =
            new PropertyTag(0x8CAC101F);
    public static final PropertyTag PidTagAddressBookSeniorityIndex = new PropertyTag(0x8CA00003);
    public static final PropertyTag PidTagAddressBookTargetAddress = new PropertyTag(0x8011001F);
    public static final PropertyTag PidTagAddressBookUnauthorizedSenders =
            new PropertyTag(0x8CD9000D);
    public static final PropertyTag PidTagAddressBookX509Certificate = new PropertyTag(0x8C6A1102);
    public static final PropertyTag PidTagAddressType = new PropertyTag(0x3002001F);
    public static final PropertyTag PidTagAlternateRecipient = new PropertyTag(0x3A010102);
    public static final PropertyTag PidTagAlternateRecipientAllowed = new PropertyTag(0x0002000B);
    public static final PropertyTag PidTagAnr = new PropertyTag(0x360C001F);
    public static final PropertyTag PidTagArchiveDate = new PropertyTag(0x301F0040);
    public static final PropertyTag PidTagArchivePeriod = new PropertyTag(0x301E0003);
    public static final PropertyTag PidTagArchiveTag = new PropertyTag(0x30180102);
    public static final PropertyTag PidTagAssistant = new PropertyTag(0x3A30001F);
    public static final PropertyTag PidTagAssistantTelephoneNumber = new PropertyTag(0x3A2E001F);
    public static final PropertyTag PidTagAssociated = new PropertyTag(0x67AA000B);
    public static final PropertyTag PidTagAssociatedContentCount = new PropertyTag(0x36170003);
    public static final PropertyTag PidTagAssociatedSharingProvider = new PropertyTag(0x0EA00048);
    public static final PropertyTag PidTagAttachAdditionalInformation = new PropertyTag(0x370F0102);
    public static final PropertyTag PidTagAttachContentBase = new PropertyTag(0x3711001F);
    public static final PropertyTag PidTagAttachContentId = new PropertyTag(0x3712001F);
    public static final PropertyTag PidTagAttachContentLocation = new PropertyTag(0x3713001F);
    public static final PropertyTag PidTagAttachDataBinary = new PropertyTag(0x37010102);
    public static final PropertyTag PidTagAttachDataObject = new PropertyTag(0x3701000D);
    public static final PropertyTag PidTagAttachEncoding = new PropertyTag(0x37020102);
    public static final PropertyTag PidTagAttachExtension = new PropertyTag(0x3703001F);
    public static final PropertyTag PidTagAttachFilename = new PropertyTag(0x3704001F);
    public static final PropertyTag PidTagAttachFlags = new PropertyTag(0x37140003);
    public static final PropertyTag PidTagAttachLongFilename = new PropertyTag(0x3707001F);
    public static final PropertyTag PidTagAttachLongPathname = new PropertyTag(0x370D001F);
    public static final PropertyTag PidTagAttachmentContactPhoto = new PropertyTag(0x7FFF000B);
    public static final PropertyTag PidTagAttachmentFlags = new PropertyTag(0x7FFD0003);
    public static final PropertyTag PidTagAttachmentHidden = new PropertyTag(0x7FFE000B);
    public static final PropertyTag PidTagAttachmentLinkId = new PropertyTag(0x7FFA0003);
    public static final PropertyTag PidTagAttachmentX400Parameters = new PropertyTag(0x37000102);
    public static final PropertyTag PidTagAttachMethod = new PropertyTag(0x37050003);
    public static final PropertyTag PidTagAttachMimeSequence = new PropertyTag(0x37100003);
    public static final PropertyTag PidTagAttachMimeTag = new PropertyTag(0x370E001F);
    public static final PropertyTag PidTagAttachNumber = new PropertyTag(0x0E210003);
    public static final PropertyTag PidTagAttachPathname = new PropertyTag(0x3708001F);
    public static final PropertyTag PidTagAttachPayloadClass = new PropertyTag(0x371A001F);
    public static final PropertyTag PidTagAttachPayloadProviderGuidString =
            new PropertyTag(0x3719001F);
    public static final PropertyTag PidTagAttachRendering = new PropertyTag(0x37090102);
    public static final PropertyTag PidTagAttachSize = new PropertyTag(0x0E200003);
    public static final PropertyTag PidTagAttachTag = new PropertyTag(0x370A0102);
    public static final PropertyTag PidTagAttachTransportName = new PropertyTag(0x370C001F);
    public static final PropertyTag PidTagAttributeHidden = new PropertyTag(0x10F4000B);
    public static final PropertyTag PidTagAttributeReadOnly = new PropertyTag(0x10F6000B);
    public static final PropertyTag PidTagAuthorizingUsers = new PropertyTag(0x00030102);
    public static final PropertyTag PidTagAutoForwardComment = new PropertyTag(0x0004001F);
    public static final PropertyTag PidTagAutoForwarded = new PropertyTag(0x0005000B);
    public static final PropertyTag PidTagAutoResponseSuppress = new PropertyTag(0x3FDF0003);
    public static final PropertyTag PidTagBirthday = new PropertyTag(0x3A420040);
    public static final PropertyTag PidTagBlockStatus = new PropertyTag(0x10960003);
    public static final PropertyTag PidTagBody = new PropertyTag(0x1000001F);
    public static final PropertyTag PidTagBodyContentId = new PropertyTag(0x1015001F);
    public static final PropertyTag PidTagBodyContentLocation = new PropertyTag(0x1014001F);
    public static final PropertyTag PidTagBodyCrc = new PropertyTag(0x0E1C0003);
    public static final PropertyTag PidTagBodyHtml = new PropertyTag(0x1013001F);
    public static final PropertyTag PidTagBusiness2TelephoneNumber = new PropertyTag(0x3A1B001F);
    public static final PropertyTag PidTagBusiness2TelephoneNumbers = new PropertyTag(0x3A1B101F);
    public static final PropertyTag PidTagBusinessFaxNumber = new PropertyTag(0x3A24001F);
    public static final PropertyTag PidTagBusinessHomePage = new PropertyTag(0x3A51001F);
    public static final PropertyTag PidTagBusinessTelephoneNumber = new PropertyTag(0x3A08001F);
    public static final PropertyTag PidTagCallbackTelephoneNumber = new PropertyTag(0x3A02001F);
    public static final PropertyTag PidTagCallId = new PropertyTag(0x6806001F);
    public static final PropertyTag PidTagCarTelephoneNumber = new PropertyTag(0x3A1E001F);
    public static final PropertyTag PidTagCdoRecurrenceid = new PropertyTag(0x10C50040);
    public static final PropertyTag PidTagChangeKey = new PropertyTag(0x65E20102);
    public static final PropertyTag PidTagChangeNumber = new PropertyTag(0x67A40014);
    public static final PropertyTag PidTagChildrensNames = new PropertyTag(0x3A58101F);
    public static final PropertyTag PidTagClientActions = new PropertyTag(0x66450102);
    public static final PropertyTag PidTagClientActivelyEditingUntil = new PropertyTag(0x37000040);
    public static final PropertyTag PidTagClientSubmitTime = new PropertyTag(0x00390040);
    public static final PropertyTag PidTagCnsetRead = new PropertyTag(0x67D20102);
    public static final PropertyTag PidTagCnsetSeen = new PropertyTag(0x67960102);
    public static final PropertyTag PidTagCnsetSeenFAI = new PropertyTag(0x67DA0102);
    public static final PropertyTag PidTagCodePageId = new PropertyTag(0x66C30003);
    public static final PropertyTag PidTagComment = new PropertyTag(0x3004001F);
    public static final PropertyTag PidTagCommonViewsEntryId = new PropertyTag(0x35E60102);
    public static final PropertyTag PidTagCompanyMainTelephoneNumber = new PropertyTag(0x3A57001F);
    public static final PropertyTag PidTagCompanyName = new PropertyTag(0x3A16001F);
    public static final PropertyTag PidTagComputerNetworkName = new PropertyTag(0x3A49001F);
    public static final PropertyTag PidTagConflictEntryId = new PropertyTag(0x3FF00102);
    public static final PropertyTag PidTagConflictItems = new PropertyTag(0x10981102);
    public static final PropertyTag PidTagContactAddressBookDisplayNames =
            new PropertyTag(0x6624101E);
    public static final PropertyTag PidTagContactAddressBookFolderEntryId =
            new PropertyTag(0x66100102);
    public static final PropertyTag PidTagContactAddressBookFolderEntryIds =
            new PropertyTag(0x66201102);
    public static final PropertyTag PidTagContactAddressBookFolderName =
            new PropertyTag(0x6613001E);
    public static final PropertyTag PidTagContactAddressBookFolderNames =
            new PropertyTag(0x6623101E);
    public static final PropertyTag PidTagContactAddressBookMultipleAddressFlag =
            new PropertyTag(0x6614000B);
    public static final PropertyTag PidTagContactAddressBookMultipleAddressFlags =
            new PropertyTag(0x66251003);
    public static final PropertyTag PidTagContactAddressBookSortFlag = new PropertyTag(0x6602000B);
    public static final PropertyTag PidTagContactAddressBookStoreEntryIds =
            new PropertyTag(0x66261102);
    public static final PropertyTag PidTagContactAddressBookStoreName = new PropertyTag(0x6612001E);
    public static final PropertyTag PidTagContactAddressBookStoreNames =
            new PropertyTag(0x6622101E);
    public static final PropertyTag PidTagContactAddressBookStoreSupportMask =
            new PropertyTag(0x66110003);
    public static final PropertyTag PidTagContactAddressBookStoreSupportMasks =
            new PropertyTag(0x66211003);
    public static final PropertyTag PidTagContactAddressBookUid = new PropertyTag(0x66010102);
    public static final PropertyTag PidTagContactAddressTypes = new PropertyTag(0x3A54101F);
    public static final PropertyTag PidTagContactVersion = new PropertyTag(0x3A520048);
    public static final PropertyTag PidTagContainerClass = new PropertyTag(0x3613001F);
    public static final PropertyTag PidTagContainerContents = new PropertyTag(0x360F000D);
    public static final PropertyTag PidTagContainerFlags = new PropertyTag(0x36000003);
    public static final PropertyTag PidTagContainerHierarchy = new PropertyTag(0x360E000D);
    public static final PropertyTag PidTagContainerModifyVersion = new PropertyTag(0x36140014);
    public static final PropertyTag PidTagContentConfidentialityAlgorithmId =
            new PropertyTag(0x00060102);
    public static final PropertyTag PidTagContentCorrelator = new PropertyTag(0x00070102);
    public static final PropertyTag PidTagContentCount = new PropertyTag(0x36020003);
    public static final PropertyTag PidTagContentFilterPhishingConfidenceLevel =
            new PropertyTag(0x40840003);
    public static final PropertyTag PidTagContentFilterSpamConfidenceLevel =
            new PropertyTag(0x40760003);
    public static final PropertyTag PidTagContentIdentifier = new PropertyTag(0x0008001F);
    public static final PropertyTag PidTagContentIntegrityCheck = new PropertyTag(0x0C000102);
    public static final PropertyTag PidTagContentLength = new PropertyTag(0x00090003);
    public static final PropertyTag PidTagContentReturnRequested = new PropertyTag(0x000A000B);
    public static final PropertyTag PidTagContentSortOrder = new PropertyTag(0x360D1003);
    public static final PropertyTag PidTagContentUnreadCount = new PropertyTag(0x36030003);
    public static final PropertyTag PidTagControlFlags = new PropertyTag(0x3F000003);
    public static final PropertyTag PidTagControlId = new PropertyTag(0x3F070102);
    public static final PropertyTag PidTagControlStructure = new PropertyTag(0x3F010102);
    public static final PropertyTag PidTagControlType = new PropertyTag(0x3F020003);
    public static final PropertyTag PidTagConversationId = new PropertyTag(0x30130102);
    public static final PropertyTag PidTagConversationIndex = new PropertyTag(0x00710102);
    public static final PropertyTag PidTagConversationIndexTracking = new PropertyTag(0x3016000B);
    public static final PropertyTag PidTagConversationKey = new PropertyTag(0x000B0102);
    public static final PropertyTag PidTagConversationTopic = new PropertyTag(0x0070001F);
    public static final PropertyTag PidTagConversionEits = new PropertyTag(0x000C0102);
    public static final PropertyTag PidTagConversionProhibited = new PropertyTag(0x3A03000B);
    public static final PropertyTag PidTagConversionWithLossProhibited =
            new PropertyTag(0x000D000B);
    public static final PropertyTag PidTagConvertedEits = new PropertyTag(0x000E0102);
    public static final PropertyTag PidTagCorrelate = new PropertyTag(0x0E0C000B);
    public static final PropertyTag PidTagCorrelateMtsid = new PropertyTag(0x0E0D0102);
    public static final PropertyTag PidTagCountry = new PropertyTag(0x3A26001F);
    public static final PropertyTag PidTagCreateTemplates = new PropertyTag(0x3604000D);
    public static final PropertyTag PidTagCreationTime = new PropertyTag(0x30070040);
    public static final PropertyTag PidTagCreationVersion = new PropertyTag(0x0E190014);
    public static final PropertyTag PidTagCreatorAddressType = new PropertyTag(0x4022001F);
    public static final PropertyTag PidTagCreatorEmailAddress = new PropertyTag(0x4023001F);
    public static final PropertyTag PidTagCreatorEntryId = new PropertyTag(0x3FF90102);
    public static final PropertyTag PidTagCreatorName = new PropertyTag(0x3FF8001F);
    public static final PropertyTag PidTagCreatorSimpleDisplayName = new PropertyTag(0x4038001F);
    public static final PropertyTag PidTagCurrentVersion = new PropertyTag(0x0E000014);
    public static final PropertyTag PidTagCustomerId = new PropertyTag(0x3A4A001F);
    public static final PropertyTag PidTagDamBackPatched = new PropertyTag(0x6647000B);
    public static final PropertyTag PidTagDamOriginalEntryId = new PropertyTag(0x66460102);
    public static final PropertyTag PidTagDefaultPostMessageClass = new PropertyTag(0x36E5001F);
    public static final PropertyTag PidTagDefaultProfile = new PropertyTag(0x3D04000B);
    public static final PropertyTag PidTagDefaultStore = new PropertyTag(0x3400000B);
    public static final PropertyTag PidTagDefaultViewEntryId = new PropertyTag(0x36160102);
    public static final PropertyTag PidTagDefCreateDl = new PropertyTag(0x36110102);
    public static final PropertyTag PidTagDefCreateMailuser = new PropertyTag(0x36120102);
    public static final PropertyTag PidTagDeferredActionMessageOriginalEntryId =
            new PropertyTag(0x674100FB);
    public static final PropertyTag PidTagDeferredDeliveryTime = new PropertyTag(0x000F0040);
    public static final PropertyTag PidTagDeferredSendNumber = new PropertyTag(0x3FEB0003);
    public static final PropertyTag PidTagDeferredSendTime = new PropertyTag(0x3FEF0040);
    public static final PropertyTag PidTagDeferredSendUnits = new PropertyTag(0x3FEC0003);
    public static final PropertyTag PidTagDelegatedByRule = new PropertyTag(0x3FE3000B);
    public static final PropertyTag PidTagDelegateFlags = new PropertyTag(0x686B1003);
    public static final PropertyTag PidTagDelegation = new PropertyTag(0x007E0102);
    public static final PropertyTag PidTagDeleteAfterSubmit = new PropertyTag(0x0E01000B);
    public static final PropertyTag PidTagDeletedCountTotal = new PropertyTag(0x670B0003);
    public static final PropertyTag PidTagDeletedOn = new PropertyTag(0x668F0040);
    public static final PropertyTag PidTagDeliverTime = new PropertyTag(0x00100040);
    public static final PropertyTag PidTagDeliveryPoint = new PropertyTag(0x0C070003);
    public static final PropertyTag PidTagDeltaX = new PropertyTag(0x3F030003);
    public static final PropertyTag PidTagDeltaY = new PropertyTag(0x3F040003);
    public static final PropertyTag PidTagDepartmentName = new PropertyTag(0x3A18001F);
    public static final PropertyTag PidTagDepth = new PropertyTag(0x30050003);
    public static final PropertyTag PidTagDetailsTable = new PropertyTag(0x3605000D);
    public static final PropertyTag PidTagDiscardReason = new PropertyTag(0x00110003);
    public static final PropertyTag PidTagDisclosureOfRecipients = new PropertyTag(0x0012000B);
    public static final PropertyTag PidTagDiscreteValues = new PropertyTag(0x0E0E000B);
    public static final PropertyTag PidTagDiscVal = new PropertyTag(0x004A000B);
    public static final PropertyTag PidTagDisplayBcc = new PropertyTag(0x0E02001F);
    public static final PropertyTag PidTagDisplayCc = new PropertyTag(0x0E03001F);
    public static final PropertyTag PidTagDisplayName = new PropertyTag(0x3001001F);
    public static final PropertyTag PidTagDisplayNamePrefix = new PropertyTag(0x3A45001F);
    public static final PropertyTag PidTagDisplayTo = new PropertyTag(0x0E04001F);
    public static final PropertyTag PidTagDisplayType = new PropertyTag(0x39000003);
    public static final PropertyTag PidTagDisplayTypeEx = new PropertyTag(0x39050003);
    public static final PropertyTag PidTagDistributionListExpansionHistory =
            new PropertyTag(0x00130102);
    public static final PropertyTag PidTagDistributionListExpansionProhibited =
            new PropertyTag(0x0014000B);
    public static final PropertyTag PidTagEcWarning = new PropertyTag(0x400F0003);
    public static final PropertyTag PidTagEmailAddress = new PropertyTag(0x3003001F);
    public static final PropertyTag PidTagEmailAddress1 = new PropertyTag(0x8093001F);
    public static final PropertyTag PidTagEndAttach = new PropertyTag(0x400E0003);
    public static final PropertyTag PidTagEndDate = new PropertyTag(0x00610040);
    public static final PropertyTag PidTagEndEmbed = new PropertyTag(0x40020003);
    public static final PropertyTag PidTagEndFolder = new PropertyTag(0x400B0003);
    public static final PropertyTag PidTagEndMessage = new PropertyTag(0x400D0003);
    public static final PropertyTag PidTagEndToRecip = new PropertyTag(0x40040003);
    public static final PropertyTag PidTagEntryId = new PropertyTag(0x0FFF0102);
    public static final PropertyTag PidTagExceptionEndTime = new PropertyTag(0x7FFC0040);
    public static final PropertyTag PidTagExceptionReplaceTime = new PropertyTag(0x7FF90040);
    public static final PropertyTag PidTagExceptionStartTime = new PropertyTag(0x7FFB0040);
    public static final PropertyTag PidTagExchangeNTSecurityDescriptor =
            new PropertyTag(0x0E840102);
    public static final PropertyTag PidTagExchangeProfileSectionId = new PropertyTag(0x3D150102);
    public static final PropertyTag PidTagExchangeRemoteHeader = new PropertyTag(0x0E2A000B);
    public static final PropertyTag PidTagExpiryNumber = new PropertyTag(0x3FED0003);
    public static final PropertyTag PidTagExpiryTime = new PropertyTag(0x00150040);
    public static final PropertyTag PidTagExpiryUnits = new PropertyTag(0x3FEE0003);
    public static final PropertyTag PidTagExplicitConversion = new PropertyTag(0x0C010003);
    public static final PropertyTag PidTagExtendedFolderFlags = new PropertyTag(0x36DA0102);
    public static final PropertyTag PidTagExtendedRuleMessageActions = new PropertyTag(0x0E990102);
    public static final PropertyTag PidTagExtendedRuleMessageCondition =
            new PropertyTag(0x0E9A0102);
    public static final PropertyTag PidTagExtendedRuleSizeLimit = new PropertyTag(0x0E9B0003);
    public static final PropertyTag PidTagFaxNumberOfPages = new PropertyTag(0x68040003);
    public static final PropertyTag PidTagFilteringHooks = new PropertyTag(0x3D080102);
    public static final PropertyTag PidTagFinderEntryId = new PropertyTag(0x35E70102);
    public static final PropertyTag PidTagFlagCompleteTime = new PropertyTag(0x10910040);
    public static final PropertyTag PidTagFlagStatus = new PropertyTag(0x10900003);
    public static final PropertyTag PidTagFlatUrlName = new PropertyTag(0x670E001F);
    public static final PropertyTag PidTagFolderAssociatedContents = new PropertyTag(0x3610000D);
    public static final PropertyTag PidTagFolderFlags = new PropertyTag(0x66A80003);
    public static final PropertyTag PidTagFolderId = new PropertyTag(0x67480014);
    public static final PropertyTag PidTagFolderType = new PropertyTag(0x36010003);
    public static final PropertyTag PidTagFolderWebviewinfo = new PropertyTag(0x36DF0102);
    public static final PropertyTag PidTagFollowupIcon = new PropertyTag(0x10950003);
    public static final PropertyTag PidTagFormCategory = new PropertyTag(0x3304001F);
    public static final PropertyTag PidTagFormCategorySub = new PropertyTag(0x3305001F);
    public static final PropertyTag PidTagFormClassId = new PropertyTag(0x33020048);
    public static final PropertyTag PidTagFormContactName = new PropertyTag(0x3303001F);
    public static final PropertyTag PidTagFormDesignerGuid = new PropertyTag(0x33090048);
    public static final PropertyTag PidTagFormDesignerName = new PropertyTag(0x3308001F);
    public static final PropertyTag PidTagFormHidden = new PropertyTag(0x3307000B);
    public static final PropertyTag PidTagFormHostMap = new PropertyTag(0x33061003);
    public static final PropertyTag PidTagFormMessageBehavior = new PropertyTag(0x330A0003);
    public static final PropertyTag PidTagFormVersion = new PropertyTag(0x3301001F);
    public static final PropertyTag PidTagFreeBusyCountMonths = new PropertyTag(0x68690003);
    public static final PropertyTag PidTagFreeBusyEntryIds = new PropertyTag(0x36E41102);
    public static final PropertyTag PidTagFreeBusyMessageEmailAddress = new PropertyTag(0x6849001F);
    public static final PropertyTag PidTagFreeBusyPublishEnd = new PropertyTag(0x68480003);
    public static final PropertyTag PidTagFreeBusyPublishStart = new PropertyTag(0x68470003);
    public static final PropertyTag PidTagFreeBusyRangeTimestamp = new PropertyTag(0x68680040);
    public static final PropertyTag PidTagFtpSite = new PropertyTag(0x3A4C001F);
    public static final PropertyTag PidTagFXDelProp = new PropertyTag(0x40160003);
    public static final PropertyTag PidTagFXErrorInfo = new PropertyTag(0x40180003);
    public static final PropertyTag PidTagGatewayNeedsToRefresh = new PropertyTag(0x6846000B);
    public static final PropertyTag PidTagGender = new PropertyTag(0x3A4D0002);
    public static final PropertyTag PidTagGeneration = new PropertyTag(0x3A05001F);
    public static final PropertyTag PidTagGivenName = new PropertyTag(0x3A06001F);
    public static final PropertyTag PidTagGovernmentIdNumber = new PropertyTag(0x3A07001F);
    public static final PropertyTag PidTagHasAttachments = new PropertyTag(0x0E1B000B);
    public static final PropertyTag PidTagHasDeferredActionMessages = new PropertyTag(0x3FEA000B);
    public static final PropertyTag PidTagHasNamedProperties = new PropertyTag(0x664A000B);
    public static final PropertyTag PidTagHasRules = new PropertyTag(0x663A000B);
    public static final PropertyTag PidTagHeaderFolderEntryId = new PropertyTag(0x3E0A0102);
    public static final PropertyTag PidTagHierarchyChangeNumber = new PropertyTag(0x663E0003);
    public static final PropertyTag PidTagHierRev = new PropertyTag(0x40820040);
    public static final PropertyTag PidTagHobbies = new PropertyTag(0x3A43001F);
    public static final PropertyTag PidTagHome2TelephoneNumber = new PropertyTag(0x3A2F001F);
    public static final PropertyTag PidTagHome2TelephoneNumbers = new PropertyTag(0x3A2F101F);
    public static final PropertyTag PidTagHomeAddressCity = new PropertyTag(0x3A59001F);
    public static final PropertyTag PidTagHomeAddressCountry = new PropertyTag(0x3A5A001F);
    public static final PropertyTag PidTagHomeAddressPostalCode = new PropertyTag(0x3A5B001F);
    public static final PropertyTag PidTagHomeAddressPostOfficeBox = new PropertyTag(0x3A5E001F);
    public static final PropertyTag PidTagHomeAddressStateOrProvince = new PropertyTag(0x3A5C001F);
    public static final PropertyTag PidTagHomeAddressStreet = new PropertyTag(0x3A5D001F);
    public static final PropertyTag PidTagHomeFaxNumber = new PropertyTag(0x3A25001F);
    public static final PropertyTag PidTagHomeTelephoneNumber = new PropertyTag(0x3A09001F);
    public static final PropertyTag PidTagHtml = new PropertyTag(0x10130102);
    public static final PropertyTag PidTagICalendarEndTime = new PropertyTag(0x10C40040);
    public static final PropertyTag PidTagICalendarReminderNextTime = new PropertyTag(0x10CA0040);
    public static final PropertyTag PidTagICalendarStartTime = new PropertyTag(0x10C30040);
    public static final PropertyTag PidTagIcon = new PropertyTag(0x0FFD0102);
    public static final PropertyTag PidTagIconIndex = new PropertyTag(0x10800003);
    public static final PropertyTag PidTagIdentityDisplay = new PropertyTag(0x3E00001F);
    public static final PropertyTag PidTagIdentityEntryId = new PropertyTag(0x3E010102);
    public static final PropertyTag PidTagIdentitySearchKey = new PropertyTag(0x3E050102);
    public static final PropertyTag PidTagIdsetDeleted = new PropertyTag(0x67E50102);
    public static final PropertyTag PidTagIdsetExpired = new PropertyTag(0x67930102);
    public static final PropertyTag PidTagIdsetGiven = new PropertyTag(0x40170003);
    public static final PropertyTag PidTagIdsetRead = new PropertyTag(0x402D0102);
    public static final PropertyTag PidTagIdsetSoftDeleted = new PropertyTag(0x40210102);
    public static final PropertyTag PidTagIdsetUnread = new PropertyTag(0x402E0102);
    public static final PropertyTag PidTagImapCachedMsgsize = new PropertyTag(0x10F00102);
    public static final PropertyTag PidTagImplicitConversionProhibited =
            new PropertyTag(0x0016000B);
    public static final PropertyTag PidTagImportance = new PropertyTag(0x00170003);
    public static final PropertyTag PidTagIncompleteCopy = new PropertyTag(0x0035000B);
    public static final PropertyTag PidTagInConflict = new PropertyTag(0x666C000B);
    public static final PropertyTag PidTagIncrementalSyncMessagePartial =
            new PropertyTag(0x407A0003);
    public static final PropertyTag PidTagIncrSyncChg = new PropertyTag(0x40120003);
    public static final PropertyTag PidTagIncrSyncChgPartial = new PropertyTag(0x407D0003);
    public static final PropertyTag PidTagIncrSyncDel = new PropertyTag(0x40130003);
    public static final PropertyTag PidTagIncrSyncEnd = new PropertyTag(0x40140003);
    public static final PropertyTag PidTagIncrSyncGroupId = new PropertyTag(0x407C0003);
    public static final PropertyTag PidTagIncrSyncGroupInfo = new PropertyTag(0x407B0102);
    public static final PropertyTag PidTagIncrSyncMessage = new PropertyTag(0x40150003);
    public static final PropertyTag PidTagIncrSyncProgressMode = new PropertyTag(0x4074000B);
    public static final PropertyTag PidTagIncrSyncProgressPerMsg = new PropertyTag(0x4075000B);
    public static final PropertyTag PidTagIncrSyncRead = new PropertyTag(0x402F0003);
    public static final PropertyTag PidTagIncrSyncStateBegin = new PropertyTag(0x403A0003);
    public static final PropertyTag PidTagIncrSyncStateEnd = new PropertyTag(0x403B0003);
    public static final PropertyTag PidTagInitialDetailsPane = new PropertyTag(0x3F080003);
    public static final PropertyTag PidTagInitials = new PropertyTag(0x3A0A001F);
    public static final PropertyTag PidTagInReplyToId = new PropertyTag(0x1042001F);
    public static final PropertyTag PidTagInstanceKey = new PropertyTag(0x0FF60102);
    public static final PropertyTag PidTagInstanceNum = new PropertyTag(0x674E0003);
    public static final PropertyTag PidTagInstID = new PropertyTag(0x674D0014);
    public static final PropertyTag PidTagInternetApproved = new PropertyTag(0x1030001F);
    public static final PropertyTag PidTagInternetArticleNumber = new PropertyTag(0x0E230003);
    public static final PropertyTag PidTagInternetCodepage = new PropertyTag(0x3FDE0003);
    public static final PropertyTag PidTagInternetControl = new PropertyTag(0x1031001F);
    public static final PropertyTag PidTagInternetDistribution = new PropertyTag(0x1032001F);
    public static final PropertyTag PidTagInternetFollowupTo = new PropertyTag(0x1033001F);
    public static final PropertyTag PidTagInternetLines = new PropertyTag(0x10340003);
    public static final PropertyTag PidTagInternetMailOverrideFormat = new PropertyTag(0x59020003);
    public static final PropertyTag PidTagInternetMessageId = new PropertyTag(0x1035001F);
    public static final PropertyTag PidTagInternetNntpPath = new PropertyTag(0x1038001F);
    public static final PropertyTag PidTagInternetOrganization = new PropertyTag(0x1037001F);
    public static final PropertyTag PidTagInternetReferences = new PropertyTag(0x1039001F);
    public static final PropertyTag PidTagInternetReturnPath = new PropertyTag(0x1046001F);
    public static final PropertyTag PidTagIpmAppointmentEntryId = new PropertyTag(0x36D00102);
    public static final PropertyTag PidTagIpmContactEntryId = new PropertyTag(0x36D10102);
    public static final PropertyTag PidTagIpmDraftsEntryId = new PropertyTag(0x36D70102);
    public static final PropertyTag PidTagIpmId = new PropertyTag(0x00180102);
    public static final PropertyTag PidTagIpmJournalEntryId = new PropertyTag(0x36D20102);
    public static final PropertyTag PidTagIpmNoteEntryId = new PropertyTag(0x36D30102);
    public static final PropertyTag PidTagIpmOutboxEntryId = new PropertyTag(0x35E20102);
    public static final PropertyTag PidTagIpmOutboxSearchKey = new PropertyTag(0x34110102);
    public static final PropertyTag PidTagIpmReturnRequested = new PropertyTag(0x0C02000B);
    public static final PropertyTag PidTagIpmSentMailEntryId = new PropertyTag(0x35E40102);
    public static final PropertyTag PidTagIpmSentMailSearchKey = new PropertyTag(0x34130102);
    public static final PropertyTag PidTagIpmSubtreeEntryId = new PropertyTag(0x35E00102);
    public static final PropertyTag PidTagIpmSubtreeSearchKey = new PropertyTag(0x34100102);
    public static final PropertyTag PidTagIpmTaskEntryId = new PropertyTag(0x36D40102);
    public static final PropertyTag PidTagIpmWastebasketEntryId = new PropertyTag(0x35E30102);
    public static final PropertyTag PidTagIpmWastebasketSearchKey = new PropertyTag(0x34120102);
    public static final PropertyTag PidTagIsdnNumber = new PropertyTag(0x3A2D001F);
    public static final PropertyTag PidTagItemTemporaryflags = new PropertyTag(0x10970003);
    public static final PropertyTag PidTagJunkAddRecipientsToSafeSendersList =
            new PropertyTag(0x61030003);
    public static final PropertyTag PidTagJunkIncludeContacts = new PropertyTag(0x61000003);
    public static final PropertyTag PidTagJunkPermanentlyDelete = new PropertyTag(0x61020003);
    public static final PropertyTag PidTagJunkPhishingEnableLinks = new PropertyTag(0x6107000B);
    public static final PropertyTag PidTagJunkThreshold = new PropertyTag(0x61010003);
    public static final PropertyTag PidTagKeyword = new PropertyTag(0x3A0B001F);
    public static final PropertyTag PidTagLanguage = new PropertyTag(0x3A0C001F);
    public static final PropertyTag PidTagLanguages = new PropertyTag(0x002F001F);
    public static final PropertyTag PidTagLastModificationTime = new PropertyTag(0x30080040);
    public static final PropertyTag PidTagLastModifierEntryId = new PropertyTag(0x3FFB0102);
    public static final PropertyTag PidTagLastModifierName = new PropertyTag(0x3FFA001F);
    public static final PropertyTag PidTagLastModifierSimpleDisplayName =
            new PropertyTag(0x4039001F);
    public static final PropertyTag PidTagLastVerbExecuted = new PropertyTag(0x10810003);
    public static final PropertyTag PidTagLastVerbExecutionTime = new PropertyTag(0x10820040);
    public static final PropertyTag PidTagLatestDeliveryTime = new PropertyTag(0x00190040);
    public static final PropertyTag PidTagLatestPstEnsure = new PropertyTag(0x66FA0003);
    public static final PropertyTag PidTagListHelp = new PropertyTag(0x1043001F);
    public static final PropertyTag PidTagListSubscribe = new PropertyTag(0x1044001F);
    public static final PropertyTag PidTagListUnsubscribe = new PropertyTag(0x1045001F);
    public static final PropertyTag PidTagLocalCommitTime = new PropertyTag(0x67090040);
    public static final PropertyTag PidTagLocalCommitTimeMax = new PropertyTag(0x670A0040);
    public static final PropertyTag PidTagLocaleId = new PropertyTag(0x66A10003);
    public static final PropertyTag PidTagLocality = new PropertyTag(0x3A27001F);
    public static final PropertyTag PidTagLocation = new PropertyTag(0x3A0D001F);
    public static final PropertyTag PidTagLongTermEntryIdFromTable = new PropertyTag(0x66700102);
    public static final PropertyTag PidTagLtpParentNid = new PropertyTag(0x67F10003);
    public static final PropertyTag PidTagLtpRowId = new PropertyTag(0x67F20003);
    public static final PropertyTag PidTagLtpRowVer = new PropertyTag(0x67F30003);
    public static final PropertyTag PidTagMailboxOwnerEntryId = new PropertyTag(0x661B0102);
    public static final PropertyTag PidTagMailboxOwnerName = new PropertyTag(0x661C001F);
    public static final PropertyTag PidTagMailPermission = new PropertyTag(0x3A0E000B);
    public static final PropertyTag PidTagManagerName = new PropertyTag(0x3A4E001F);
    public static final PropertyTag PidTagMapiFormComposeCommand = new PropertyTag(0x682F001F);
    public static final PropertyTag PidTagMappingSignature = new PropertyTag(0x0FF80102);
    public static final PropertyTag PidTagMaximumSubmitMessageSize = new PropertyTag(0x666D0003);
    public static final PropertyTag PidTagMemberEntryId = new PropertyTag(0x0FFF0102);
    public static final PropertyTag PidTagMemberId = new PropertyTag(0x66710014);
    public static final PropertyTag PidTagMemberName = new PropertyTag(0x6672001F);
    public static final PropertyTag PidTagMemberRights = new PropertyTag(0x66730003);
    public static final PropertyTag PidTagMessageAttachments = new PropertyTag(0x0E13000D);
    public static final PropertyTag PidTagMessageCcMe = new PropertyTag(0x0058000B);
    public static final PropertyTag PidTagMessageClass = new PropertyTag(0x001A001F);
    public static final PropertyTag PidTagMessageCodepage = new PropertyTag(0x3FFD0003);
    public static final PropertyTag PidTagMessageDeliveryId = new PropertyTag(0x001B0102);
    public static final PropertyTag PidTagMessageDeliveryTime = new PropertyTag(0x0E060040);
    public static final PropertyTag PidTagMessageDownloadTime = new PropertyTag(0x0E180003);
    public static final PropertyTag PidTagMessageEditorFormat = new PropertyTag(0x59090003);
    public static final PropertyTag PidTagMessageFlags = new PropertyTag(0x0E070003);
    public static final PropertyTag PidTagMessageHandlingSystemCommonName =
            new PropertyTag(0x3A0F001F);
    public static final PropertyTag PidTagMessageLocaleId = new PropertyTag(0x3FF10003);
    public static final PropertyTag PidTagMessageRecipientMe = new PropertyTag(0x0059000B);
    public static final PropertyTag PidTagMessageRecipients = new PropertyTag(0x0E12000D);
    public static final PropertyTag PidTagMessageSecurityLabel = new PropertyTag(0x001E0102);
    public static final PropertyTag PidTagMessageSize = new PropertyTag(0x0E080003);
    public static final PropertyTag PidTagMessageSizeExtended = new PropertyTag(0x0E080014);
    public static final PropertyTag PidTagMessageStatus = new PropertyTag(0x0E170003);
    public static final PropertyTag PidTagMessageSubmissionId = new PropertyTag(0x00470102);
    public static final PropertyTag PidTagMessageToken = new PropertyTag(0x0C030102);
    public static final PropertyTag PidTagMessageToMe = new PropertyTag(0x0057000B);
    public static final PropertyTag PidTagMid = new PropertyTag(0x674A0014);
    public static final PropertyTag PidTagMiddleName = new PropertyTag(0x3A44001F);
    public static final PropertyTag PidTagMimeSkeleton = new PropertyTag(0x64F00102);
    public static final PropertyTag PidTagMiniIcon = new PropertyTag(0x0FFC0102);
    public static final PropertyTag PidTagMobileTelephoneNumber = new PropertyTag(0x3A1C001F);
    public static final PropertyTag PidTagModifyVersion = new PropertyTag(0x0E1A0014);
    public static final PropertyTag PidTagNativeBody = new PropertyTag(0x10160003);
    public static final PropertyTag PidTagNewAttach = new PropertyTag(0x40000003);
    public static final PropertyTag PidTagNewFXFolder = new PropertyTag(0x40110102);
    public static final PropertyTag PidTagNextSendAcct = new PropertyTag(0x0E29001F);
    public static final PropertyTag PidTagNickname = new PropertyTag(0x3A4F001F);
    public static final PropertyTag PidTagNonDeliveryReportDiagCode = new PropertyTag(0x0C050003);
    public static final PropertyTag PidTagNonDeliveryReportFromEntryId =
            new PropertyTag(0x69040102);
    public static final PropertyTag PidTagNonDeliveryReportFromName = new PropertyTag(0x6905001F);
    public static final PropertyTag PidTagNonDeliveryReportFromSearchKey =
            new PropertyTag(0x69060102);
    public static final PropertyTag PidTagNonDeliveryReportReasonCode = new PropertyTag(0x0C040003);
    public static final PropertyTag PidTagNonDeliveryReportStatusCode = new PropertyTag(0x0C200003);
    public static final PropertyTag PidTagNonIpmSubtreeEntryId = new PropertyTag(0x66200102);
    public static final PropertyTag PidTagNonReceiptNotificationRequested =
            new PropertyTag(0x0C06000B);
    public static final PropertyTag PidTagNonReceiptReason = new PropertyTag(0x003E0003);
    public static final PropertyTag PidTagNormalizedSubject = new PropertyTag(0x0E1D001F);
    public static final PropertyTag PidTagNormalMessageSize = new PropertyTag(0x66B30003);
    public static final PropertyTag PidTagObjectType = new PropertyTag(0x0FFE0003);
    public static final PropertyTag PidTagObsoletedMessageIds = new PropertyTag(0x001F0102);
    public static final PropertyTag PidTagOfficeLocation = new PropertyTag(0x3A19001F);
    public static final PropertyTag PidTagOfflineAddressBookContainerGuid =
            new PropertyTag(0x6802001E);
    public static final PropertyTag PidTagOfflineAddressBookDistinguishedName =
            new PropertyTag(0x6804001E);
    public static final PropertyTag PidTagOfflineAddressBookMessageClass =
            new PropertyTag(0x68030003);
    public static final PropertyTag PidTagOfflineAddressBookName = new PropertyTag(0x6800001F);
    public static final PropertyTag PidTagOfflineAddressBookSequence = new PropertyTag(0x68010003);
    public static final PropertyTag PidTagOfflineAddressBookTruncatedProperties =
            new PropertyTag(0x68051003);
    public static final PropertyTag PidTagOrdinalMost = new PropertyTag(0x36E20003);
    public static final PropertyTag PidTagOrganizationalIdNumber = new PropertyTag(0x3A10001F);
    public static final PropertyTag PidTagOrgEmailAddress = new PropertyTag(0x403E001F);
    public static final PropertyTag PidTagOriginalAuthorAddressType = new PropertyTag(0x0079001F);
    public static final PropertyTag PidTagOriginalAuthorEmailAddress = new PropertyTag(0x007A001F);
    public static final PropertyTag PidTagOriginalAuthorEntryId = new PropertyTag(0x004C0102);
    public static final PropertyTag PidTagOriginalAuthorName = new PropertyTag(0x004D001F);
    public static final PropertyTag PidTagOriginalAuthorSearchKey = new PropertyTag(0x00560102);
    public static final PropertyTag PidTagOriginalDeliveryTime = new PropertyTag(0x00550040);
    public static final PropertyTag PidTagOriginalDisplayBcc = new PropertyTag(0x0072001F);
    public static final PropertyTag PidTagOriginalDisplayCc = new PropertyTag(0x0073001F);
    public static final PropertyTag PidTagOriginalDisplayName = new PropertyTag(0x3A13001F);
    public static final PropertyTag PidTagOriginalDisplayTo = new PropertyTag(0x0074001F);
    public static final PropertyTag PidTagOriginalEits = new PropertyTag(0x00210102);
    public static final PropertyTag PidTagOriginalEntryId = new PropertyTag(0x3A120102);
    public static final PropertyTag PidTagOriginallyIntendedRecipAddrtype =
            new PropertyTag(0x007B001F);
    public static final PropertyTag PidTagOriginallyIntendedRecipEmailAddress =
            new PropertyTag(0x007C001F);
    public static final PropertyTag PidTagOriginallyIntendedRecipEntryId =
            new PropertyTag(0x10120102);
    public static final PropertyTag PidTagOriginallyIntendedRecipientName =
            new PropertyTag(0x00200102);
    public static final PropertyTag PidTagOriginalMessageClass = new PropertyTag(0x004B001F);
    public static final PropertyTag PidTagOriginalMessageEntryId = new PropertyTag(0x300F0102);
    public static final PropertyTag PidTagOriginalMessageId = new PropertyTag(0x1046001F);
    public static final PropertyTag PidTagOriginalSearchKey = new PropertyTag(0x3A140102);
    public static final PropertyTag PidTagOriginalSenderAddressType = new PropertyTag(0x0066001F);
    public static final PropertyTag PidTagOriginalSenderEmailAddress = new PropertyTag(0x0067001F);
    public static final PropertyTag PidTagOriginalSenderEntryId = new PropertyTag(0x005B0102);
    public static final PropertyTag PidTagOriginalSenderName = new PropertyTag(0x005A001F);
    public static final PropertyTag PidTagOriginalSenderSearchKey = new PropertyTag(0x005C0102);
    public static final PropertyTag PidTagOriginalSensitivity = new PropertyTag(0x002E0003);
    public static final PropertyTag PidTagOriginalSentRepresentingAddressType =
            new PropertyTag(0x0068001F);
    public static final PropertyTag PidTagOriginalSentRepresentingEmailAddress =
            new PropertyTag(0x0069001F);
    public static final PropertyTag PidTagOriginalSentRepresentingEntryId =
            new PropertyTag(0x005E0102);
    public static final PropertyTag PidTagOriginalSentRepresentingName =
            new PropertyTag(0x005D001F);
    public static final PropertyTag PidTagOriginalSentRepresentingSearchKey =
            new PropertyTag(0x005F0102);
    public static final PropertyTag PidTagOriginalSubject = new PropertyTag(0x0049001F);
    public static final PropertyTag PidTagOriginalSubmitTime = new PropertyTag(0x004E0040);
    public static final PropertyTag PidTagOriginatingMtaCertificate = new PropertyTag(0x0E250102);
    public static final PropertyTag PidTagOriginatorAndDistributionListExpansionHistory =
            new PropertyTag(0x10020102);
    public static final PropertyTag PidTagOriginatorCertificate = new PropertyTag(0x00220102);
    public static final PropertyTag PidTagOriginatorDeliveryReportRequested =
            new PropertyTag(0x0023000B);
    public static final PropertyTag PidTagOriginatorNonDeliveryReportRequested =
            new PropertyTag(0x0C08000B);
    public static final PropertyTag PidTagOriginatorRequestedAlternateRecipient =
            new PropertyTag(0x0C090102);
    public static final PropertyTag PidTagOriginatorReturnAddress = new PropertyTag(0x00240102);
    public static final PropertyTag PidTagOriginCheck = new PropertyTag(0x00270102);
    public static final PropertyTag PidTagOscSyncEnabled = new PropertyTag(0x7C24000B);
    public static final PropertyTag PidTagOtherAddressCity = new PropertyTag(0x3A5F001F);
    public static final PropertyTag PidTagOtherAddressCountry = new PropertyTag(0x3A60001F);
    public static final PropertyTag PidTagOtherAddressPostalCode = new PropertyTag(0x3A61001F);
    public static final PropertyTag PidTagOtherAddressPostOfficeBox = new PropertyTag(0x3A64001F);
    public static final PropertyTag PidTagOtherAddressStateOrProvince = new PropertyTag(0x3A62001F);
    public static final PropertyTag PidTagOtherAddressStreet = new PropertyTag(0x3A63001F);
    public static final PropertyTag PidTagOtherTelephoneNumber = new PropertyTag(0x3A1F001F);
    public static final PropertyTag PidTagOutOfOfficeState = new PropertyTag(0x661D000B);
    public static final PropertyTag PidTagOwnerAppointmentId = new PropertyTag(0x00620003);
    public static final PropertyTag PidTagOwnStoreEntryId = new PropertyTag(0x3E060102);
    public static final PropertyTag PidTagPagerTelephoneNumber = new PropertyTag(0x3A21001F);
    public static final PropertyTag PidTagParentDisplay = new PropertyTag(0x0E05001F);
    public static final PropertyTag PidTagParentEntryId = new PropertyTag(0x0E090102);
    public static final PropertyTag PidTagParentFolderId = new PropertyTag(0x67490014);
    public static final PropertyTag PidTagParentKey = new PropertyTag(0x00250102);
    public static final PropertyTag PidTagParentSourceKey = new PropertyTag(0x65E10102);
    public static final PropertyTag PidTagPersonalHomePage = new PropertyTag(0x3A50001F);
    public static final PropertyTag PidTagPhysicalDeliveryBureauFaxDelivery =
            new PropertyTag(0x0C0A000B);
    public static final PropertyTag PidTagPhysicalDeliveryMode = new PropertyTag(0x0C0B0003);
    public static final PropertyTag PidTagPhysicalDeliveryReportRequest =
            new PropertyTag(0x0C0C0003);
    public static final PropertyTag PidTagPhysicalForwardingAddress = new PropertyTag(0x0C0D0102);
    public static final PropertyTag PidTagPhysicalForwardingAddressRequested =
            new PropertyTag(0x0C0E000B);
    public static final PropertyTag PidTagPhysicalForwardingProhibited =
            new PropertyTag(0x0C0F000B);
    public static final PropertyTag PidTagPhysicalRenditionAttributes = new PropertyTag(0x0C100102);
    public static final PropertyTag PidTagPolicyTag = new PropertyTag(0x30190102);
    public static final PropertyTag PidTagPostalAddress = new PropertyTag(0x3A15001F);
    public static final PropertyTag PidTagPostalCode = new PropertyTag(0x3A2A001F);
    public static final PropertyTag PidTagPostOfficeBox = new PropertyTag(0x3A2B001F);
    public static final PropertyTag PidTagPredecessorChangeList = new PropertyTag(0x65E30102);
    public static final PropertyTag PidTagPreferredByName = new PropertyTag(0x3A47001F);
    public static final PropertyTag PidTagPreprocess = new PropertyTag(0x0E22000B);
    public static final PropertyTag PidTagPrimaryCapability = new PropertyTag(0x39040102);
    public static final PropertyTag PidTagPrimaryFaxNumber = new PropertyTag(0x3A23001F);
    public static final PropertyTag PidTagPrimarySendAccount = new PropertyTag(0x0E28001F);
    public static final PropertyTag PidTagPrimaryTelephoneNumber = new PropertyTag(0x3A1A001F);
    public static final PropertyTag PidTagPriority = new PropertyTag(0x00260003);
    public static final PropertyTag PidTagProcessed = new PropertyTag(0x7D01000B);
    public static final PropertyTag PidTagProfession = new PropertyTag(0x3A46001F);
    public static final PropertyTag PidTagProfileName = new PropertyTag(0x3D12001F);
    public static final PropertyTag PidTagProfileOabCountAttemptedFulldn =
            new PropertyTag(0x66350003);
    public static final PropertyTag PidTagProfileOabCountAttemptedIncrdn =
            new PropertyTag(0x66360003);
    public static final PropertyTag PidTagProfileType = new PropertyTag(0x660A0003);
    public static final PropertyTag PidTagProhibitReceiveQuota = new PropertyTag(0x666A0003);
    public static final PropertyTag PidTagProhibitSendQuota = new PropertyTag(0x666E0003);
    public static final PropertyTag PidTagProofOfDelivery = new PropertyTag(0x0C110102);
    public static final PropertyTag PidTagProofOfDeliveryRequested = new PropertyTag(0x0C12000B);
    public static final PropertyTag PidTagProofOfSubmission = new PropertyTag(0x0E260102);
    public static final PropertyTag PidTagProofOfSubmissionRequested = new PropertyTag(0x0028000B);
    public static final PropertyTag PidTagProviderDisplay = new PropertyTag(0x3006001F);
    public static final PropertyTag PidTagProviderDisplayName = new PropertyTag(0x3418001F);
    public static final PropertyTag PidTagProviderDllName = new PropertyTag(0x300A001F);
    public static final PropertyTag PidTagProviderIcon = new PropertyTag(0x3417001F);
    public static final PropertyTag PidTagProviderItemId = new PropertyTag(0x0EA30102);
    public static final PropertyTag PidTagProviderOrdinal = new PropertyTag(0x300D0003);
    public static final PropertyTag PidTagProviderParentItemId = new PropertyTag(0x0EA40102);
    public static final PropertyTag PidTagProviderSubmitTime = new PropertyTag(0x00480040);
    public static final PropertyTag PidTagProviderUid = new PropertyTag(0x300C0102);
    public static final PropertyTag PidTagPstBestBodyProptag = new PropertyTag(0x661D0003);
    public static final PropertyTag PidTagPstConfigurationFlags = new PropertyTag(0x67700003);
    public static final PropertyTag PidTagPstHiddenCount = new PropertyTag(0x66350003);
    public static final PropertyTag PidTagPstHiddenUnread = new PropertyTag(0x66360003);
    public static final PropertyTag PidTagPstIpmsubTreeDescendant = new PropertyTag(0x6705000B);
    public static final PropertyTag PidTagPstLrNoRestrictions = new PropertyTag(0x6633000B);
    public static final PropertyTag PidTagPstPassword = new PropertyTag(0x67FF0003);
    public static final PropertyTag PidTagPstPasswordSzNew = new PropertyTag(0x6704001F);
    public static final PropertyTag PidTagPstPasswordSzOld = new PropertyTag(0x6703001F);
    public static final PropertyTag PidTagPstPath = new PropertyTag(0x6700001F);
    public static final PropertyTag PidTagPstPathHint = new PropertyTag(0x6771001F);
    public static final PropertyTag PidTagPstRememberPassword = new PropertyTag(0x6701000B);
    public static final PropertyTag PidTagPstSubTreeContainer = new PropertyTag(0x67720003);
    public static final PropertyTag PidTagPublicFolderAdministrativeDescription =
            new PropertyTag(0x671C001F);
    public static final PropertyTag PidTagPublicFolderProxy = new PropertyTag(0x671D0102);
    public static final PropertyTag PidTagPurportedSenderDomain = new PropertyTag(0x4083001F);
    public static final PropertyTag PidTagRadioTelephoneNumber = new PropertyTag(0x3A1D001F);
    public static final PropertyTag PidTagRead = new PropertyTag(0x0E69000B);
    public static final PropertyTag PidTagReadReceiptAddressType = new PropertyTag(0x4029001F);
    public static final PropertyTag PidTagReadReceiptEmailAddress = new PropertyTag(0x402A001F);
    public static final PropertyTag PidTagReadReceiptEntryId = new PropertyTag(0x00460102);
    public static final PropertyTag PidTagReadReceiptName = new PropertyTag(0x402B001F);
    public static final PropertyTag PidTagReadReceiptRequested = new PropertyTag(0x0029000B);
    public static final PropertyTag PidTagReadReceiptSearchKey = new PropertyTag(0x00530102);
    public static final PropertyTag PidTagReadReceiptSmtpAddress = new PropertyTag(0x5D05001F);
    public static final PropertyTag PidTagReceiptTime = new PropertyTag(0x002A0040);
    public static final PropertyTag PidTagReceivedByAddressType = new PropertyTag(0x0075001F);
    public static final PropertyTag PidTagReceivedByEmailAddress = new PropertyTag(0x0076001F);
    public static final PropertyTag PidTagReceivedByEntryId = new PropertyTag(0x003F0102);
    public static final PropertyTag PidTagReceivedByFlags = new PropertyTag(0x401B0003);
    public static final PropertyTag PidTagReceivedByName = new PropertyTag(0x0040001F);
    public static final PropertyTag PidTagReceivedBySearchKey = new PropertyTag(0x00510102);
    public static final PropertyTag PidTagReceivedBySmtpAddress = new PropertyTag(0x5D07001F);
    public static final PropertyTag PidTagReceivedRepresentingAddressType =
            new PropertyTag(0x0077001F);
    public static final PropertyTag PidTagReceivedRepresentingEmailAddress =
            new PropertyTag(0x0078001F);
    public static final PropertyTag PidTagReceivedRepresentingEntryId = new PropertyTag(0x00430102);
    public static final PropertyTag PidTagReceivedRepresentingFlags = new PropertyTag(0x401C0003);
    public static final PropertyTag PidTagReceivedRepresentingName = new PropertyTag(0x0044001F);
    public static final PropertyTag PidTagReceivedRepresentingSearchKey =
            new PropertyTag(0x00520102);
    public static final PropertyTag PidTagReceivedRepresentingSmtpAddress =
            new PropertyTag(0x5D08001F);
    public static final PropertyTag PidTagReceiveFolderSettings = new PropertyTag(0x3415000D);
    public static final PropertyTag PidTagRecipientCertificate = new PropertyTag(0x0C130102);
    public static final PropertyTag PidTagRecipientDisplayName = new PropertyTag(0x5FF6001F);
    public static final PropertyTag PidTagRecipientEntryId = new PropertyTag(0x5FF70102);
    public static final PropertyTag PidTagRecipientFlags = new PropertyTag(0x5FFD0003);
    public static final PropertyTag PidTagRecipientNumber = new PropertyTag(0x66620003);
    public static final PropertyTag PidTagRecipientNumberForAdvice = new PropertyTag(0x0C14001F);
    public static final PropertyTag PidTagRecipientOrder = new PropertyTag(0x5FDF0003);
    public static final PropertyTag PidTagRecipientProposed = new PropertyTag(0x5FE1000B);
    public static final PropertyTag PidTagRecipientProposedEndTime = new PropertyTag(0x5FE40040);
    public static final PropertyTag PidTagRecipientProposedStartTime = new PropertyTag(0x5FE30040);
    public static final PropertyTag PidTagRecipientReassignmentProhibited =
            new PropertyTag(0x002B000B);
    public static final PropertyTag PidTagRecipientResourceState = new PropertyTag(0x5FDE0003);
    public static final PropertyTag PidTagRecipientStatus = new PropertyTag(0x0E150003);
    public static final PropertyTag PidTagRecipientTrackStatus = new PropertyTag(0x5FFF0003);
    public static final PropertyTag PidTagRecipientTrackStatusTime = new PropertyTag(0x5FFB0040);
    public static final PropertyTag PidTagRecipientType = new PropertyTag(0x0C150003);
    public static final PropertyTag PidTagRecordKey = new PropertyTag(0x0FF90102);
    public static final PropertyTag PidTagRedirectionHistory = new PropertyTag(0x002C0102);
    public static final PropertyTag PidTagReferredByName = new PropertyTag(0x3A47001F);
    public static final PropertyTag PidTagRegisteredMailType = new PropertyTag(0x0C160003);
    public static final PropertyTag PidTagRelatedMessageIds = new PropertyTag(0x002D0102);
    public static final PropertyTag PidTagRemindersOnlineEntryId = new PropertyTag(0x36D50102);
    public static final PropertyTag PidTagRemoteMessageTransferAgent = new PropertyTag(0x0C21001F);
    public static final PropertyTag PidTagRemoteProgress = new PropertyTag(0x3E0B0003);
    public static final PropertyTag PidTagRemoteProgressText = new PropertyTag(0x3E0C001F);
    public static final PropertyTag PidTagRemoteValidateOk = new PropertyTag(0x3E0D000B);
    public static final PropertyTag PidTagRenderingPosition = new PropertyTag(0x370B0003);
    public static final PropertyTag PidTagReplChangenum = new PropertyTag(0x0E330014);
    public static final PropertyTag PidTagReplCopiedfromItemid = new PropertyTag(0x0E3D0102);
    public static final PropertyTag PidTagReplCopiedfromVersionhistory =
            new PropertyTag(0x0E3C0102);
    public static final PropertyTag PidTagReplFlags = new PropertyTag(0x0E380003);
    public static final PropertyTag PidTagReplItemid = new PropertyTag(0x0E300102);
    public static final PropertyTag PidTagReplVersionHistory = new PropertyTag(0x0E340102);
    public static final PropertyTag PidTagReplyRecipientEntries = new PropertyTag(0x004F0102);
    public static final PropertyTag PidTagReplyRecipientNames = new PropertyTag(0x0050001F);
    public static final PropertyTag PidTagReplyRequested = new PropertyTag(0x0C17000B);
    public static final PropertyTag PidTagReplyTemplateId = new PropertyTag(0x65C20102);
    public static final PropertyTag PidTagReplyTime = new PropertyTag(0x00300040);
    public static final PropertyTag PidTagReportDisposition = new PropertyTag(0x0080001F);
    public static final PropertyTag PidTagReportDispositionMode = new PropertyTag(0x0081001F);
    public static final PropertyTag PidTagReportDispositionOptions = new PropertyTag(0x0085001F);
    public static final PropertyTag PidTagReportDispositionToEmailAddresses =
            new PropertyTag(0x0084101F);
    public static final PropertyTag PidTagReportDispositionToNames = new PropertyTag(0x0083101F);
    public static final PropertyTag PidTagReportEntryId = new PropertyTag(0x00450102);
    public static final PropertyTag PidTagReportingDistributionListName =
            new PropertyTag(0x10030102);
    public static final PropertyTag PidTagReportingMessageTransferAgent =
            new PropertyTag(0x6820001F);
    public static final PropertyTag PidTagReportingMessageTransferAgentCertificate =
            new PropertyTag(0x10040102);
    public static final PropertyTag PidTagReportName = new PropertyTag(0x003A001F);
    public static final PropertyTag PidTagReportOriginalSender = new PropertyTag(0x0082001F);
    public static final PropertyTag PidTagReportSearchKey = new PropertyTag(0x00540102);
    public static final PropertyTag PidTagReportTag = new PropertyTag(0x00310102);
    public static final PropertyTag PidTagReportText = new PropertyTag(0x1001001F);
    public static final PropertyTag PidTagReportTime = new PropertyTag(0x00320040);
    public static final PropertyTag PidTagRequestedDeliveryMethod = new PropertyTag(0x0C180003);
    public static final PropertyTag PidTagResolveMethod = new PropertyTag(0x3FE70003);
    public static final PropertyTag PidTagResourceFlags = new PropertyTag(0x30090003);
    public static final PropertyTag PidTagResourceMethods = new PropertyTag(0x3E020003);
    public static final PropertyTag PidTagResourcePath = new PropertyTag(0x3E07001F);
    public static final PropertyTag PidTagResourceType = new PropertyTag(0x3E030003);
    public static final PropertyTag PidTagResponseRequested = new PropertyTag(0x0063000B);
    public static final PropertyTag PidTagResponsibility = new PropertyTag(0x0E0F000B);
    public static final PropertyTag PidTagRetentionDate = new PropertyTag(0x301C0040);
    public static final PropertyTag PidTagRetentionFlags = new PropertyTag(0x301D0003);
    public static final PropertyTag PidTagRetentionPeriod = new PropertyTag(0x301A0003);
    public static final PropertyTag PidTagReturnedMessageid = new PropertyTag(0x0033000B);
    public static final PropertyTag PidTagRights = new PropertyTag(0x66390003);
    public static final PropertyTag PidTagRoamingBinary = new PropertyTag(0x7C090102);
    public static final PropertyTag PidTagRoamingDatatypes = new PropertyTag(0x7C060003);
    public static final PropertyTag PidTagRoamingDictionary = new PropertyTag(0x7C070102);
    public static final PropertyTag PidTagRoamingXmlStream = new PropertyTag(0x7C080102);
    public static final PropertyTag PidTagRowid = new PropertyTag(0x30000003);
    public static final PropertyTag PidTagRowType = new PropertyTag(0x0FF50003);
    public static final PropertyTag PidTagRtfCompressed = new PropertyTag(0x10090102);
    public static final PropertyTag PidTagRtfInSync = new PropertyTag(0x0E1F000B);
    public static final PropertyTag PidTagRtfSyncBodyCount = new PropertyTag(0x10070003);
    public static final PropertyTag PidTagRtfSyncBodyCrc = new PropertyTag(0x10060003);
    public static final PropertyTag PidTagRtfSyncBodyTag = new PropertyTag(0x1008001F);
    public static final PropertyTag PidTagRtfSyncPrefixCount = new PropertyTag(0x10100003);
    public static final PropertyTag PidTagRtfSyncTrailingCount = new PropertyTag(0x10110003);
    public static final PropertyTag PidTagRuleActionNumber = new PropertyTag(0x66500003);
    public static final PropertyTag PidTagRuleActions = new PropertyTag(0x668000FE);
    public static final PropertyTag PidTagRuleActionType = new PropertyTag(0x66490003);
    public static final PropertyTag PidTagRuleCondition = new PropertyTag(0x667900FD);
    public static final PropertyTag PidTagRuleError = new PropertyTag(0x66480003);
    public static final PropertyTag PidTagRuleFolderEntryId = new PropertyTag(0x66510102);
    public static final PropertyTag PidTagRuleId = new PropertyTag(0x66740014);
    public static final PropertyTag PidTagRuleIds = new PropertyTag(0x66750102);
    public static final PropertyTag PidTagRuleLevel = new PropertyTag(0x66830003);
    public static final PropertyTag PidTagRuleMessageLevel = new PropertyTag(0x65ED0003);
    public static final PropertyTag PidTagRuleMessageName = new PropertyTag(0x65EC001F);
    public static final PropertyTag PidTagRuleMessageProvider = new PropertyTag(0x65EB001F);
    public static final PropertyTag PidTagRuleMessageProviderData = new PropertyTag(0x65EE0102);
    public static final PropertyTag PidTagRuleMessageSequence = new PropertyTag(0x65F30003);
    public static final PropertyTag PidTagRuleMessageState = new PropertyTag(0x65E90003);
    public static final PropertyTag PidTagRuleMessageUserFlags = new PropertyTag(0x65EA0003);
    public static final PropertyTag PidTagRuleMsgActions = new PropertyTag(0x65EF0102);
    public static final PropertyTag PidTagRuleMsgCondition = new PropertyTag(0x65F00102);
    public static final PropertyTag PidTagRuleMsgName = new PropertyTag(0x65EC001F);
    public static final PropertyTag PidTagRuleMsgProvider = new PropertyTag(0x65EB001F);
    public static final PropertyTag PidTagRuleName = new PropertyTag(0x6682001F);
    public static final PropertyTag PidTagRuleProvider = new PropertyTag(0x6681001F);
    public static final PropertyTag PidTagRuleProviderData = new PropertyTag(0x66840102);
    public static final PropertyTag PidTagRuleSequence = new PropertyTag(0x66760003);
    public static final PropertyTag PidTagRulesTable = new PropertyTag(0x3FE1000D);
    public static final PropertyTag PidTagRuleState = new PropertyTag(0x66770003);
    public static final PropertyTag PidTagRuleUserFlags = new PropertyTag(0x66780003);
    public static final PropertyTag PidTagRwRulesStream = new PropertyTag(0x68020102);
    public static final PropertyTag PidTagScheduleInfoAppointmentTombstone =
            new PropertyTag(0x686A0102);
    public static final PropertyTag PidTagScheduleInfoAutoAcceptAppointments =
            new PropertyTag(0x686D000B);
    public static final PropertyTag PidTagScheduleInfoDelegateEntryIds =
            new PropertyTag(0x68451102);
    public static final PropertyTag PidTagScheduleInfoDelegateNames = new PropertyTag(0x6844101F);
    public static final PropertyTag PidTagScheduleInfoDelegateNamesW = new PropertyTag(0x684A101F);
    public static final PropertyTag PidTagScheduleInfoDelegatorWantsCopy =
            new PropertyTag(0x6842000B);
    public static final PropertyTag PidTagScheduleInfoDelegatorWantsInfo =
            new PropertyTag(0x684B000B);
    public static final PropertyTag PidTagScheduleInfoDisallowOverlappingAppts =
            new PropertyTag(0x686F000B);
    public static final PropertyTag PidTagScheduleInfoDisallowRecurringAppts =
            new PropertyTag(0x686E000B);
    public static final PropertyTag PidTagScheduleInfoDontMailDelegates =
            new PropertyTag(0x6843000B);
    public static final PropertyTag PidTagScheduleInfoFreeBusy = new PropertyTag(0x686C0102);
    public static final PropertyTag PidTagScheduleInfoFreeBusyAway = new PropertyTag(0x68561102);
    public static final PropertyTag PidTagScheduleInfoFreeBusyBusy = new PropertyTag(0x68541102);
    public static final PropertyTag PidTagScheduleInfoFreeBusyMerged = new PropertyTag(0x68501102);
    public static final PropertyTag PidTagScheduleInfoFreeBusyTentative =
            new PropertyTag(0x68521102);
    public static final PropertyTag PidTagScheduleInfoMonthsAway = new PropertyTag(0x68551003);
    public static final PropertyTag PidTagScheduleInfoMonthsBusy = new PropertyTag(0x68531003);
    public static final PropertyTag PidTagScheduleInfoMonthsMerged = new PropertyTag(0x684F1003);
    public static final PropertyTag PidTagScheduleInfoMonthsTentative = new PropertyTag(0x68511003);
    public static final PropertyTag PidTagScheduleInfoResourceType = new PropertyTag(0x68410003);
    public static final PropertyTag PidTagSchedulePlusFreeBusyEntryId = new PropertyTag(0x66220102);
    public static final PropertyTag PidTagScriptData = new PropertyTag(0x00040102);
    public static final PropertyTag PidTagSearch = new PropertyTag(0x3607000D);
    public static final PropertyTag PidTagSearchFolderDefinition = new PropertyTag(0x68450102);
    public static final PropertyTag PidTagSearchFolderEfpFlags = new PropertyTag(0x68480003);
    public static final PropertyTag PidTagSearchFolderExpiration = new PropertyTag(0x683A0003);
    public static final PropertyTag PidTagSearchFolderId = new PropertyTag(0x68420102);
    public static final PropertyTag PidTagSearchFolderLastUsed = new PropertyTag(0x68340003);
    public static final PropertyTag PidTagSearchFolderRecreateInfo = new PropertyTag(0x68440102);
    public static final PropertyTag PidTagSearchFolderStorageType = new PropertyTag(0x68460003);
    public static final PropertyTag PidTagSearchFolderTag = new PropertyTag(0x68470003);
    public static final PropertyTag PidTagSearchFolderTemplateId = new PropertyTag(0x68410003);
    public static final PropertyTag PidTagSearchKey = new PropertyTag(0x300B0102);
    public static final PropertyTag PidTagSecureSubmitFlags = new PropertyTag(0x65C60003);
    public static final PropertyTag PidTagSecurity = new PropertyTag(0x00340003);
    public static final PropertyTag PidTagSecurityDescriptor = new PropertyTag(0x0E270102);
    public static final PropertyTag PidTagSecurityDescriptorAsXml = new PropertyTag(0x0E6A001F);
    public static final PropertyTag PidTagSelectable = new PropertyTag(0x3609000B);
    public static final PropertyTag PidTagSenderAddressType = new PropertyTag(0x0C1E001F);
    public static final PropertyTag PidTagSenderEmailAddress = new PropertyTag(0x0C1F001F);
    public static final PropertyTag PidTagSenderEntryId = new PropertyTag(0x0C190102);
    public static final PropertyTag PidTagSenderFlags = new PropertyTag(0x40190003);
    public static final PropertyTag PidTagSenderIdStatus = new PropertyTag(0x40790003);
    public static final PropertyTag PidTagSenderName = new PropertyTag(0x0C1A001F);
    public static final PropertyTag PidTagSenderSearchKey = new PropertyTag(0x0C1D0102);
    public static final PropertyTag PidTagSenderSimpleDisplayName = new PropertyTag(0x4030001F);
    public static final PropertyTag PidTagSenderSmtpAddress = new PropertyTag(0x5D01001F);
    public static final PropertyTag PidTagSenderTelephoneNumber = new PropertyTag(0x6802001F);
    public static final PropertyTag PidTagSendInternetEncoding = new PropertyTag(0x3A710003);
    public static final PropertyTag PidTagSendOutlookRecallReport = new PropertyTag(0x6803000B);
    public static final PropertyTag PidTagSendRichInfo = new PropertyTag(0x3A40000B);
    public static final PropertyTag PidTagSensitivity = new PropertyTag(0x00360003);
    public static final PropertyTag PidTagSentMailEntryId = new PropertyTag(0x0E0A0102);
    public static final PropertyTag PidTagSentMailSvrEID = new PropertyTag(0x674000FB);
    public static final PropertyTag PidTagSentRepresentingAddressType = new PropertyTag(0x0064001F);
    public static final PropertyTag PidTagSentRepresentingEmailAddress =
            new PropertyTag(0x0065001F);
    public static final PropertyTag PidTagSentRepresentingEntryId = new PropertyTag(0x00410102);
    public static final PropertyTag PidTagSentRepresentingFlags = new PropertyTag(0x401A0003);
    public static final PropertyTag PidTagSentRepresentingName = new PropertyTag(0x0042001F);
    public static final PropertyTag PidTagSentRepresentingSearchKey = new PropertyTag(0x003B0102);
    public static final PropertyTag PidTagSentRepresentingSimpleDisplayName =
            new PropertyTag(0x4031001F);
    public static final PropertyTag PidTagSentRepresentingSmtpAddress = new PropertyTag(0x5D02001F);
    public static final PropertyTag PidTagSerializedReplidGuidMap = new PropertyTag(0x66380102);
    public static final PropertyTag PidTagServiceDeleteFiles = new PropertyTag(0x3D10101F);
    public static final PropertyTag PidTagServiceDllName = new PropertyTag(0x3D0A001F);
    public static final PropertyTag PidTagServiceEntryName = new PropertyTag(0x3D0B001F);
    public static final PropertyTag PidTagServiceExtraUids = new PropertyTag(0x3D0D0102);
    public static final PropertyTag PidTagServiceInstallId = new PropertyTag(0x3D13001F);
    public static final PropertyTag PidTagServiceName = new PropertyTag(0x3D09001F);
    public static final PropertyTag PidTagServices = new PropertyTag(0x3D0E0102);
    public static final PropertyTag PidTagServiceSupportFiles = new PropertyTag(0x3D0F101F);
    public static final PropertyTag PidTagServiceUid = new PropertyTag(0x3D0C0102);
    public static final PropertyTag PidTagShortTermEntryIdFromObject = new PropertyTag(0x66710102);
    public static final PropertyTag PidTagShortTermParentEntryIdFromObject =
            new PropertyTag(0x66720102);
    public static final PropertyTag PidTagSmtpAddress = new PropertyTag(0x39FE001F);
    public static final PropertyTag PidTagSortLocaleId = new PropertyTag(0x67050003);
    public static final PropertyTag PidTagSourceKey = new PropertyTag(0x65E00102);
    public static final PropertyTag PidTagSpamJunkSenders = new PropertyTag(0x041A001F);
    public static final PropertyTag PidTagSpamThreshold = new PropertyTag(0x041B0003);
    public static final PropertyTag PidTagSpamTrustedRecipients = new PropertyTag(0x0419001F);
    public static final PropertyTag PidTagSpamTrustedSenders = new PropertyTag(0x0418001F);
    public static final PropertyTag PidTagSpokenName = new PropertyTag(0x8CC20102);
    public static final PropertyTag PidTagSpoolerStatus = new PropertyTag(0x0E100003);
    public static final PropertyTag PidTagSpouseName = new PropertyTag(0x3A48001F);
    public static final PropertyTag PidTagStartDate = new PropertyTag(0x00600040);
    public static final PropertyTag PidTagStartDateEtc = new PropertyTag(0x301B0102);
    public static final PropertyTag PidTagStartEmbed = new PropertyTag(0x40010003);
    public static final PropertyTag PidTagStartFAIMsg = new PropertyTag(0x40100003);
    public static final PropertyTag PidTagStartMessage = new PropertyTag(0x400C0003);
    public static final PropertyTag PidTagStartRecip = new PropertyTag(0x40030003);
    public static final PropertyTag PidTagStartSubFld = new PropertyTag(0x400A0003);
    public static final PropertyTag PidTagStartTopFld = new PropertyTag(0x40090003);
    public static final PropertyTag PidTagStateOrProvince = new PropertyTag(0x3A28001F);
    public static final PropertyTag PidTagStatus = new PropertyTag(0x360B0003);
    public static final PropertyTag PidTagStatusCode = new PropertyTag(0x3E040003);
    public static final PropertyTag PidTagStatusString = new PropertyTag(0x3E08001F);
    public static final PropertyTag PidTagStoreEntryId = new PropertyTag(0x0FFB0102);
    public static final PropertyTag PidTagStoreProvider = new PropertyTag(0x34140102);
    public static final PropertyTag PidTagStoreProviders = new PropertyTag(0x3D000102);
    public static final PropertyTag PidTagStoreRecordKey = new PropertyTag(0x0FFA0102);
    public static final PropertyTag PidTagStoreState = new PropertyTag(0x340E0003);
    public static final PropertyTag PidTagStoreSupportMask = new PropertyTag(0x340D0003);
    public static final PropertyTag PidTagStoreUnicodeMask = new PropertyTag(0x340F0003);
    public static final PropertyTag PidTagStreetAddress = new PropertyTag(0x3A29001F);
    public static final PropertyTag PidTagSubfolder = new PropertyTag(0x6708000B);
    public static final PropertyTag PidTagSubfolders = new PropertyTag(0x360A000B);
    public static final PropertyTag PidTagSubject = new PropertyTag(0x0037001F);
    public static final PropertyTag PidTagSubjectMessageId = new PropertyTag(0x00380102);
    public static final PropertyTag PidTagSubjectPrefix = new PropertyTag(0x003D001F);
    public static final PropertyTag PidTagSubmitFlags = new PropertyTag(0x0E140003);
    public static final PropertyTag PidTagSupplementaryInfo = new PropertyTag(0x0C1B001F);
    public static final PropertyTag PidTagSurname = new PropertyTag(0x3A11001F);
    public static final PropertyTag PidTagSwappedToDoData = new PropertyTag(0x0E2D0102);
    public static final PropertyTag PidTagSwappedToDoStore = new PropertyTag(0x0E2C0102);
    public static final PropertyTag PidTagTargetEntryId = new PropertyTag(0x30100102);
    public static final PropertyTag PidTagTelecommunicationsDeviceForDeafTelephoneNumber =
            new PropertyTag(0x3A4B001F);
    public static final PropertyTag PidTagTelexNumber = new PropertyTag(0x3A2C001F);
    public static final PropertyTag PidTagTemplateData = new PropertyTag(0x00010102);
    public static final PropertyTag PidTagTemplateid = new PropertyTag(0x39020102);
    public static final PropertyTag PidTagTemporaryDefaultDocument = new PropertyTag(0x3F20001F);
    public static final PropertyTag PidTagTextAttachmentCharset = new PropertyTag(0x371B001F);
    public static final PropertyTag PidTagThumbnailPhoto = new PropertyTag(0x8C9E0102);
    public static final PropertyTag PidTagTitle = new PropertyTag(0x3A17001F);
    public static final PropertyTag PidTagTnefCorrelationKey = new PropertyTag(0x007F0102);
    public static final PropertyTag PidTagTnefUnprocessedProps = new PropertyTag(0x0E9C0102);
    public static final PropertyTag PidTagToDoItemFlags = new PropertyTag(0x0E2B0003);
    public static final PropertyTag PidTagTransmittableDisplayName = new PropertyTag(0x3A20001F);
    public static final PropertyTag PidTagTransportKey = new PropertyTag(0x0E160003);
    public static final PropertyTag PidTagTransportMessageHeaders = new PropertyTag(0x007D001F);
    public static final PropertyTag PidTagTransportProviders = new PropertyTag(0x3D020102);
    public static final PropertyTag PidTagTransportStatus = new PropertyTag(0x0E110003);
    public static final PropertyTag PidTagTrustSender = new PropertyTag(0x0E790003);
    public static final PropertyTag PidTagTypeOfX400User = new PropertyTag(0x0C1C0003);
    public static final PropertyTag PidTagUrlCompName = new PropertyTag(0x10F3001F);
    public static final PropertyTag PidTagUrlCompNameSet = new PropertyTag(0x0E62000B);
    public static final PropertyTag PidTagUrlComponentName = new PropertyTag(0x10F3001F);
    public static final PropertyTag PidTagUrlName = new PropertyTag(0x6707001F);
    public static final PropertyTag PidTagUserCertificate = new PropertyTag(0x3A220102);
    public static final PropertyTag PidTagUserEntryId = new PropertyTag(0x66190102);
    public static final PropertyTag PidTagUserFields = new PropertyTag(0x36E30102);
    public static final PropertyTag PidTagUserX509Certificate = new PropertyTag(0x3A701102);
    public static final PropertyTag PidTagValidFolderMask = new PropertyTag(0x35DF0003);
    public static final PropertyTag PidTagViewDescriptorBinary = new PropertyTag(0x70010102);
    public static final PropertyTag PidTagViewDescriptorFlags = new PropertyTag(0x70030003);
    public static final PropertyTag PidTagViewDescriptorLinkTo = new PropertyTag(0x70040102);
    public static final PropertyTag PidTagViewDescriptorName = new PropertyTag(0x7006001F);
    public static final PropertyTag PidTagViewDescriptorStrings = new PropertyTag(0x7002001F);
    public static final PropertyTag PidTagViewDescriptorVersion = new PropertyTag(0x70070003);
    public static final PropertyTag PidTagViewDescriptorViewFolder = new PropertyTag(0x70050102);
    public static final PropertyTag PidTagViewsEntryId = new PropertyTag(0x35E50102);
    public static final PropertyTag PidTagVoiceMessageAttachmentOrder = new PropertyTag(0x6805001F);
    public static final PropertyTag PidTagVoiceMessageDuration = new PropertyTag(0x68010003);
    public static final PropertyTag PidTagVoiceMessageSenderName = new PropertyTag(0x6803001F);
    public static final PropertyTag PidTagWeddingAnniversary = new PropertyTag(0x3A410040);
    public static final PropertyTag PidTagWizardNoPabPage = new PropertyTag(0x6701000B);
    public static final PropertyTag PidTagWizardNoPstPage = new PropertyTag(0x6700000B);
    public static final PropertyTag PidTagWlinkAddressBookEID = new PropertyTag(0x68540102);
    public static final PropertyTag PidTagWlinkAddressBookStoreEID = new PropertyTag(0x68910102);
    public static final PropertyTag PidTagWlinkCalendarColor = new PropertyTag(0x68530003);
    public static final PropertyTag PidTagWlinkClientID = new PropertyTag(0x68900102);
    public static final PropertyTag PidTagWlinkEntryId = new PropertyTag(0x684C0102);
    public static final PropertyTag PidTagWlinkFlags = new PropertyTag(0x684A0003);
    public static final PropertyTag PidTagWlinkFolderType = new PropertyTag(0x684F0102);
    public static final PropertyTag PidTagWlinkGroupClsid = new PropertyTag(0x68500102);
    public static final PropertyTag PidTagWlinkGroupHeaderID = new PropertyTag(0x68420102);
    public static final PropertyTag PidTagWlinkGroupName = new PropertyTag(0x6851001F);
    public static final PropertyTag PidTagWlinkOrdinal = new PropertyTag(0x684B0102);
    public static final PropertyTag PidTagWlinkRecordKey = new PropertyTag(0x684D0102);
    public static final PropertyTag PidTagWlinkROGroupType = new PropertyTag(0x68920003);
    public static final PropertyTag PidTagWlinkSaveStamp = new PropertyTag(0x68470003);
    public static final PropertyTag PidTagWlinkSection = new PropertyTag(0x68520003);
    public static final PropertyTag PidTagWlinkStoreEntryId = new PropertyTag(0x684E0102);
    public static final PropertyTag PidTagWlinkType = new PropertyTag(0x68490003);
    public static final PropertyTag PidTagX400ContentType = new PropertyTag(0x003C0102);
    public static final PropertyTag PidTagX400DeferredDeliveryCancel = new PropertyTag(0x3E09000B);
    public static final PropertyTag PidTagXCoordinate = new PropertyTag(0x3F050003);
    public static final PropertyTag PidTagYCoordinate = new PropertyTag(0x3F060003);

    private PropertyTags() {}
}

package org.rialto.protocols.ews;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ExchangeVersion;
import org.rialto.protocols.ews.soap.ResponseCode;
import org.rialto.protocols.ews.um.LegacyOperations;
import org.rialto.protocols.ews.um.PhoneOperations;
import org.rialto.protocols.ews.xml.Namespace;
import org.rialto.protocols.ews.xml.SchemaViolation;
import org.rialto.protocols.ews.xml.XmlInput;

/// The operations of one address. A new operation is a row of the list of its group, which is put
/// together here.
public final class OperationTable {
    /// Operations of the service that this server does not have yet: known, and refused as such.
    static final Set<String> NOT_THERE = Set
            .of(("ResolveNames ExpandDL GetServerTimeZones FindFolder"
                    + " FindItem GetFolder UploadItems ExportItems ConvertId CreateFolder CreateFolderPath"
                    + " DeleteFolder EmptyFolder UpdateFolder MoveFolder CopyFolder Subscribe Unsubscribe"
                    + " GetEvents GetStreamingEvents SyncFolderHierarchy SyncFolderItems"
                    + " CreateManagedFolder GetItem CreateItem DeleteItem UpdateItem"
                    + " UpdateItemInRecoverableItems SendItem MoveItem CopyItem ArchiveItem"
                    + " CreateAttachment DeleteAttachment GetAttachment GetClientAccessToken GetDelegate"
                    + " AddDelegate RemoveDelegate UpdateDelegate CreateUserConfiguration"
                    + " DeleteUserConfiguration GetUserConfiguration UpdateUserConfiguration"
                    + " GetUserAvailabilityRequest GetUserOofSettingsRequest SetUserOofSettingsRequest"
                    + " GetServiceConfiguration GetMailTips GetSharingMetadata RefreshSharingFolder"
                    + " GetSharingFolder SetTeamMailbox UnpinTeamMailbox GetRoomLists GetRooms"
                    + " FindMessageTrackingReport GetMessageTrackingReport FindPeople GetPersona"
                    + " GetInboxRules UpdateInboxRules GetPasswordExpirationDate GetSearchableMailboxes"
                    + " SearchMailboxes GetDiscoverySearchConfiguration GetHoldOnMailboxes"
                    + " SetHoldOnMailboxes GetNonIndexableItemStatistics GetNonIndexableItemDetails"
                    + " MarkAllItemsAsRead MarkAsJunk GetAppManifests AddNewImContactToGroup"
                    + " AddNewTelUriContactToGroup AddImContactToGroup RemoveImContactFromGroup AddImGroup"
                    + " AddDistributionGroupToImList GetImItemList GetImItems RemoveContactFromImList"
                    + " RemoveDistributionGroupFromImList RemoveImGroup SetImGroup"
                    + " SetImListMigrationCompleted GetUserRetentionPolicyTags InstallApp UninstallApp"
                    + " DisableApp GetAppMarketplaceUrl GetUserPhoto SetUserPhoto FindConversation"
                    + " ApplyConversationAction GetConversationItems").split(" "));

    /// `/EWS/Exchange.asmx`.
    public static final OperationTable EXCHANGE = new OperationTable(
            List.of(PhoneOperations.ROWS, LegacyOperations.ROWS));
    /// `/EWS/UM2007Legacy.asmx`: the operations as Exchange 2007 had them, where some have the name
    /// of a later one.
    public static final OperationTable LEGACY_UM = new OperationTable(
            List.of(LegacyOperations.ROWS, LegacyOperations.PLAY_ROWS));

    private final Map<String, Operation<?>> rows = new HashMap<>();

    private OperationTable(List<List<Operation<?>>> groups) {
        for (List<Operation<?>> group : groups) {
            for (Operation<?> row : group) {
                if (rows.put(row.name(), row) != null)
                    throw new IllegalStateException("two operations are called " + row.name());
            }
        }
    }

    Set<String> names() { return Set.copyOf(rows.keySet()); }

    /// The row of the element that the input stands on.
    Operation<?> row(XmlInput in, ExchangeVersion version) throws SchemaViolation, EwsFault {
        Operation<?> row = in.namespace().equals(Namespace.MESSAGES.uri())
                ? rows.get(in.name())
                : null;
        if (row != null) {
            if (version.isAtLeast(row.since()))
                return row;
            throw new EwsFault(ResponseCode.INVALID_SERVER_VERSION, row.name()
                    + " is not in the schema of " + version.word() + ".");
        }
        if (in.namespace().equals(Namespace.MESSAGES.uri()) && NOT_THERE.contains(in.name())) {
            throw new EwsFault(ResponseCode.INVALID_OPERATION,
                    "The operation " + in.name() + " is not supported by this server.");
        }
        throw in.unexpected();
    }
}

package org.rialto.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.client.Account;
import org.rialto.client.Discovery;
import org.rialto.client.MapiClient;
import org.rialto.client.RemoteAttachment;
import org.rialto.client.RemoteFolder;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.client.RemoteMessage;
import org.rialto.client.RemoteStream;
import org.rialto.client.RemoteTable;
import org.rialto.client.ServerTrust;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrder;

/// The newest voice mail of a mailbox as a MAPI client has it, for `acceptance/checks/um.py` and
/// `um_calls.py`: its entry id in base64, a line for each other property, and the sound, read by a stream, in a file. Arguments: the server's URL, its
/// certificate, address, password, the file.
public final class VoiceMailCheck {
    private static final List<PropertyTag> SHOWN = List.of(PropertyTags.PidTagMessageClass,
            PropertyTags.PidTagSenderTelephoneNumber, PropertyTags.PidTagVoiceMessageSenderName,
            PropertyTags.PidTagVoiceMessageDuration,
            PropertyTags.PidTagVoiceMessageAttachmentOrder, PropertyTags.PidTagSubject,
            PropertyTags.PidTagImportance);

    private VoiceMailCheck() {}

    public static void main(String[] arguments) throws Exception {
        try (HttpClient http = ServerTrust.http(Path.of(arguments[1]))) {
            Account account = new Account(http, arguments[2], arguments[3]);
            Discovery found = Discovery.of(account, URI.create(arguments[0]), arguments[2]);
            try (MapiClient client = MapiClient.connect(account, found)) {
                read(client.logOn().open(Place.INBOX), Path.of(arguments[4]));
            }
        }
    }

    private static void read(RemoteFolder inbox, Path file) throws Exception {
        MessageId id;
        try (RemoteTable table = inbox.contents().columns(PropertyTags.PidTagMid)
                .sort(SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime))) {
            id = MessageId.ofLong((Long) Objects.requireNonNull(table.rows(1).getFirst()
                    .value(0)));
        }
        try (RemoteMessage message = inbox.open(id)) {
            List<@Nullable Object> values = message.get(SHOWN.toArray(PropertyTag[]::new));
            if (message.get(PropertyTags.PidTagEntryId).getFirst() instanceof Binary entryId)
                System.out.println(Base64.getEncoder().encodeToString(entryId.toByteArray()));
            for (Object value : values)
                System.out.println(value);
            try (RemoteAttachment attachment = message.attachment(0);
                    RemoteStream stream = attachment
                            .read(PropertyTags.PidTagAttachDataBinary)) {
                System.out.println(attachment.get(PropertyTags.PidTagAttachLongFilename)
                        .getFirst());
                Files.write(file, stream.readAll());
            }
        }
    }
}

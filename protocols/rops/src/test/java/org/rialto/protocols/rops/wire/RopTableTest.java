package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.protocols.rops.wire.attachment.AttachmentRequest;
import org.rialto.protocols.rops.wire.attachment.AttachmentResponse;
import org.rialto.protocols.rops.wire.folder.FolderRequest;
import org.rialto.protocols.rops.wire.folder.FolderResponse;
import org.rialto.protocols.rops.wire.logon.LogonRequest;
import org.rialto.protocols.rops.wire.logon.LogonResponse;
import org.rialto.protocols.rops.wire.message.MessageRequest;
import org.rialto.protocols.rops.wire.message.MessageResponse;
import org.rialto.protocols.rops.wire.notification.NotificationRequest;
import org.rialto.protocols.rops.wire.notification.NotificationResponse;
import org.rialto.protocols.rops.wire.other.OtherRequest;
import org.rialto.protocols.rops.wire.other.OtherResponse;
import org.rialto.protocols.rops.wire.permission.PermissionRequest;
import org.rialto.protocols.rops.wire.permission.PermissionResponse;
import org.rialto.protocols.rops.wire.property.PropertyRequest;
import org.rialto.protocols.rops.wire.property.PropertyResponse;
import org.rialto.protocols.rops.wire.rule.RuleRequest;
import org.rialto.protocols.rops.wire.rule.RuleResponse;
import org.rialto.protocols.rops.wire.stream.StreamRequest;
import org.rialto.protocols.rops.wire.stream.StreamResponse;
import org.rialto.protocols.rops.wire.synchronization.SynchronizationRequest;
import org.rialto.protocols.rops.wire.synchronization.SynchronizationResponse;
import org.rialto.protocols.rops.wire.table.TableRequest;
import org.rialto.protocols.rops.wire.table.TableResponse;
import org.rialto.protocols.rops.wire.transfer.TransferRequest;
import org.rialto.protocols.rops.wire.transfer.TransferResponse;
import org.rialto.protocols.rops.wire.transport.TransportRequest;
import org.rialto.protocols.rops.wire.transport.TransportResponse;

class RopTableTest {
    private static final List<Class<?>> REQUESTS = List.of(LogonRequest.class,
            FolderRequest.class, MessageRequest.class, AttachmentRequest.class,
            PropertyRequest.class, StreamRequest.class, TableRequest.class,
            PermissionRequest.class, RuleRequest.class, TransportRequest.class,
            NotificationRequest.class, TransferRequest.class, SynchronizationRequest.class,
            OtherRequest.class);
    private static final List<Class<?>> RESPONSES = List.of(LogonResponse.class,
            FolderResponse.class, MessageResponse.class, AttachmentResponse.class,
            PropertyResponse.class, StreamResponse.class, TableResponse.class,
            PermissionResponse.class, RuleResponse.class, TransportResponse.class,
            NotificationResponse.class, TransferResponse.class, SynchronizationResponse.class,
            OtherResponse.class);

    private static Set<Class<?>> members(List<Class<?>> families) {
        return families.stream().flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .collect(Collectors.toSet());
    }

    @Test
    void hasARowForEveryOperationOfTheDocument() throws IOException {
        List<String> document = Files.readAllLines(Path.of("src/test/resources/rops.tsv")).stream()
                .filter(line -> line.startsWith("0x")).map(line -> line.split("\t"))
                .map(row -> String.join(" ", row[0], row[1], row[3], row[4])).toList();
        List<String> ours = RopTable.rows().stream()
                .map(row -> String.format("0x%02X %s %s %s", row.id().code(), row.id(),
                        row.request() == null ? "no" : "yes",
                        // Answered under another operation's id. MS-OXCROPS §2.2.6.9.2.
                        row.response() == null && row.id() != RopId.GET_MESSAGE_STATUS
                                ? "no"
                                : "yes"))
                .toList();
        assertThat(ours).isEqualTo(document).hasSize(132);
    }

    @Test
    void readsEveryRequestOfTheSealedFamilies() {
        Set<Class<?>> read = WireSamples.requests().stream()
                .map(sample -> WireSamples.readRequest(sample.bytes()).getClass())
                .collect(Collectors.toSet());
        assertThat(read).isEqualTo(members(REQUESTS)).hasSize(128);
    }

    @Test
    void readsEveryResponseOfTheSealedFamilies() {
        Set<Class<?>> read = WireSamples.responses().stream()
                .map(sample -> WireSamples.readResponse(sample.bytes()).getClass())
                .filter(kind -> kind != RopFailure.class).collect(Collectors.toSet());
        assertThat(read).isEqualTo(members(RESPONSES));
    }

    /// The record of an operation is in the file of its name.
    @Test
    void recordsStandInTheFilesOfTheirOperations() {
        Stream.of(REQUESTS, RESPONSES).flatMap(families -> members(families).stream())
                .forEach(member -> assertThat(Arrays.stream(RopId.values()).map(RopId::toString))
                        .contains(member.getEnclosingClass().getSimpleName()));
    }

    @Test
    void refusesReservedOperations() {
        for (int id = 0; id < 256; id++) {
            byte[] bytes = new byte[64];
            bytes[0] = (byte) id;
            if (RopId.of(id) == null) {
                assertThatExceptionOfType(MalformedDataException.class)
                        .isThrownBy(() -> WireSamples.readRequest(bytes));
                assertThatExceptionOfType(MalformedDataException.class)
                        .isThrownBy(() -> WireSamples.readResponse(bytes));
            }
        }
    }

    @Test
    void refusesRequestsForWhatOnlyTheServerSends() {
        for (RopId id : List.of(RopId.NOTIFY, RopId.PENDING, RopId.BACKOFF,
                RopId.BUFFER_TOO_SMALL)) {
            assertThatExceptionOfType(MalformedDataException.class).isThrownBy(
                    () -> WireSamples.readRequest(new byte[]{(byte) id.code(), 0, 0, 0, 0}));
        }
    }
}

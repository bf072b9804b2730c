package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;

class EntryIdTest {
    private static final UUID MAILBOX = UUID.fromString("11111111-2222-3333-4444-555555555555");

    @Test
    void foldersAndMessagesHaveTheSizesOfTheDocument() {
        GlobalId id = new GlobalId(MAILBOX, 1);
        assertThat(new EntryId.Folder(MAILBOX, EntryId.ObjectType.PRIVATE_FOLDER, id).encode()
                .length()).isEqualTo(46);
        assertThat(new EntryId.Message(MAILBOX, EntryId.ObjectType.PRIVATE_MESSAGE, id, id)
                .encode().length()).isEqualTo(70);
    }

    @Test
    void readsOneOffNamesInEitherEncoding() {
        String head = "00000000812B1FA4BEA310199D6E00DD010F54020000";
        EntryId narrow = EntryId.decode(Binary.ofHex(head + "0110" + "416E6E61E900" + "534D545000"
                + "61406200"), StandardCharsets.ISO_8859_1);
        assertThat(narrow).isEqualTo(EntryId.OneOff.smtp("Anna\u00E9", "a@b"));
        Binary wide = Binary.ofHex(head + "0190" + "41006E006E006100E9000000"
                + "53004D00540050000000" + "6100400062000000");
        assertThat(EntryId.decode(wide)).isEqualTo(narrow);
        assertThat(narrow.encode()).isEqualTo(wide);
    }

    @Test
    void anAddressBookIdEndsWithItsName() {
        EntryId id = new EntryId.AddressBook(EntryId.AddressBook.DISTRIBUTION_LIST, "/o=R");
        assertThat(id.encode())
                .isEqualTo(Binary.ofHex("00000000" + "DCA740C8C042101AB4B908002B2FE182"
                        + "01000000" + "01000000" + "2F6F3D5200"));
    }

    @Test
    void toleratesTheBytesThatOldOutlookLeavesBehindAContact() {
        EntryId contact = new EntryId.ContactAddress(1, Binary.ofHex("0102"));
        Binary longer = Binary.ofHex(contact.encode().hex() + "AABBCC");
        assertThat(EntryId.decode(longer)).isEqualTo(contact);
        assertThat(EntryId.decode(Binary.ofHex(longer.hex() + "DD")))
                .isInstanceOf(EntryId.Opaque.class);
    }

    @Test
    void readsAStoreWhoseLibraryNameIsInSmallLetters() {
        EntryId store = new EntryId.Store(StoreEntryId.mailbox("mail", "/o=R/cn=anna"));
        String small = store.encode().hex().replace("454D534D44422E444C4C",
                "656D736D64622E646C6C");
        assertThat(small).isNotEqualTo(store.encode().hex());
        assertThat(EntryId.decode(Binary.ofHex(small))).isEqualTo(store);
    }

    @Test
    void whatIsNotKnownComesBackUnchanged() {
        Binary foreign = Binary.ofHex("01000000" + "812B1FA4BEA310199D6E00DD010F5402" + "99");
        assertThat(EntryId.decode(foreign).encode()).isEqualTo(foreign);
        Binary brokenOneOff = Binary.ofHex("00000000" + "812B1FA4BEA310199D6E00DD010F5402" + "99");
        assertThat(EntryId.decode(brokenOneOff)).isInstanceOf(EntryId.Opaque.class);
        assertThat(EntryId.decode(brokenOneOff).encode()).isEqualTo(brokenOneOff);
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> EntryId.decode(Binary.wrap(new byte[19])));
    }
}

package org.rialto.protocols.nspi;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.directory.EnterpriseName;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// What a client's dialog shows of an object: pages of labels and fields. MS-OXOABKT §2.2.2.1.
record DisplayTemplate(String name, List<Control> controls) {
    /// §2.2.2.1.2: TRow. Sizes are in dialog units.
    ///
    /// @param type of CNTRL, §2.2.2.1.3: of a field the tag of its property
    /// @param size of CNTRL: of a field the most characters
    /// @param text of CNTRL: what is shown, or what a field takes
    record Control(int x, int width, int y, int height, int kind, int flags, int type, int size,
            String text) {}

    private static final int TABLE_TYPE = 1;
    private static final int ROW_BYTES = 36;
    private static final int HEADER_BYTES = 8;

    // Control types.
    static final int LABEL = 0;
    static final int EDIT = 1;
    static final int LIST_BOX = 2;
    static final int GROUP_BOX = 6;
    static final int BUTTON = 7;
    static final int PAGE = 8;
    static final int MULTIVALUED_LIST_BOX = 11;

    // Control flags.
    private static final int MULTILINE = 0x1;
    static final int EDITABLE = 0x2;
    static final int REQUIRED = 0x4;
    static final int ACCEPT_DBCS = 0x20;

    private static final int MOST_CHARACTERS = 1024;

    private static final DisplayTemplate MAIL_USER = new Builder("MailUser").page("General")
            .pair("First:", PropertyTags.PidTagGivenName, "Last:", PropertyTags.PidTagSurname)
            .pair("Display:", PropertyTags.PidTagDisplayName, "Alias:",
                    PropertyTags.PidTagAccount)
            .pair("Title:", PropertyTags.PidTagTitle, "Company:", PropertyTags.PidTagCompanyName)
            .pair("Department:", PropertyTags.PidTagDepartmentName, "Office:",
                    PropertyTags.PidTagOfficeLocation)
            .pair("Assistant:", PropertyTags.PidTagAssistant, "Phone:",
                    PropertyTags.PidTagBusinessTelephoneNumber)
            .text("Address:", PropertyTags.PidTagStreetAddress)
            .pair("City:", PropertyTags.PidTagLocality, "State:",
                    PropertyTags.PidTagStateOrProvince)
            .pair("Postal code:", PropertyTags.PidTagPostalCode, "Country:",
                    PropertyTags.PidTagCountry)
            .page("Organization").line("Manager:", PropertyTags.PidTagAddressBookManager)
            .list("Direct reports:", PropertyTags.PidTagAddressBookReports)
            .page("Phone/Notes")
            .pair("Business:", PropertyTags.PidTagBusinessTelephoneNumber, "Business 2:",
                    PropertyTags.PidTagBusiness2TelephoneNumber)
            .pair("Home:", PropertyTags.PidTagHomeTelephoneNumber, "Mobile:",
                    PropertyTags.PidTagMobileTelephoneNumber)
            .pair("Fax:", PropertyTags.PidTagPrimaryFaxNumber, "Pager:",
                    PropertyTags.PidTagPagerTelephoneNumber)
            .line("Home address:", PropertyTags.PidTagHomeAddressStreet)
            .text("Notes:", PropertyTags.PidTagComment).page("Member Of")
            .list("Group membership:", ObjectLink.MEMBER_OF.tag())
            .page("E-mail Addresses")
            .values("E-mail addresses:", PropertyTags.PidTagAddressBookProxyAddresses).build();

    private static final DisplayTemplate GROUP = new Builder("Group").page("General")
            .pair("Display:", PropertyTags.PidTagDisplayName, "Alias:",
                    PropertyTags.PidTagAccount)
            .line("Owner:", PropertyTags.PidTagAddressBookOwner)
            .text("Notes:", PropertyTags.PidTagComment)
            .list("Members:", PropertyTags.PidTagAddressBookMember)
            .button("&Modify Members...",
                    PropertyTags.PidTagAddressBookManageDistributionList)
            .page("Member Of")
            .list("Group membership:", ObjectLink.MEMBER_OF.tag())
            .page("E-mail Addresses")
            .values("E-mail addresses:", PropertyTags.PidTagAddressBookProxyAddresses).build();

    private static final DisplayTemplate FOLDER = new Builder("PublicFolder").page("General")
            .pair("Display:", PropertyTags.PidTagDisplayName, "Alias:",
                    PropertyTags.PidTagAccount)
            .line("Folder path:", PropertyTags.PidTagAddressBookFolderPathname)
            .page("E-mail Addresses")
            .values("E-mail addresses:", PropertyTags.PidTagAddressBookProxyAddresses).build();

    static @Nullable DisplayTemplate of(int displayType) {
        return switch (displayType) {
            case DisplayType.MAIL_USER, DisplayType.REMOTE_MAIL_USER -> MAIL_USER;
            case DisplayType.DISTRIBUTION_LIST, DisplayType.AGENT -> GROUP;
            case DisplayType.FORUM -> FOLDER;
            default -> null;
        };
    }

    static @Nullable DisplayTemplate named(String distinguishedName) {
        for (DisplayTemplate template : List.of(MAIL_USER, GROUP, FOLDER)) {
            if (template.distinguishedName().equalsIgnoreCase(distinguishedName)) {
                return template;
            }
        }
        return null;
    }

    String distinguishedName() {
        return EnterpriseName.ADMINISTRATIVE_GROUP
                + "/cn=Configuration/cn=Addressing/cn=Display-Templates/cn=409/cn=" + name;
    }

    /// TRowSet, §2.2.2.1.1: its rows, then the texts that they point to, each once.
    Binary encode(Charset charset) {
        ByteWriter out = new ByteWriter(4096);
        ByteWriter texts = new ByteWriter(1024);
        Map<String, Integer> offsets = new LinkedHashMap<>();
        int base = HEADER_BYTES + ROW_BYTES * controls.size();
        out.writeInt32(TABLE_TYPE).writeInt32(controls.size());
        for (Control control : controls) {
            int offset = offsets.computeIfAbsent(control.text(), text -> {
                int at = base + texts.length();
                texts.writeBytes(text.getBytes(charset)).writeInt8(0);
                return at;
            });
            out.writeInt32(control.x()).writeInt32(control.width()).writeInt32(control.y())
                    .writeInt32(control.height()).writeInt32(control.kind())
                    .writeInt32(control.flags()).writeInt32(control.type())
                    .writeInt32(control.size()).writeInt32(offset);
        }
        out.writeBytes(texts.toByteArray());
        return Binary.wrap(out.toByteArray());
    }

    /// Places controls one below the other, in two columns.
    static final class Builder {
        private static final int LEFT = 12;
        private static final int RIGHT = 188;
        private static final int LABEL_WIDTH = 48;
        private static final int FIELD_WIDTH = 116;
        private static final int WHOLE_WIDTH = 340;
        private static final int LINE_HEIGHT = 12;
        private static final int STEP = 18;
        private static final int TEXT_HEIGHT = 48;
        private static final int LIST_HEIGHT = 110;
        private static final int BUTTON_WIDTH = 80;
        private static final int BUTTON_HEIGHT = 14;
        private final String name;
        private final List<Control> controls = new ArrayList<>();
        private int y;

        Builder(String name) { this.name = name; }

        Builder page(String title) {
            controls.add(new Control(0, 0, 0, 0, PAGE, 0, 0, 0, title));
            y = LINE_HEIGHT;
            return this;
        }

        /// A field that has to be filled in.
        Builder required(String label, PropertyTag tag, int size) {
            label(LEFT, label);
            add(LEFT + LABEL_WIDTH, WHOLE_WIDTH - LABEL_WIDTH, LINE_HEIGHT, EDIT,
                    EDITABLE | REQUIRED | ACCEPT_DBCS, tag, size);
            y += STEP;
            return this;
        }

        Builder pair(String left, PropertyTag leftTag, String right, PropertyTag rightTag) {
            field(LEFT, FIELD_WIDTH, left, leftTag);
            field(RIGHT, FIELD_WIDTH, right, rightTag);
            y += STEP;
            return this;
        }

        private void field(int x, int width, String label, PropertyTag tag) {
            label(x, label);
            add(x + LABEL_WIDTH, width, LINE_HEIGHT, EDIT, ACCEPT_DBCS, tag, MOST_CHARACTERS);
        }

        private void label(int x, String text) {
            controls.add(new Control(x, LABEL_WIDTH, y + 2, LINE_HEIGHT, LABEL, 0, 0, 0, text));
        }

        private void add(int x, int width, int height, int kind, int flags, PropertyTag tag,
                int size) {
            PropertyTag shown = switch (tag.type()) {
                case STRING -> tag.withType(PropertyType.STRING8);
                case MULTIPLE_STRING -> tag.withType(PropertyType.MULTIPLE_STRING8);
                default -> tag;
            };
            controls.add(new Control(x, width, y, height, kind, flags, shown.value(), size, "*"));
        }

        Builder line(String label, PropertyTag tag) {
            boolean text = tag.type().isText();
            label(LEFT, label);
            add(LEFT + LABEL_WIDTH, WHOLE_WIDTH - LABEL_WIDTH, LINE_HEIGHT,
                    text ? EDIT : LIST_BOX, text ? ACCEPT_DBCS : 0, tag,
                    text ? MOST_CHARACTERS : 0);
            y += STEP;
            return this;
        }

        Builder text(String label, PropertyTag tag) {
            label(LEFT, label);
            add(LEFT + LABEL_WIDTH, WHOLE_WIDTH - LABEL_WIDTH, TEXT_HEIGHT, EDIT,
                    MULTILINE | ACCEPT_DBCS, tag, MOST_CHARACTERS);
            y += TEXT_HEIGHT + STEP - LINE_HEIGHT;
            return this;
        }

        Builder list(String label, PropertyTag tag) {
            label(LEFT, label);
            y += LINE_HEIGHT;
            add(LEFT, WHOLE_WIDTH, LIST_HEIGHT, LIST_BOX, 0, tag, 0);
            y += LIST_HEIGHT + STEP - LINE_HEIGHT;
            return this;
        }

        /// What a click does is the client's, by the property (MS-OXOABK §2.2.10.2).
        Builder button(String label, PropertyTag tag) {
            controls.add(new Control(LEFT, BUTTON_WIDTH, y, BUTTON_HEIGHT, BUTTON, 0, tag.value(),
                    0, label));
            y += STEP;
            return this;
        }

        Builder values(String label, PropertyTag tag) {
            label(LEFT, label);
            y += LINE_HEIGHT;
            add(LEFT, WHOLE_WIDTH, LIST_HEIGHT, MULTIVALUED_LIST_BOX, 0, tag, 0);
            y += LIST_HEIGHT + STEP - LINE_HEIGHT;
            return this;
        }

        DisplayTemplate build() { return new DisplayTemplate(name, List.copyOf(controls)); }
    }
}

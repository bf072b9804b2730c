package org.rialto.mapi;

import java.util.UUID;

/// The property sets that named properties belong to. MS-OXPROPS 1.3.2.
///
/// Written by `mapi/tools/GenerateConstants.java`; change the data file, not this.
@SuppressWarnings("MemberName") // the documents' names, so that they can be searched for
public final class PropertySets {
    // @formatter:off
    public static final UUID PSETID_Address =
            UUID.fromString("00062004-0000-0000-C000-000000000046");
    public static final UUID PSETID_AirSync =
            UUID.fromString("71035549-0739-4DCB-9163-00F0580DBBDF");
    public static final UUID PSETID_Appointment =
            UUID.fromString("00062002-0000-0000-C000-000000000046");
    public static final UUID PSETID_Attachment =
            UUID.fromString("96357F7F-59E1-47D0-99A7-46515C183B54");
    public static final UUID PSETID_CalendarAssistant =
            UUID.fromString("11000E07-B51B-40D6-AF21-CAA85EDAB1D0");
    public static final UUID PSETID_Common =
            UUID.fromString("00062008-0000-0000-C000-000000000046");
    public static final UUID PSETID_Log = UUID.fromString("0006200A-0000-0000-C000-000000000046");
    public static final UUID PSETID_Meeting =
            UUID.fromString("6ED8DA90-450B-101B-98DA-00AA003F1305");
    public static final UUID PSETID_Note = UUID.fromString("0006200E-0000-0000-C000-000000000046");
    public static final UUID PSETID_PostRss =
            UUID.fromString("00062041-0000-0000-C000-000000000046");
    public static final UUID PSETID_Remote =
            UUID.fromString("00062014-0000-0000-C000-000000000046");
    public static final UUID PSETID_Report =
            UUID.fromString("00062013-0000-0000-C000-000000000046");
    public static final UUID PSETID_Sharing =
            UUID.fromString("00062040-0000-0000-C000-000000000046");
    public static final UUID PSETID_Task = UUID.fromString("00062003-0000-0000-C000-000000000046");
    public static final UUID PSETID_UnifiedMessaging =
            UUID.fromString("4442858E-A9E3-4E80-B900-317A210CC15B");
    public static final UUID PSETID_XmlExtractedEntities =
            UUID.fromString("23239608-685D-4732-9C55-4C95CB4E8E33");
    public static final UUID PS_INTERNET_HEADERS =
            UUID.fromString("00020386-0000-0000-C000-000000000046");
    public static final UUID PS_MAPI = UUID.fromString("00020328-0000-0000-C000-000000000046");
    public static final UUID PS_PUBLIC_STRINGS =
            UUID.fromString("00020329-0000-0000-C000-000000000046");

    private PropertySets() {}
}

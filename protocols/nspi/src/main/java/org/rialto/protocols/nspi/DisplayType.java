package org.rialto.protocols.nspi;

import org.rialto.directory.DirectoryObject;
import org.rialto.directory.ObjectKind;

/// PidTagDisplayType, PidTagDisplayTypeEx and PidTagObjectType of objects. MS-OXNSPI §2.2.1.3,
/// MS-OXOABK §2.2.3.10 to §2.2.3.12.
final class DisplayType {
    static final int MAIL_USER = 0x0;
    static final int DISTRIBUTION_LIST = 0x1;
    static final int FORUM = 0x2;
    static final int AGENT = 0x3;
    static final int REMOTE_MAIL_USER = 0x6;
    static final int ROOM = 0x7;
    static final int EQUIPMENT = 0x8;
    static final int SECURITY_LIST = 0x9;
    static final int CONTAINER = 0x100;
    static final int ADDRESS_TEMPLATE = 0x102;

    /// DTE_FLAG_ACL_CAPABLE: rights can be given to it.
    private static final int TAKES_RIGHTS = 0x4000_0000;

    private static final int FOLDER_OBJECT = 0x3;
    private static final int MAIL_USER_OBJECT = 0x6;
    private static final int LIST_OBJECT = 0x8;

    private DisplayType() {}

    static int of(DirectoryObject object) {
        return switch (object) {
            case DirectoryObject.MailboxOwner _ -> MAIL_USER;
            case DirectoryObject.Group group ->
                group.filter().isPresent() ? AGENT : DISTRIBUTION_LIST;
            case DirectoryObject.Contact _ -> REMOTE_MAIL_USER;
            case DirectoryObject.PublicFolder _ -> FORUM;
        };
    }

    static int extended(DirectoryObject object) {
        return switch (object) {
            case DirectoryObject.User _ -> MAIL_USER | TAKES_RIGHTS;
            case DirectoryObject.Resource resource ->
                resource.entry().kind() == ObjectKind.ROOM ? ROOM : EQUIPMENT;
            case DirectoryObject.Group group ->
                group.filter().isPresent() ? AGENT : SECURITY_LIST | TAKES_RIGHTS;
            case DirectoryObject.Contact _ -> REMOTE_MAIL_USER;
            case DirectoryObject.PublicFolder _ -> FORUM;
        };
    }

    static int objectType(DirectoryObject object) {
        return switch (object) {
            case DirectoryObject.MailboxOwner _,DirectoryObject.Contact _ -> MAIL_USER_OBJECT;
            case DirectoryObject.Group _ -> LIST_OBJECT;
            case DirectoryObject.PublicFolder _ -> FOLDER_OBJECT;
        };
    }
}

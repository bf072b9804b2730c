package org.rialto.directory;

/// What somebody logs in to. A user may be kept out of each by the [Flag] named beside it.
public enum Protocol {
    SMTP(Flag.SMTP), IMAP(Flag.IMAP), POP3(Flag.POP3), MAPI(Flag.MAPI), EWS(Flag.EWS), ACTIVESYNC(
            Flag.ACTIVESYNC), WEBDAV(Flag.WEB), WEB(Flag.WEB), UM(Flag.UM), SIP(Flag.SIP), LDAP(
                    Flag.LOGIN), AUTODISCOVER(Flag.LOGIN), ADMINISTRATION(Flag.LOGIN);

    private final Flag flag;

    Protocol(Flag flag) { this.flag = flag; }

    public Flag flag() { return flag; }

    /// Whether its log-ins may be negotiated by SPNEGO: HTTP's and LDAP's.
    public boolean negotiates() {
        return switch (this) {
            case MAPI, EWS, ACTIVESYNC, WEBDAV, WEB, LDAP, AUTODISCOVER, ADMINISTRATION -> true;
            case SMTP, IMAP, POP3, UM, SIP -> false;
        };
    }
}

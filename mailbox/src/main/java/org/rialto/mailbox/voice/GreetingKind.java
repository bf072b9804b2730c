package org.rialto.mailbox.voice;

/// What a user has recorded for callers.
public enum GreetingKind {
    /// The name alone, as it is put into greetings of the system.
    RECORDED_NAME("Name"),
    /// What callers hear.
    PERSONAL("Personal"),
    /// What they hear while the user is out of office.
    OUT_OF_OFFICE("OutOfOffice");

    private final String suffix;

    GreetingKind(String suffix) { this.suffix = suffix; }

    /// The class of the message in which it is kept.
    String messageClass() { return "IPM.Configuration.UM.Greeting." + suffix; }

    /// As commands write it: `out-of-office`.
    public String label() { return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'); }
}

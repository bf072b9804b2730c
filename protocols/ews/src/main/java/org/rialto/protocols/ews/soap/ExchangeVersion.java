package org.rialto.protocols.ews.soap;

import org.jspecify.annotations.Nullable;

/// The version of the schema that a request is written in. MS-OXWSCDATA §2.2.5.11,
/// ExchangeVersionType; those of the online service are the latest here.
public enum ExchangeVersion {
    EXCHANGE_2007("Exchange2007"), EXCHANGE_2007_SP1("Exchange2007_SP1"), EXCHANGE_2009(
            "Exchange2009"), EXCHANGE_2010("Exchange2010"), EXCHANGE_2010_SP1(
                    "Exchange2010_SP1"), EXCHANGE_2010_SP2("Exchange2010_SP2"), EXCHANGE_2012(
                            "Exchange2012"), EXCHANGE_2013("Exchange2013"), EXCHANGE_2013_SP1(
                                    "Exchange2013_SP1"), EXCHANGE_2015(
                                            "Exchange2015"), EXCHANGE_2016("Exchange2016");

    public static final ExchangeVersion LATEST = EXCHANGE_2016;

    private final String word;

    ExchangeVersion(String word) { this.word = word; }

    public String word() { return word; }

    static @Nullable ExchangeVersion ofWord(String word) {
        for (ExchangeVersion version : values()) {
            if (version.word.equals(word))
                return version;
        }
        return word.matches("V20[0-9]{2}_[0-9]{2}_[0-9]{2}") ? LATEST : null;
    }

    public boolean isAtLeast(ExchangeVersion other) { return ordinal() >= other.ordinal(); }
}

package org.rialto.mapi;

import java.math.BigDecimal;

/// A PtypCurrency value: a signed decimal scaled by 10,000. MS-OXCDATA §2.11.1.
public record Currency(long scaled) implements Comparable<Currency> {
    /// The amount with its four decimal places.
    public BigDecimal amount() { return BigDecimal.valueOf(scaled, 4); }

    @Override
    public int compareTo(Currency other) { return Long.compare(scaled, other.scaled); }
}

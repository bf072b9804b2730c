package org.rialto.transport.submission;

import java.time.Duration;
import java.time.Instant;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// When a message is to be sent: PidTagDeferredSendTime, or a number of units after it was submitted
/// (PidTagDeferredSendNumber, PidTagDeferredSendUnits), which comes first. MS-OXOMSG §2.2.3.2 to
/// §2.2.3.4.
final class DeferredTime {
    private static final int LARGEST_NUMBER = 999;

    private DeferredTime() {}

    /// `submitted` for at once.
    static Instant of(PropertyBag bag, Instant submitted) {
        Integer number = bag.getInteger32(PropertyTags.PidTagDeferredSendNumber);
        Integer units = bag.getInteger32(PropertyTags.PidTagDeferredSendUnits);
        Duration unit = units == null ? null : switch (units) {
            case 0 -> Duration.ofMinutes(1);
            case 1 -> Duration.ofHours(1);
            case 2 -> Duration.ofDays(1);
            case 3 -> Duration.ofDays(7);
            default -> null;
        };
        if (number != null && unit != null && number >= 0 && number <= LARGEST_NUMBER) {
            return submitted.plus(unit.multipliedBy(number));
        }
        Instant time = bag.getTime(PropertyTags.PidTagDeferredSendTime);
        return time == null || time.isBefore(submitted) ? submitted : time;
    }
}

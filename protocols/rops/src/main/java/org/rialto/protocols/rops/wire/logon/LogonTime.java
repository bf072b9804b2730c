package org.rialto.protocols.rops.wire.logon;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// When a logon was, in the server's time (UTC). MS-OXCROPS §2.2.3.1.2.1. On the wire in seconds
/// and with the day of the week, Sunday being 0.
public record LogonTime(LocalDateTime time) {
    public LogonTime { time = time.withNano(0); }

    public static LogonTime read(ByteReader in) {
        int seconds = in.readUint8();
        int minutes = in.readUint8();
        int hour = in.readUint8();
        in.skip(1);
        int day = in.readUint8();
        int month = in.readUint8();
        int year = in.readUint16();
        try {
            return new LogonTime(LocalDateTime.of(year, month, day, hour, minutes, seconds));
        } catch (DateTimeException e) {
            throw in.malformed("a logon time is not a time");
        }
    }

    public void write(ByteWriter out) {
        out.writeInt8(time.getSecond()).writeInt8(time.getMinute()).writeInt8(time.getHour())
                .writeInt8(time.getDayOfWeek().getValue() % 7).writeInt8(time.getDayOfMonth())
                .writeInt8(time.getMonthValue()).writeInt16(time.getYear());
    }
}

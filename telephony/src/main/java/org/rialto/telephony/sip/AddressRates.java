package org.rialto.telephony.sip;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many requests each address may still make: a bucket that refills by the second. Remembers a
/// bounded number of addresses, the ones last seen.
final class AddressRates {
    private static final int REMEMBERED = 20_000;

    private static final class Bucket {
        private double left;
        private long at;
    }

    private final double perSecond;
    private final double burst;
    private final Map<InetAddress, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    AddressRates(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
    }

    synchronized boolean admits(InetAddress address, long nowNanos) {
        if (perSecond == 0)
            return true;
        Bucket bucket = buckets.get(address);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.left = burst;
            bucket.at = nowNanos;
            buckets.put(address, bucket);
        }
        bucket.left = Math.min(burst, bucket.left + (nowNanos - bucket.at) / 1e9 * perSecond);
        bucket.at = nowNanos;
        if (bucket.left < 1)
            return false;
        bucket.left--;
        return true;
    }
}

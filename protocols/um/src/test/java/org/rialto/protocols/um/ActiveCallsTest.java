package org.rialto.protocols.um;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActiveCallsTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private final ActiveCalls calls = new ActiveCalls(5, 2, Clock.systemUTC());

    private ActiveCalls.@Nullable Entry from(@Nullable InetAddress address) {
        return calls.begin(ActiveCall.Kind.CALL_ANSWERING, "", "", address, () -> {});
    }

    @Test
    void oneAddressDoesNotTakeAllPlaces() {
        List<ActiveCalls.Entry> taken = new ArrayList<>();
        for (InetAddress address : List.of(ONE, ONE, OTHER))
            taken.add(java.util.Objects.requireNonNull(from(address)));
        assertThat(from(ONE)).isNull();
        taken.forEach(ActiveCalls.Entry::close);
        taken.forEach(ActiveCalls.Entry::close);
        assertThat(from(ONE)).isNotNull();
        assertThat(from(ONE)).isNotNull();
        assertThat(from(ONE)).isNull();
        assertThat(calls.refused()).isEqualTo(2);
    }

    @Test
    void thisMachineItselfIsLimitedByTheNumberOfAllOnly() {
        for (int i = 0; i < 5; i++)
            assertThat(from(null)).isNotNull();
        assertThat(from(null)).isNull();
    }
}

package org.rialto.telephony.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One end of a link within the process. What is sent at one end comes out at the other, as a copy,
/// in order and on another thread, like over a connection that is secure and trusted. Garbage when
/// no transaction or dialog holds it any more.
final class InProcessLink implements SipConnection {
    private static final InetSocketAddress HERE = new InetSocketAddress(
            InetAddress.getLoopbackAddress(), 0);

    private final SipLayer layer;
    private final SerialQueue queue = new SerialQueue("sip-in-process");
    private final SipPeer peer;
    /// What takes the requests that come out at this end; null where the layer asks its cores.
    private final @Nullable SipCore core;
    private final InProcessLink other;

    /// The end to send into so that requests reach the core.
    static InProcessLink to(SipCore core, SipLayer layer) {
        return new InProcessLink(layer, core, null);
    }

    @SuppressWarnings("this-escape")
    private InProcessLink(SipLayer layer, @Nullable SipCore core, @Nullable InProcessLink other) {
        this.layer = layer;
        this.core = other == null ? null : core;
        this.peer = new SipPeer(HERE, true, true, List.of(), null, this);
        this.other = other == null ? new InProcessLink(layer, core, this) : other;
    }

    @Override
    public void send(SipMessage message) {
        SipMessage copy = message.copy();
        queue.execute(() -> layer.receiver().received(copy, other));
    }

    @Nullable
    SipCore core() { return core; }

    @Override
    public SipPeer peer() { return peer; }

    @Override
    public boolean isOpen() { return true; }

    @Override
    public boolean admits() { return true; }

    @Override
    public void left() {}

    @Override
    public void onClose(Runnable task) {}

    @Override
    public void removeOnClose(Runnable task) {}
}

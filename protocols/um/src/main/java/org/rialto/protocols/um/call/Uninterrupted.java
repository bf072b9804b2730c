package org.rialto.protocols.um.call;

import org.rialto.telephony.media.Recording;

/// Waits for what must be finished even when the server stops.
final class Uninterrupted {
    private Uninterrupted() {}

    /// A recording that has been stopped: it is finished as soon as the disk has it.
    static Recording.Result await(Recording recording) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return recording.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted)
                Thread.currentThread().interrupt();
        }
    }
}

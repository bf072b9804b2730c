package org.rialto.mapihttp;

import org.rialto.mapihttp.wire.ResponseBody;

/// What became of a request that was taken up.
sealed interface Outcome {
    record Done(ResponseBody body) implements Outcome {}

    record Refused(RequestError error) implements Outcome {}
}

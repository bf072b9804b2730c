package org.rialto.base;

/// Outside bytes that are not what their format says. The message is safe to show and never
/// contains the data itself.
public final class MalformedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int position;

    public MalformedDataException(String problem, int position) {
        super(problem + " (at byte " + position + ")");
        this.position = position;
    }

    /// Where in the input the problem was met, in bytes from its start.
    public int position() { return position; }
}

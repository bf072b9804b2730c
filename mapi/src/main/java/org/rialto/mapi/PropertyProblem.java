package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// What went wrong with one property of a request: its index there, its tag and the error.
/// MS-OXCDATA §2.7.1.
public record PropertyProblem(int index, PropertyTag tag, ErrorCode error) {
    private static final int BYTES = 10;

    public static PropertyProblem read(ByteReader in) {
        return new PropertyProblem(in.readUint16(), PropertyTag.read(in),
                new ErrorCode(in.readInt32()));
    }

    public void write(ByteWriter out) {
        out.writeInt16(index);
        tag.write(out);
        out.writeInt32(error.value());
    }

    /// PropertyProblemArray structure, §2.7.2.
    public static List<PropertyProblem> readList(ByteReader in) {
        int count = in.checkCount(in.readUint16(), BYTES);
        List<PropertyProblem> problems = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            problems.add(read(in));
        }
        return problems;
    }

    public static void writeList(ByteWriter out, List<PropertyProblem> problems) {
        out.writeInt16(problems.size());
        problems.forEach(problem -> problem.write(out));
    }
}

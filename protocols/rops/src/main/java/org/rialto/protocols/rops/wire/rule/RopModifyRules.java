package org.rialto.protocols.rops.wire.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueReader;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.rule.RuleData;

/// Changes the rules of a folder. MS-OXCROPS §2.2.11.1; semantics in MS-OXORULE §2.2.1.
public final class RopModifyRules {
    /// Of modifyRulesFlags.
    public static final int REPLACE = 0x01;

    private RopModifyRules() {}

    /// §2.2.11.1.1.
    ///
    /// @param incorrect the RulesCount and RulesData where they cannot be read but have an end: what
    ///        is to be answered with an error (MS-OXORULE §3.2.5.2)
    public record Request(int logonId, int inputHandleIndex, int modifyRulesFlags,
            List<RuleData> rulesData, @Nullable Binary incorrect) implements RuleRequest {
        public Request { rulesData = List.copyOf(rulesData); }

        public Request(int logonId, int inputHandleIndex, int modifyRulesFlags,
                List<RuleData> rulesData) {
            this(logonId, inputHandleIndex, modifyRulesFlags, rulesData, null);
        }

        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            int flags = in.readUint8();
            ByteReader again = in.copy();
            int begin = in.position();
            ValueReader values = ValueReader.lenient(in, context.format());
            List<RuleData> rules = RuleData.readList(in, values);
            return values.isFlawed()
                    ? new Request(logonId, inputHandleIndex, flags, List.of(),
                            Binary.wrap(again.readBytes(in.position() - begin)))
                    : new Request(logonId, inputHandleIndex, flags, rules);
        }

        @Override
        public RopId ropId() { return RopId.MODIFY_RULES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(modifyRulesFlags);
            if (incorrect == null) {
                RuleData.writeList(out, rulesData, format);
            } else {
                incorrect.write(out);
            }
        }
    }

    /// §2.2.11.1.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements RuleResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.MODIFY_RULES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}

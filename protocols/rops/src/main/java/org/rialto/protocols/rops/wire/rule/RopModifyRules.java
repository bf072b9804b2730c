package org.rialto.protocols.rops.wire.rule;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
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
    public record Request(int logonId, int inputHandleIndex, int modifyRulesFlags,
            List<RuleData> rulesData) implements RuleRequest {
        public Request { rulesData = List.copyOf(rulesData); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RuleData.readList(in, context.format()));
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
            RuleData.writeList(out, rulesData, format);
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

package org.rialto.mailbox.rules;

import org.rialto.mapi.RuleAction;

/// Values of PidTagRuleError, MS-OXORULE §2.2.7.2, and the types of actions that it is told with.
final class RuleError {
    static final int PARSING = 0x04;
    static final int PROCESSING = 0x05;
    static final int MOVE_OR_COPY = 0x06;
    static final int TEMPLATE = 0x0A;
    static final int EXECUTING = 0x0B;
    static final int QUOTA = 0x0C;
    static final int TOO_MANY_RECIPIENTS = 0x0D;

    private RuleError() {}

    /// ActionType, §2.2.5.1.
    static int typeOf(RuleAction action) {
        return switch (action.data()) {
            case RuleAction.Move _ -> 0x01;
            case RuleAction.Copy _ -> 0x02;
            case RuleAction.Reply _ -> 0x03;
            case RuleAction.OutOfOfficeReply _ -> 0x04;
            case RuleAction.Defer _ -> 0x05;
            case RuleAction.Bounce _ -> 0x06;
            case RuleAction.Forward _ -> 0x07;
            case RuleAction.Delegate _ -> 0x08;
            case RuleAction.Tag _ -> 0x09;
            case RuleAction.Delete _ -> 0x0A;
            case RuleAction.MarkAsRead _ -> 0x0B;
        };
    }
}

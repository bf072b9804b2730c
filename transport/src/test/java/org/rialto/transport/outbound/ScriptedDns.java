package org.rialto.transport.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;

/// A name server in memory.
public final class ScriptedDns implements Resolver {
    private final Map<Name, List<Record>> zone = new HashMap<>();
    private final Set<Name> failing = new HashSet<>();
    private boolean authentic;

    public MailExchangers exchangers() { return new MailExchangers(this, Duration.ofSeconds(5)); }

    public ScriptedDns mx(String domain, int preference, String host) {
        return add(new MXRecord(name(domain), DClass.IN, 60, preference, name(host)));
    }

    public ScriptedDns address(String host, String literal) {
        InetAddress address = InetAddress.ofLiteral(literal);
        return add(address instanceof java.net.Inet6Address
                ? new AAAARecord(name(host), DClass.IN, 60, address)
                : new ARecord(name(host), DClass.IN, 60, address));
    }

    public ScriptedDns alias(String host, String target) {
        return add(new CNAMERecord(name(host), DClass.IN, 60, name(target)));
    }

    public ScriptedDns text(String name, String text) {
        return add(new TXTRecord(name(name), DClass.IN, 60, text));
    }

    ScriptedDns certificate(String host, int port, Tlsa one) {
        return add(new TLSARecord(name("_" + port + "._tcp." + host), DClass.IN, 60, one.usage(),
                one.selector(), one.matching(), HexFormat.of().parseHex(one.data())));
    }

    public ScriptedDns fails(String host) {
        failing.add(name(host));
        return this;
    }

    public ScriptedDns authentic() {
        authentic = true;
        return this;
    }

    private ScriptedDns add(Record one) {
        zone.computeIfAbsent(one.getName(), name -> new ArrayList<>()).add(one);
        return this;
    }

    private static Name name(String text) {
        return Name.fromConstantString(text.endsWith(".") ? text : text + ".");
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        if (authentic) {
            answer.getHeader().setFlag(Flags.AD);
        }
        answer.addRecord(question, Section.QUESTION);
        List<Record> records = zone.getOrDefault(question.getName(), List.of());
        if (failing.contains(question.getName())) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return CompletableFuture.completedFuture(answer);
        }
        for (Record one : records) {
            if (one.getType() == question.getType() || one instanceof CNAMERecord) {
                answer.addRecord(one, Section.ANSWER);
            }
        }
        if (records.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            Name root = name("example");
            answer.addRecord(new SOARecord(Name.root, DClass.IN, 60, root, root, 1, 60, 60, 60, 60),
                    Section.AUTHORITY);
        }
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return sendAsync(query);
    }

    @Override
    public Message send(Message query) throws IOException {
        return sendAsync(query).toCompletableFuture().join();
    }

    @Override
    public void setPort(int port) {}

    @Override
    public void setTCP(boolean flag) {}

    @Override
    public void setIgnoreTruncation(boolean flag) {}

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

    @Override
    public void setTSIGKey(TSIG key) {}

    @Override
    public void setTimeout(Duration timeout) {}
}

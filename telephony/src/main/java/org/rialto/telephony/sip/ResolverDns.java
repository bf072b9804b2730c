package org.rialto.telephony.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// The system's resolver; addresses also from the hosts file.
public final class ResolverDns implements SipDns {
    private static final Logger log = LoggerFactory.getLogger(ResolverDns.class);

    private static <T> List<T> ask(String name, int type, Function<Record, T> read) {
        try {
            Lookup lookup = new Lookup(Name.fromString(name, Name.root), type);
            Record[] found = lookup.run();
            if (found == null) {
                log.debug("{} {}: {}", Type.string(type), name, lookup.getErrorString());
                return List.of();
            }
            return java.util.Arrays.stream(found).map(read).toList();
        } catch (TextParseException e) {
            return List.of();
        }
    }

    private static String text(Name name) { return name.toString(true); }

    @Override
    public List<Naptr> naptr(String domain) {
        return ask(domain, Type.NAPTR, each -> {
            NAPTRRecord naptr = (NAPTRRecord) each;
            return new Naptr(naptr.getOrder(), naptr.getPreference(), naptr.getService(),
                    naptr.getFlags().equalsIgnoreCase("s") ? text(naptr.getReplacement()) : "");
        });
    }

    @Override
    public List<Service> services(String name) {
        return ask(name, Type.SRV, each -> {
            SRVRecord service = (SRVRecord) each;
            return new Service(service.getPriority(), service.getWeight(), service.getPort(),
                    text(service.getTarget()));
        });
    }

    @Override
    public List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}

package org.rialto.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rialto.database.Database;
import org.rialto.http.HttpHost;
import org.rialto.extraction.TextExtractor;
import org.rialto.mapihttp.MapiHttp;
import org.rialto.protocols.um.ActiveCall;
import org.rialto.protocols.um.proxy.SipServer;
import org.rialto.server.observe.Metrics;
import org.rialto.server.telephony.Telephony;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.server.telephony.UnifiedMessaging;
import org.rialto.transport.MailTransport;
import org.rialto.transport.queue.QueueRows;

/// What the rooms count of their own, as metrics.
final class RoomMetrics {
    private static final List<Double> LATENESS_SECONDS = List.of(0.001, 0.002, 0.005, 0.01, 0.02,
            0.05);

    private RoomMetrics() {}

    static void register(Metrics metrics, Database database) {
        metrics.counter("rialto_database_reads", "Snapshots read.",
                () -> database.counters().numbers().reads());
        metrics.counter("rialto_database_units", "Units of work committed.",
                () -> database.counters().numbers().units());
        metrics.counter("rialto_database_failed_units", "Units of work that failed.",
                () -> database.counters().numbers().failedUnits());
        metrics.counter("rialto_database_commits", "Durable commits, of one unit or more.",
                () -> database.counters().numbers().commits());
        metrics.counter("rialto_database_syncs", "Disk synchronisations asked for by commits.",
                () -> database.counters().numbers().syncs());
    }

    static void register(Metrics metrics, TextExtractor extractor) {
        metrics.counter("rialto_documents_read", "Attached documents whose text was found.",
                extractor::read);
        metrics.counter("rialto_documents_failed",
                "Attached documents that are broken or went beyond the limits.",
                extractor::failed);
    }

    static void register(Metrics metrics, Telephony telephony) {
        UnifiedMessaging um = telephony.unifiedMessaging();
        if (um != null)
            register(metrics, um);
        register(metrics, telephony.layer());
        SipServer sip = telephony.sipServer();
        if (sip == null)
            return;
        metrics.gauge("rialto_sip_registrations", "Telephones that are registered.",
                sip::registrations);
        metrics.counter("rialto_sip_calls_answered", "Calls that a telephone or voice mail took.",
                () -> sip.statistics().answered());
        metrics.counter("rialto_sip_calls_diverted", "How often calls were sent elsewhere.",
                () -> sip.statistics().diverted());
        metrics.counter("rialto_sip_calls_failed", "Calls that nobody took.",
                () -> sip.statistics().failed());
    }

    private static void register(Metrics metrics, UnifiedMessaging um) {
        metrics.gauge("rialto_calls_active", "Calls that go on.", () -> um.calls().count());
        for (ActiveCall.Kind kind : ActiveCall.Kind.values()) {
            metrics.counter("rialto_calls_" + kind.name().toLowerCase(java.util.Locale.ROOT),
                    "Calls begun: " + kind.label() + ".",
                    () -> um.calls().begun(kind));
        }
        metrics.counter("rialto_calls_refused", "Calls that found no place.",
                () -> um.calls().refused());
        metrics.counter("rialto_calls_seconds", "How long calls lasted, together.",
                () -> um.calls().seconds());
        metrics.counter("rialto_media_packets", "Packets of sound sent.",
                () -> um.lateness().count());
        metrics.counter("rialto_media_packets_late", "Packets of sound sent over 20 ms late.",
                () -> um.lateness().laterThan(20));
        metrics.histogram("rialto_media_lateness_seconds",
                "How much later than their time packets of sound were sent.",
                LATENESS_SECONDS, bound -> um.lateness().count()
                        - um.lateness().laterThan(bound * 1000),
                () -> um.lateness().count());
    }

    private static void register(Metrics metrics, SipLayer layer) {
        metrics.gauge("rialto_sip_transactions", "Requests that wait for what is to come of them.",
                () -> layer.statistics().serverTransactions()
                        + layer.statistics().clientTransactions());
        metrics.gauge("rialto_sip_dialogs", "Calls and subscriptions of voice mail.",
                () -> layer.statistics().dialogs());
        metrics.counter("rialto_sip_requests", "SIP requests that came.",
                () -> layer.statistics().requests());
        metrics.counter("rialto_sip_responses", "SIP responses that came.",
                () -> layer.statistics().responses());
        metrics.counter("rialto_sip_refused_rate",
                "Requests answered 503 because their address sent too many.",
                () -> layer.statistics().refusedRate());
        metrics.counter("rialto_sip_refused_capacity",
                "Requests answered 503 because too much was going on.",
                () -> layer.statistics().refusedCapacity());
        metrics.counter("rialto_sip_malformed", "SIP messages that were answered 400 or dropped.",
                () -> layer.statistics().malformed());
    }

    static void register(Metrics metrics, MailTransport transport) {
        metrics.counter("rialto_messages_accepted", "Messages taken responsibility for.",
                () -> transport.counters().numbers().accepted());
        metrics.counter("rialto_accepted_bytes", "Bytes of those messages.",
                () -> transport.counters().numbers().acceptedBytes());
        metrics.counter("rialto_recipients_delivered", "Recipients here that have their message.",
                () -> transport.counters().numbers().delivered());
        metrics.counter("rialto_recipients_sent", "Recipients whose message another server took.",
                () -> transport.counters().numbers().sent());
        metrics.counter("rialto_recipients_deferred", "Attempts that are to be made again.",
                () -> transport.counters().numbers().deferred());
        metrics.counter("rialto_recipients_failed", "Recipients given up.",
                () -> transport.counters().numbers().failed());
        metrics.counter("rialto_reports", "Delivery reports to senders.",
                () -> transport.counters().numbers().reports());
        metrics.gauge("rialto_queue_messages", "Messages that wait.",
                () -> transport.queue().counts().messages());
        metrics.gauge("rialto_queue_held", "Messages that are held.",
                () -> transport.queue().counts().held());
        metrics.gauge("rialto_queue_oldest_seconds", "Age of the oldest message that waits.",
                () -> age(transport.queue().counts()));
    }

    static void register(Metrics metrics, HttpHost http) {
        for (int hundreds = 1; hundreds < 6; hundreds++) {
            int index = hundreds;
            metrics.counter("rialto_http_answers_" + index + "xx",
                    "HTTP requests answered with a status of " + index + "00 to " + index + "99.",
                    () -> http.statistics().answered()[index]);
        }
        metrics.counter("rialto_http_cut", "HTTP requests whose connection broke.",
                () -> http.statistics().answered()[0]);
        metrics.counter("rialto_http_refused",
                "HTTP requests turned away because too many were at work.",
                () -> http.statistics().refused());
        metrics.counter("rialto_http_failures", "HTTP requests that hit a bug of the server.",
                () -> http.statistics().failures());
        metrics.gauge("rialto_http_working", "HTTP requests at work.",
                () -> http.statistics().working());
        metrics.gauge("rialto_http_waiting", "HTTP requests that wait for news.",
                () -> http.statistics().waiting());
    }

    static void register(Metrics metrics, MapiHttp mapiHttp) {
        metrics.gauge("rialto_mapi_contexts", "Session contexts of MAPI clients.",
                () -> mapiHttp.statistics().contexts());
        metrics.counter("rialto_mapi_connects", "Session contexts made.",
                () -> mapiHttp.statistics().connects());
        metrics.counter("rialto_mapi_expired", "Session contexts that ended for being idle.",
                () -> mapiHttp.statistics().expired());
        metrics.counter("rialto_mapi_requests", "Requests of MAPI clients.",
                () -> mapiHttp.statistics().requests());
        metrics.counter("rialto_mapi_refused",
                "Requests of MAPI clients answered with a response code that is no success.",
                () -> mapiHttp.statistics().refused());
        metrics.counter("rialto_mapi_failures",
                "Requests of MAPI clients that hit a bug of the server.",
                () -> mapiHttp.statistics().failures());
        metrics.gauge("rialto_mapi_waiting", "MAPI clients that wait for notifications.",
                () -> mapiHttp.statistics().waiting());
    }

    private static double age(QueueRows.Counts counts) {
        Instant oldest = counts.oldest();
        return oldest == null ? 0 : Duration.between(oldest, Instant.now()).toMillis() / 1000.0;
    }
}

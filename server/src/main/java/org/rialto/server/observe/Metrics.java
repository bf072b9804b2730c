package org.rialto.server.observe;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.rialto.base.net.ListenerStatistics;
import org.rialto.base.net.Listener;

/// The server's numbers in Prometheus' text format. Nothing is counted twice: each room keeps its
/// own counters, and they are read when somebody asks.
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    public Metrics() { process(); }

    public void write(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape(),
                EscapingScheme.UNDERSCORE_ESCAPING);
    }

    public void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder().name(name).help(help)
                .callback(callback -> callback.call(value.getAsDouble())).register(registry);
    }

    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder().name(name).help(help)
                .callback(callback -> callback.call(value.getAsDouble())).register(registry);
    }

    /// Values that were counted by size.
    ///
    /// @param bounds upper ends, ascending; a last one without end is added
    /// @param upTo how many values are not above a bound
    public void histogram(String name, String help, List<Double> bounds,
            DoubleToLongFunction upTo, LongSupplier count) {
        registry.register(() -> {
            ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
            long before = 0;
            for (double bound : bounds) {
                long now = upTo.applyAsLong(bound);
                buckets.bucket(bound, now - before);
                before = now;
            }
            buckets.bucket(Double.POSITIVE_INFINITY, Math.max(0, count.getAsLong() - before));
            return HistogramSnapshot.builder().name(name).help(help)
                    .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(buckets.build()).build())
                    .build();
        });
    }

    /// Counters of every listener, by its name.
    public void listeners(List<Listener> listeners) {
        GaugeWithCallback.builder().name("rialto_connections_open").labelNames("listener")
                .help("Connections now open.").callback(callback -> {
                    for (Listener one : listeners) {
                        callback.call(one.statistics().active(), one.name());
                    }
                }).register(registry);
        listeners(listeners, "rialto_connections", "Connections accepted.",
                ListenerStatistics::accepted);
        listeners(listeners, "rialto_connections_overdue",
                "Connections cut because they were too slow or too long.",
                ListenerStatistics::overdue);
        listeners(listeners, "rialto_tls_failures", "TLS handshakes that failed.",
                ListenerStatistics::tlsFailures);
        listeners(listeners, "rialto_received_bytes", "Bytes read from clients.",
                ListenerStatistics::bytesRead);
        listeners(listeners, "rialto_sent_bytes", "Bytes written to clients.",
                ListenerStatistics::bytesWritten);
        CounterWithCallback.builder().name("rialto_connections_refused")
                .labelNames("listener", "reason").help("Connections refused by a limit.")
                .callback(callback -> {
                    for (Listener one : listeners) {
                        ListenerStatistics now = one.statistics();
                        callback.call(now.refusedTotal(), one.name(), "total");
                        callback.call(now.refusedAddress(), one.name(), "address");
                    }
                }).register(registry);
    }

    private void listeners(List<Listener> listeners, String name, String help,
            ToLongFunction<ListenerStatistics> value) {
        CounterWithCallback.builder().name(name).labelNames("listener").help(help)
                .callback(callback -> {
                    for (Listener one : listeners) {
                        callback.call(value.applyAsLong(one.statistics()), one.name());
                    }
                }).register(registry);
    }

    private void process() {
        Runtime runtime = Runtime.getRuntime();
        gauge("rialto_heap_used_bytes", "Heap in use.",
                () -> runtime.totalMemory() - runtime.freeMemory());
        gauge("rialto_heap_limit_bytes", "Largest heap.", runtime::maxMemory);
        if (ManagementFactory
                .getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
            counter("process_cpu_seconds", "CPU time used by the process.",
                    () -> machine.getProcessCpuTime() / 1e9);
            if (machine instanceof UnixOperatingSystemMXBean unix) {
                gauge("process_open_fds", "File descriptors open.",
                        unix::getOpenFileDescriptorCount);
                gauge("process_max_fds", "File descriptors allowed.",
                        unix::getMaxFileDescriptorCount);
            }
        }
        gauge("process_start_time_seconds", "When the process started, Unix time.",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
        counter("rialto_gc_seconds", "Time spent in garbage collection.", () -> {
            double millis = 0;
            for (GarbageCollectorMXBean collector : ManagementFactory
                    .getGarbageCollectorMXBeans()) {
                millis += collector.getCollectionTime();
            }
            return millis / 1000;
        });
    }
}

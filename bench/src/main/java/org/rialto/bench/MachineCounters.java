package org.rialto.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the whole machine has done, from `/proc`: so that a peer of many short-lived processes is
/// measured in the same way as one process. Run on an otherwise idle machine.
///
/// @param busyMillis CPU time of all processors together, without idle and waiting
/// @param ownMillis CPU time of this load program
/// @param flushes cache flushes completed by the disks: what a sync costs
/// @param writtenBytes bytes written to the disks
record MachineCounters(long busyMillis, long ownMillis, long flushes, long writtenBytes) {
    static MachineCounters now() throws IOException {
        String[] cpu = Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split("\\s+");
        // user nice system idle iowait irq softirq steal; in ticks of 10 ms
        long ticks = 0;
        for (int column : new int[]{1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(cpu[column]);
        }
        long flushes = 0;
        long sectors = 0;
        for (String line : Files.readAllLines(Path.of("/proc/diskstats"))) {
            String[] field = line.trim().split("\\s+");
            if (field[2].matches("(sd|vd|xvd)[a-z]+|nvme\\d+n\\d+")) {
                sectors += Long.parseLong(field[9]);
                flushes += field.length > 18 ? Long.parseLong(field[18]) : 0;
            }
        }
        var own = (com.sun.management.OperatingSystemMXBean) ManagementFactory
                .getOperatingSystemMXBean();
        return new MachineCounters(ticks * 10, own.getProcessCpuTime() / 1_000_000, flushes,
                sectors * 512);
    }

    MachineCounters since(MachineCounters before) {
        return new MachineCounters(busyMillis - before.busyMillis, ownMillis - before.ownMillis,
                flushes - before.flushes, writtenBytes - before.writtenBytes);
    }

    /// CPU time of everything but this program.
    long serverMillis() { return busyMillis - ownMillis; }
}

import { randomUUID } from 'node:crypto';
import { dayMs, hourMs, isoOf } from '@vialog/contracts';
import type { ElasticEventStore } from '@vialog/events-elasticsearch';
import { benchServer, type BenchServer } from './elasticsearch-server.ts';
import { cameraOfZone, siteOfZone, slotMs, start, sumsOf, type Town } from './trend-town.ts';

const documentsPerRequest = 5_000;

/**
 * Runs work on a store with the sums of a town: bins and states of hours are written as the roll-up writes them, then the
 * store packs its days.
 */
export async function withElasticTown<T>(
  town: Town,
  progress: (line: string) => void,
  work: (store: ElasticEventStore) => Promise<T>,
): Promise<T> {
  const server = await benchServer();
  const prefix = `bench-trends-${Date.now().toString(36)}`;
  try {
    const store = await server.open(prefix);
    await writeBins(server, prefix, town, progress);
    await store.refresh();
    await writeStates(server, prefix, town);
    for (let packed = 1; packed > 0;) {
      packed = await store.packer.packDue(100);
      progress(`Elasticsearch: ${packed} days packed`);
    }
    return await work(store);
  } finally {
    await server.close();
  }
}

const monthOf = (hour: number): string => isoOf(hour).slice(0, 7).replace('-', '.');

async function writeBins(
  { client }: BenchServer,
  prefix: string,
  { zones, days }: Town,
  progress: (line: string) => void,
): Promise<void> {
  let operations: unknown[] = [];
  const flush = async (): Promise<void> => {
    if (operations.length === 0) return;
    const { errors, items } = await client.bulk({ operations });
    if (errors)
      throw new Error(`a bin was not stored: ${JSON.stringify(items.find(({ index }) => index?.error))}`);
    operations = [];
  };
  for (let h = 0; h < days * 24; h += 1) {
    const hour = start + h * hourMs;
    for (let z = 0; z < zones; z += 1) {
      const bin = binOf(z, h, hour);
      operations.push({ index: { _index: `${prefix}-bins-v1-${monthOf(hour)}`, _id: bin.key } }, bin);
      if (operations.length >= 2 * documentsPerRequest) await flush();
    }
    if (h % (60 * 24) === 0) progress(`Elasticsearch: bins of day ${h / 24} of ${days} written`);
  }
  await flush();
}

/** One entry for the hour, as bins older than the retention of quarter hours have. */
function binOf(z: number, h: number, hour: number) {
  const { n, total, max } = sumsOf(z, h);
  const cameraId = cameraOfZone(z);
  const classes = { bicycle: [0, 0], car: [total, max], motorcycle: [0, 0], bus: [0, 0], truck: [0, 0] };
  return {
    key: `${hour.toString(36).padStart(9, '0')}-${cameraId}-view-1`,
    hourAt: hour,
    cameraId,
    zoneId: 'view',
    zone: `${cameraId}/view`,
    siteId: siteOfZone(z),
    cameraVersion: 1,
    slotMs,
    grainMs: hourMs,
    quarters: { of: [[0, n, total, max, 0, 0, 0, classes, {}]] },
  };
}

async function writeStates({ client }: BenchServer, prefix: string, { days }: Town): Promise<void> {
  const settings = await client.indices.getSettings({ index: `${prefix}-bins-v1-*`, name: 'index.uuid' });
  const first = Math.floor(start / dayMs) * dayMs;
  const operations: unknown[] = [];
  for (let hourAt = first; hourAt < first + (days + 1) * dayMs; hourAt += hourMs) {
    const binsIn = settings[`${prefix}-bins-v1-${monthOf(hourAt)}`]?.settings?.index?.uuid ?? '';
    const id = `hour-${isoOf(hourAt).slice(0, 13)}`;
    const state = { kind: 'hour', hourAt, state: 'settled', quietUntil: 0, stamp: randomUUID(), binsIn };
    operations.push({ index: { _index: `${prefix}-state-v1`, _id: id } }, state);
  }
  await client.bulk({ operations, refresh: true });
}

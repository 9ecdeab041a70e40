import { VialogServer } from '@vialog/testkit';
import type { Part, PartOptions, Row, Target } from './part.ts';
import { residentMb } from './process-tree.ts';
import { cameraOf, csvOf, paths, siteInputs } from './registry-cameras.ts';
import { quantile } from './statistics.ts';

const command = 'npm run bench -- registry';
/** Without the limit of requests per client. */
const unlimited = { env: { VIALOG_RATE_LIMIT: '0' } };
/** Requests in flight while cameras are registered. */
const clients = 8;

/** Registering, importing, listing and searching 20,000 cameras. */
export const registry: Part = {
  name: 'registry',
  title: 'Registry: 20,000 cameras with 40,000 zones',
  method:
    'A standalone server with SQLite and draft cameras, over HTTP on the same machine. Cameras with two zones in 200 sites ' +
    'are registered one by one by 8 clients; the rate of the last 4,000. Then one request at a time, p95 of 100 ' +
    'after 5 to warm up. "While cameras change": another client changes a camera between any two requests. A CSV file with ' +
    'the same number of cameras is imported into an empty server. Starts: time until /readyz, minus that of an empty server.',
  run: async (options) => {
    const count = options.quick ? 2_000 : 20_000;
    const emptyMb = await importRows(count, options);
    const server = await VialogServer.start(unlimited);
    try {
      const rates = await register(server, count, options);
      const rows = [...rates, ...(await queryRows(server, options)), memoryRow(server, emptyMb.residentMb)];
      return [...emptyMb.rows, ...rows, await startRow(server, emptyMb.startMs, count)];
    } finally {
      await server.remove();
    }
  },
};

const atMost = (limit: number): Target => ({ bound: 'at most', limit });
const atLeast = (limit: number): Target => ({ bound: 'at least', limit });

async function importRows(
  count: number,
  { progress }: PartOptions,
): Promise<{ readonly rows: Row[]; readonly startMs: number; readonly residentMb: number }> {
  const server = await VialogServer.start(unlimited);
  try {
    const began = performance.now();
    await server.stop();
    const startMs = await durationOf(() => server.startAgain());
    const empty = residentMb(server.pid);
    progress(`an empty server starts in ${Math.round(startMs)} ms (${Math.round(began)})`);
    const body = new Blob([csvOf(count)]);
    const headers = { 'content-type': 'text/csv' };
    const took = await durationOf(async () => {
      const response = await server.fetch('/v1/cameras/import?format=csv&lifecycle=draft', {
        method: 'POST',
        body: await body.bytes(),
        headers,
      });
      if (!response.ok)
        throw new Error(`the import responded with ${response.status}: ${await response.text()}`);
    });
    const value = (count * 1000) / took;
    progress(`${count} cameras imported at ${Math.round(value)}/s`);
    const row: Row = {
      what: 'Import of a CSV file',
      value,
      unit: 'cameras/s',
      target: atLeast(1_000),
      command,
    };
    return { rows: [row], startMs, residentMb: empty };
  } finally {
    await server.remove();
  }
}

async function register(server: VialogServer, count: number, { progress }: PartOptions): Promise<Row[]> {
  const sites: string[] = [];
  for (const input of siteInputs()) {
    const { siteId } = await server.post<{ siteId: string }>('/v1/sites', input);
    sites.push(siteId);
  }
  const block = count / 5;
  const rates: number[] = [];
  for (let from = 0; from < count; from += block) {
    let next = from;
    const client = async (): Promise<void> => {
      while (next < from + block) {
        next += 1;
        await server.post('/v1/cameras', cameraOf(next - 1, sites));
      }
    };
    const took = await durationOf(() => Promise.all(Array.from({ length: clients }, client)));
    rates.push((block * 1000) / took);
    progress(`${from + block} cameras, the last ${block} at ${Math.round(rates.at(-1) ?? NaN)}/s`);
  }
  const first = rates[0] ?? NaN;
  const last = rates.at(-1) ?? NaN;
  const against = `the first ${block} cameras: ${Math.round(first)}/s`;
  const what = `Registering one by one, up to ${count} cameras`;
  return [{ what, value: last, unit: 'cameras/s', against, target: atLeast(200), command }];
}

async function queryRows(server: VialogServer, { quick, progress }: PartOptions): Promise<Row[]> {
  const rows: Row[] = [];
  const { items } = await server.json<{ items: { cameraId: string }[] }>('/v1/cameras/summaries?limit=1000');
  for (const [what, path] of paths) {
    for (const changing of [false, true]) {
      const value = await p95(server, path, {
        times: quick ? 20 : 100,
        changed: changing ? items.map(({ cameraId }) => cameraId) : [],
      });
      progress(`${what}${changing ? ', changing' : ''}: ${value.toFixed(1)} ms`);
      const title = changing ? `${what}, while cameras change` : what;
      rows.push({ what: title, value, unit: 'ms p95', target: atMost(100), command });
    }
  }
  return rows;
}

interface Requests {
  readonly times: number;
  /** Cameras of which one is changed before each request; empty: none. */
  readonly changed: readonly string[];
}

async function p95(server: VialogServer, path: string, { times, changed }: Requests): Promise<number> {
  const took: number[] = [];
  for (let i = -5; i < times; i += 1) {
    const cameraId = changed[(i + 5) % Math.max(changed.length, 1)];
    if (cameraId !== undefined)
      await server.post(`/v1/cameras/${cameraId}`, { tags: [`run-${i + 5}`] }, 'PATCH');
    const ms = await durationOf(() => server.json(path));
    if (i >= 0) took.push(ms);
  }
  return quantile(took, 0.95);
}

function memoryRow(server: VialogServer, emptyMb: number): Row {
  const value = residentMb(server.pid) - emptyMb;
  return {
    what: 'Resident memory more than an empty server, after all requests',
    value,
    unit: 'MB',
    against: `an empty server: ${Math.round(emptyMb)} MB`,
    command,
  };
}

async function startRow(server: VialogServer, emptyMs: number, count: number): Promise<Row> {
  await server.stop();
  const ms = await durationOf(() => server.startAgain());
  return {
    what: `Start with ${count} draft cameras, more than with none`,
    value: (ms - emptyMs) / 1000,
    unit: 's',
    against: `an empty server: ${(emptyMs / 1000).toFixed(1)} s`,
    target: atMost(5),
    command,
  };
}

async function durationOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { searchSql, type ComparedEvents } from './compared-events.ts';
import { pythonWithClickhouse } from './python.ts';

const script = fileURLToPath(new URL('../python/clickhouse_events.py', import.meta.url));

/** A line of the script: the version first, then one response per request. */
interface ScriptLine {
  readonly version?: string;
  readonly ids?: readonly string[];
}

/** ClickHouse (chdb) in a Python process with two threads, its table in the order of time. Requests go through pipes. */
export async function openClickhouseEvents(progress: (line: string) => void): Promise<ComparedEvents> {
  const python = await pythonWithClickhouse(progress);
  const folder = mkdtempSync(join(tmpdir(), 'vialog-clickhouse-'));
  const rows = join(folder, 'events.tsv');
  const child = spawn(python, [script, join(folder, 'data')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<ScriptLine> => {
    const { value, done } = await lines.next();
    if (done)
      throw new Error(`The ClickHouse process ended with code ${child.exitCode}. See its output above.`);
    return JSON.parse(value) as ScriptLine;
  };
  const request = async (body: object): Promise<readonly string[]> => {
    child.stdin.write(`${JSON.stringify(body)}\n`);
    return (await next()).ids ?? [];
  };
  const { version = '' } = await next();
  return {
    name: `ClickHouse ${version}`,
    append: (events) => {
      const text = events.map(({ slotStartAt, eventId, cameraId, position, total = 0, counts }) =>
        [
          Date.parse(slotStartAt),
          eventId,
          cameraId,
          ...position,
          total,
          counts?.car ?? 0,
          counts?.truck ?? 0,
        ].join('\t'),
      );
      appendFileSync(rows, `${text.join('\n')}\n`);
    },
    settle: async () => {
      await request({ load: rows });
      rmSync(rows);
    },
    search: (search) => request({ sql: searchSql(search) }),
    selectOne: () => request({ sql: "SELECT 1, 'one'" }),
    close: async () => {
      child.stdin.end();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

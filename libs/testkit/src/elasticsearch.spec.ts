import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { missingElasticsearch, useElasticsearch, type ElasticsearchUnderTest } from './elasticsearch.ts';
import { describeUnless } from './system-needs.ts';

const own = `spec-${process.pid}`;

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Other suites may create indices on the shared server at the same moment. */
async function expectGreen(url: string): Promise<void> {
  const response = await fetch(`${url}/_cluster/health?wait_for_status=green&timeout=180s`);
  expect(await response.json()).toMatchObject({ status: 'green', timed_out: false });
}

const parentOf = (pid: number): number =>
  Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);

describeUnless(missingElasticsearch(), describe)('useElasticsearch', () => {
  // The tests use one server after the other: each start takes long.
  let users: readonly ElasticsearchUnderTest[] = [];
  const pidOf = ({ pid }: ElasticsearchUnderTest): number => pid as number;

  beforeAll(async () => {
    process.env['VIALOG_ELASTICSEARCH_LINGER_MS'] = '500';
    process.env['VIALOG_ELASTICSEARCH_JAVA_OPTS'] =
      '-Xms256m -Xmx256m -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC';
    if (process.env['ELASTICSEARCH_URL'] === undefined)
      users = await Promise.all([useElasticsearch({ own }), useElasticsearch({ own })]);
  });

  it('useElasticsearch shares one server between its users, also after one of them has released it', async () => {
    const [a, b] = users;
    if (!a || !b) return; // the server of ELASTICSEARCH_URL
    expect(b).toMatchObject({ url: a.url, pid: a.pid });
    await expectGreen(a.url);
    a.release();
    await sleep(2_000);
    expect(isRunning(pidOf(a))).toBe(true);
  });

  it('useElasticsearch starts another server while the one before is stopping', async () => {
    const before = users[1];
    if (!before) return; // the server of ELASTICSEARCH_URL
    process.kill(parentOf(pidOf(before)), 'SIGTERM');
    const after = await useElasticsearch({ own });
    users = [after];
    expect(after.pid).not.toBe(before.pid);
    await expectGreen(after.url);
  });

  it('useElasticsearch stops the server after the last release', async () => {
    const [last] = users;
    if (!last) return; // the server of ELASTICSEARCH_URL
    expect(isRunning(pidOf(last))).toBe(true);
    last.release();
    while (isRunning(pidOf(last))) await sleep(200);
  });
});

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { missingElasticsearch, useElasticsearch } from './elasticsearch.ts';
import { describeUnless } from './system-needs.ts';

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
  it('useElasticsearch starts another server while the one before is stopping', async () => {
    process.env['VIALOG_ELASTICSEARCH_LINGER_MS'] = '500';
    process.env['VIALOG_ELASTICSEARCH_JAVA_OPTS'] = '-Xms256m -Xmx256m -XX:TieredStopAtLevel=1';
    const own = `stopping-${process.pid}`;
    const before = await useElasticsearch({ own });
    if (before.pid === undefined) return; // the server of ELASTICSEARCH_URL
    process.kill(parentOf(before.pid), 'SIGTERM');
    const after = await useElasticsearch({ own });
    expect(after.pid).not.toBe(before.pid);
    await expectGreen(after.url);
    after.release();
  });

  it('useElasticsearch shares one server that does not run as root, and stops it after the last release', async () => {
    process.env['VIALOG_ELASTICSEARCH_LINGER_MS'] = '500';
    process.env['VIALOG_ELASTICSEARCH_JAVA_OPTS'] = '-Xms256m -Xmx256m -XX:TieredStopAtLevel=1';
    const own = `spec-${process.pid}`;
    const [a, b] = await Promise.all([useElasticsearch({ own }), useElasticsearch({ own })]);
    if (a.pid === undefined) return; // the server of ELASTICSEARCH_URL
    expect(b).toMatchObject({ url: a.url, pid: a.pid });
    await expectGreen(a.url);
    a.release();
    await sleep(2_000);
    expect(isRunning(a.pid)).toBe(true);
    b.release();
    while (isRunning(a.pid)) await sleep(200);
  });
});

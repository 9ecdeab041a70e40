import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import {
  ClusterUnderTest,
  describeUnless,
  freePort,
  missingElasticsearch,
  missingNats,
  withElasticsearch,
} from '@vialog/testkit';
import { allEvents, measuredSlots, patiently, until, hangGuardMs } from '../server/queries.ts';
import { register, viewCamera } from '../server/cameras.ts';
import { filesBelow, markedPicture, tracesInFiles } from '../server/marked-picture.ts';
import { tracesIn } from '../server/picture-traces.ts';
import { comparisonIsKept, countsArrive } from '../server/sent-counts.ts';

jest.setTimeout(hangGuardMs);

describeUnless(missingNats() ?? missingElasticsearch(), describe)('a cluster with Elasticsearch', () => {
  let cluster: ClusterUnderTest;
  let camera: Camera;
  let snapshots: Server;
  let live = '';
  const listening = new AbortController();

  beforeAll(async () => {
    snapshots = createServer((_request, response) => {
      void markedPicture().then((jpeg) => response.setHeader('content-type', 'image/jpeg').end(jpeg));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => snapshots.listen(port, '127.0.0.1', resolve));
    cluster = await ClusterUnderTest.start({
      args: withElasticsearch(),
      env: {
        VIALOG_ALLOW_CIDRS: '127.0.0.0/8',
        VIALOG_LOG_LEVEL: 'trace',
        VIALOG_ELASTICSEARCH_JAVA_OPTS:
          '-Xms512m -Xmx512m -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC',
      },
    });
    void listen();
    camera = await register(cluster, viewCamera('Marked', `http://127.0.0.1:${port}/cam.jpg`));
  });
  afterAll(async () => {
    listening.abort();
    snapshots?.close();
    await cluster?.remove();
  });

  async function listen(): Promise<void> {
    try {
      const reply = await cluster.fetch('/v1/live', { signal: listening.signal });
      for await (const chunk of reply.body ?? []) live += Buffer.from(chunk as Uint8Array).toString('latin1');
    } catch {
      // The test has ended.
    }
  }

  test('a cluster stores counts in Elasticsearch and finds them', async () => {
    await measuredSlots(patiently(cluster), camera, 'view', { atLeast: 2 });
    expect(cluster.log).not.toContain('events are stored in SQLite');
    await until(
      'the live feed',
      () => Promise.resolve(live),
      (text) => text.includes('event: count'),
    );
  });

  test('a marked picture leaves no trace in streams, stores, logs, replies or the live feed', async () => {
    const files = await filesBelow(cluster.dataDir);
    // Model weights at the broker can contain bytes that look like the start of a picture.
    const broker = files.filter((path) => path.includes('/nats/') && !path.includes('OBJ_vialog_models'));
    const store = files.filter((path) => path.includes('/elasticsearch/'));
    expect(broker.some((path) => path.includes('EVENTS'))).toBe(true);
    expect(broker.some((path) => path.includes('FRAMES') && path.endsWith('.blk'))).toBe(false);
    const others = files.filter((path) => !path.includes('/nats/') && !path.includes('/elasticsearch/'));
    expect(await tracesInFiles([...broker, ...others])).toEqual({});
    // Compressed data can start like a picture, but uncompressed data would contain the mark.
    const marks = Object.values(await tracesInFiles(store))
      .flat()
      .filter((trace) => trace.includes('mark'));
    expect(marks).toEqual([]);
    for (const text of [cluster.log, live, JSON.stringify(await allEvents(patiently(cluster), ''))])
      expect(tracesIn(Buffer.from(text, 'latin1'))).toEqual([]);
  });

  test('counts of a loop pass the broker to Elasticsearch and are found by their origin', () =>
    countsArrive(cluster));

  test('a comparison of two counters is computed from Elasticsearch and kept', () =>
    comparisonIsKept(cluster));

  test('a cluster with Elasticsearch stops with exit code 0', async () => {
    expect(await cluster.stop()).toBe(0);
    expect(cluster.log).not.toContain('is killed');
  });
});

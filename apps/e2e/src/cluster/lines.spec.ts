import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera, CountEvent, LiveTrialResponse } from '@vialog/contracts';
import { connectToBroker, unpackRecord } from '@vialog/nats';
import { ClusterUnderTest, clusterStartMs, describeUnless, missingNats } from '@vialog/testkit';
import { allEvents, hangGuardMs, until } from '../server/queries.ts';
import { register } from '../server/cameras.ts';
import { fieldsOf } from '../server/record-fields.ts';
import { slotMs, untilMiddleOfSlot } from '../server/slots.ts';
import { granted } from '../server/stills.ts';
import {
  countedSlots,
  crossingsIn,
  doubledIn,
  lineSlots,
  restartAfter,
  startOf,
  trafficCamera,
  trueCrossings,
  wrongIn,
} from '../server/traffic-counts.ts';
import { startEdge, type EdgeProcess } from './edge-process.ts';

jest.setTimeout(hangGuardMs);

const detectorNames = ['detector-1', 'detector-2'] as const;

/** Fields of replies to frames of tracked cameras. */
const allowedInReplies = new RegExp(
  [
    '^(v|kind|lease|reason|detail)$',
    '^count\\.(v|cameraId|cameraVersion|capturedAt|model|modelDigest)$',
    '^count\\.tracking\\.(session|startedAt)$',
    '^count\\.zones\\.(zoneId|total|stopped)$',
    '^count\\.zones\\.(counts|inbound|outbound)\\.(person|bicycle|car|motorcycle|bus|truck)$',
  ].join('|'),
);

/** Fields of the response to a live trial. */
const allowedInLiveTrials = new RegExp(
  [
    '^(liveTrialId|model|startedAt|frames|framesPerSecond|warnings)$',
    '^zones\\.(zoneId|total)$',
    '^zones\\.(counts|inbound|outbound)\\.(person|bicycle|car|motorcycle|bus|truck)$',
  ].join('|'),
);

describeUnless(missingNats(), describe)('a cluster that counts lines', () => {
  let cluster: ClusterUnderTest;
  let gate: Camera;

  beforeAll(async () => {
    cluster = await ClusterUnderTest.start();
    gate = await register(cluster, trafficCamera('Gate', 'synthetic:gate?seed=90101'));
  }, clusterStartMs);
  afterAll(() => cluster?.remove());

  async function metricOf(name: string, pattern: RegExp): Promise<number> {
    const response = await fetch(`${cluster.named(name).url}/metrics`);
    return Number(pattern.exec(await response.text())?.[1] ?? 0);
  }
  /** Frames that a detector has counted. */
  const countedBy = (name: string) => metricOf(name, /^vialog_frames_total\{kind="counted"\} (\d+)$/m);
  const partitionsOf = (name: string) => metricOf(name, /^vialog_tracking_partitions_held (\d+)$/m);

  /** The detector that counts the frames of the only camera. Rejects if both count. */
  async function holder(): Promise<string> {
    const before = await Promise.all(detectorNames.map(countedBy));
    const growth = await until(
      'ten counted frames',
      async () => (await Promise.all(detectorNames.map(countedBy))).map((now, i) => now - (before[i] ?? 0)),
      (numbers) => numbers.some((number) => number >= 10),
    );
    expect(growth.filter((number) => number > 0)).toHaveLength(1);
    return detectorNames[growth.findIndex((number) => number > 0)] as string;
  }

  async function sharesAreEqual(): Promise<void> {
    await until(
      'equal shares of both detectors',
      () => Promise.all(detectorNames.map(partitionsOf)),
      (held) => held.every((number) => number === 32),
    );
  }

  test('the crossings of a camera are in its slots, counted by one of two detectors', async () => {
    await sharesAreEqual();
    const counted = await countedSlots(cluster, gate, { vehicles: 12 });
    expect(wrongIn(gate, counted)).toEqual([]);
    await holder();
  });

  test('a live trial returns the crossings of a draft line, and nothing but numbers', async () => {
    const path = await granted(cluster, `/v1/cameras/${gate.cameraId}`, {});
    const [line] = trafficCamera('Draft', gate.stream.url).zones;
    const zones = [{ ...line, zoneId: 'draft' }];
    let liveTrialId: string | undefined;
    const read = async () => {
      const body = { zones, ...(liveTrialId === undefined ? {} : { liveTrialId }) };
      const response = await cluster.post<LiveTrialResponse>(`${path}/live-trial`, body);
      ({ liveTrialId } = response);
      return response;
    };
    const drafts = (response: LiveTrialResponse) =>
      response.zones.filter(({ zoneId }) => zoneId === 'draft' && response.fault === undefined);
    const crossed = (response: LiveTrialResponse) =>
      crossingsIn(drafts(response), 'inbound') + crossingsIn(drafts(response), 'outbound');
    const response = await until('crossings of the draft line', read, (now) => crossed(now) >= 4);
    const { startedAt = '', ...rest } = response;
    expect(crossed(response)).toBeLessThanOrEqual(trueCrossings(gate, Date.parse(startedAt)).length);
    expect([...fieldsOf(response).keys()].filter((field) => !allowedInLiveTrials.test(field))).toEqual([]);
    const { framesPerSecond, ...counts } = rest;
    expect(framesPerSecond).toBeGreaterThan(0);
    expect([...fieldsOf(counts).values()].flat().filter((number) => !Number.isInteger(number))).toEqual([]);
    const stored = await allEvents(cluster, `camera:${gate.cameraId} last:1h`);
    expect(stored.map(({ zoneId }) => zoneId)).not.toContain('draft');
  });

  test('the camera of a killed detector moves to the other, and the slot says that tracking restarted', async () => {
    await sharesAreEqual();
    const name = await holder();
    await untilMiddleOfSlot();
    const killedAt = Date.now();
    const pid = cluster.signal(name, 'SIGKILL');
    const restart = await until(
      'a slot in which tracking restarted',
      async () => restartAfter(await lineSlots(cluster, gate), killedAt + slotMs),
      (slot) => slot !== undefined,
    );
    const counted = await countedSlots(cluster, gate, { vehicles: 8, from: startOf(restart as CountEvent) });
    expect(wrongIn(gate, counted)).toEqual([]);
    await until(
      `another ${name}`,
      () => Promise.resolve(cluster.named(name).pid),
      (now) => now !== undefined && now !== pid,
    );
  });

  test('a frozen detector that resumes does not count for the camera that moved meanwhile', async () => {
    await sharesAreEqual();
    const name = await holder();
    const frozenAt = Date.now();
    cluster.signal(name, 'SIGSTOP');
    try {
      await until(
        'a slot in which tracking restarted',
        async () => restartAfter(await lineSlots(cluster, gate), frozenAt + slotMs),
        (slot) => slot !== undefined,
      );
    } finally {
      cluster.signal(name, 'SIGCONT');
    }
    await sharesAreEqual();
    const counted = await countedSlots(cluster, gate, { vehicles: 8, from: Date.now() });
    expect(wrongIn(gate, counted)).toEqual([]);
    await holder();
  });

  test('the replies of detectors have counters per zone and class, and no box, track, position or time of a vehicle', async () => {
    const broker = await connectToBroker({
      servers: cluster.named('nats').url,
      service: 'ingest',
      user: 'ingest',
      password: cluster.password('ingest'),
    });
    const replies: unknown[] = [];
    const payloads: number[] = [];
    broker.subscribe('vialog.v1.answers.>', {
      callback: (_error, message) => {
        const { record, bytes } = unpackRecord(message);
        replies.push(record);
        payloads.push(bytes?.length ?? 0);
      },
    });
    await until(
      'replies with crossings',
      () => Promise.resolve(replies),
      (all) => JSON.stringify(all).includes('"inbound":{') && all.length >= 20,
    );
    await broker.close();
    const fields = fieldsOf(replies);
    expect([...fields.keys()].filter((field) => !allowedInReplies.test(field))).toEqual([]);
    // Counters are whole numbers: a position or a score would have decimals.
    for (const numbers of fields.values())
      expect(numbers.filter((number) => !Number.isInteger(number))).toEqual([]);
    expect(payloads.filter((length) => length > 0)).toEqual([]);
  });

  test('no vehicle counts twice in any slot, also where the camera moved', async () => {
    expect(doubledIn(gate, await lineSlots(cluster, gate))).toEqual([]);
  });

  describe('with an edge', () => {
    let edge: EdgeProcess;
    beforeAll(async () => {
      await cluster.post(`/v1/cameras/${gate.cameraId}/pause`, {});
      edge = await startEdge(cluster, { region: 'north', env: {} });
    });
    afterAll(() => edge?.stop());

    test('an edge tracks the cameras of its region in its own process, without the detectors', async () => {
      const url = 'synthetic:gate?seed=90102';
      const camera = await register(cluster, trafficCamera('North', url, { tags: ['region:north'] }));
      await until(
        'the first slot of the edge',
        () => lineSlots(cluster, camera),
        (slots) => slots.length > 0,
      );
      const before = await Promise.all(detectorNames.map(countedBy));
      const counted = await countedSlots(cluster, camera, { vehicles: 8 });
      expect(wrongIn(camera, counted)).toEqual([]);
      expect(await Promise.all(detectorNames.map(countedBy))).toEqual(before);
    });
  });
});

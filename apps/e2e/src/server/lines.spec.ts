import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera, CountEvent } from '@vialog/contracts';
import { describeUnless, missingSystemNeeds, VialogServer } from '@vialog/testkit';
import { allEvents, hangGuardMs, until } from './queries.ts';
import { register } from './cameras.ts';
import { crossingsPerLoop, loopCamera, loopCounts, startGateLoop, type GateLoop } from './gate-loop.ts';
import { childrenOf } from './processes.ts';
import { fieldsOf } from './record-fields.ts';
import {
  countedSlots,
  doubledIn,
  lineSlots,
  restartAfter,
  startOf,
  trafficCamera,
  wrongIn,
} from './traffic-counts.ts';

jest.setTimeout(hangGuardMs);

describe('a server that counts a line', () => {
  let server: VialogServer;
  let gate: Camera;
  let live = '';
  const listening = new AbortController();

  beforeAll(async () => {
    server = await VialogServer.start({
      env: { VIALOG_DETECTORS: '1', VIALOG_LOG_LEVEL: 'trace', VIALOG_ALLOW_CIDRS: '127.0.0.0/8' },
    });
    void listen();
    gate = await register(server, trafficCamera('Gate', 'synthetic:gate?seed=90101'));
  });
  afterAll(async () => {
    listening.abort();
    await server?.remove();
  });

  async function listen(): Promise<void> {
    try {
      const response = await server.fetch('/v1/live', { signal: listening.signal });
      for await (const chunk of response.body ?? []) live += Buffer.from(chunk as Uint8Array).toString();
    } catch {
      // The test has ended.
    }
  }

  test('the crossings of a rendered gate are in the slots of its line, by direction', async () => {
    const counted = await countedSlots(server, gate, { vehicles: 12 });
    expect(wrongIn(gate, counted)).toEqual([]);
    for (const event of counted.slots) expect(event.counts).toBeUndefined();
  });

  test('after the detector was killed the slot says that tracking restarted, and the line counts on', async () => {
    const [detector] = childrenOf(server.pid, 'detector-child');
    const killedAt = Date.now();
    process.kill(detector as number, 'SIGKILL');
    const restart = await until(
      'a slot in which tracking restarted',
      async () => restartAfter(await lineSlots(server, gate), killedAt),
      (slot) => slot !== undefined,
    );
    const counted = await countedSlots(server, gate, { vehicles: 8, from: startOf(restart as CountEvent) });
    expect(wrongIn(gate, counted)).toEqual([]);
  });

  test('events, live feed and log have no tracking session, box or position of a vehicle', async () => {
    const events = await allEvents(server, `camera:${gate.cameraId} zone:line last:1h`);
    const sent = JSON.stringify(events) + live;
    expect(live).toContain('"inbound"');
    expect(sent).not.toMatch(/"(session|tracking|tracks?|box(es)?|anchor|x1|y1)"/);
    const numbers = [...fieldsOf(events)].filter(([field]) => field !== 'position').flatMap(([, all]) => all);
    expect(numbers.filter((number) => !Number.isInteger(number))).toEqual([]);
    expect(server.log).not.toMatch(/startedAt|"(tracks?|box(es)?|anchor|x1|y1)"/);
  });

  test('no vehicle counts twice in any slot, also where tracking restarted', async () => {
    expect(doubledIn(gate, await lineSlots(server, gate))).toEqual([]);
  });

  describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)('over RTSP', () => {
    let loop: GateLoop;
    beforeAll(async () => {
      await server.post(`/v1/cameras/${gate.cameraId}/pause`, {});
      loop = await startGateLoop();
    });
    afterAll(() => loop?.stop());

    test('the crossings of a real stream are in the slots of its line, by direction', async () => {
      const camera = await register(server, loopCamera('Gate over RTSP', loop));
      const { inbound, loops } = await loopCounts(server, camera, loop);
      expect(inbound).toBeLessThanOrEqual(loops * crossingsPerLoop);
    });
  });

  test.each([
    [
      'on the edge of the picture',
      {
        line: [
          [0.1, 1],
          [0.9, 1],
        ],
      },
      /lies on the lower edge/,
    ],
    [
      'that crosses itself',
      {
        line: [
          [0.1, 0.1],
          [0.9, 0.9],
          [0.9, 0.1],
          [0.1, 0.9],
        ],
      },
      /cross/,
    ],
    ['of one point', { line: [[0.1, 0.1]] }, /at least 2 points/],
    [
      'that is too short',
      {
        line: [
          [0.5, 0.5],
          [0.515, 0.5],
        ],
      },
      /shorter than 0.03/,
    ],
    [
      'outside the picture',
      {
        line: [
          [0.5, 0.5],
          [1.5, 0.5],
        ],
      },
      /expected 0 to 1, found 1.5/,
    ],
    ['with one name for both directions', { directions: { inbound: 'In', outbound: 'in' } }, /same name/],
  ])('a line %s is rejected with the reason', async (_what, drawn, message) => {
    const { zones, ...camera } = trafficCamera('Badly drawn', 'synthetic:gate?seed=3');
    const body = { ...camera, zones: [{ ...zones[0], ...drawn }] };
    await expect(register(server, body)).rejects.toThrow(message);
  });

  test.each([
    [{ mode: 'fps', fps: 2.5 }, /at 2.5 frames per second, expected at least 3/],
    [{ mode: 'keyframes' }, /samples key frames only, expected at least 3/],
  ])('a line for the plan %j is rejected with the rate that it needs', async (plan, message) => {
    const body = trafficCamera('Slow', 'synthetic:gate?seed=3', { plan });
    await expect(register(server, body)).rejects.toThrow(message);
  });
});

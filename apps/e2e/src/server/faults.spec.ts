import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { VialogServer } from '@vialog/testkit';
import { allEvents, ledgerOf, measuredSlots, until } from './asking.ts';
import { register, viewCamera } from './cameras.ts';
import { slotsByHand } from './coverage-by-hand.ts';
import { childrenOf } from './processes.ts';

const slotMs = 10_000;
/** A slot is explained this long after its end at the latest: lateness, a tick, the way into the store. */
const explainedMs = 36_000;

const untilMiddleOfSlot = () => wait(slotMs - (Date.now() % slotMs) + 4_000);

describe('a server whose processes are killed', () => {
  let server: VialogServer;
  let camera: Camera;

  beforeAll(async () => {
    server = await VialogServer.start();
    camera = await register(server, viewCamera('Lot', 'synthetic:lot?seed=5'));
    await measuredSlots(server, camera, 'view', { atLeast: 1 });
  }, 90_000);
  afterAll(() => server?.remove());

  /** Asserts that each slot that is over and explained stands exactly once, and that the ledger says the same. */
  async function nothingLostNothingDoubled(): Promise<string[]> {
    const settledTo = Math.floor((Date.now() - explainedMs) / slotMs) * slotMs;
    const events = await allEvents(server, `camera:${camera.cameraId} zone:view last:1h`);
    const byHand = slotsByHand(camera, 'view', events, settledTo);
    expect(byHand.missing.map((start) => new Date(start).toISOString())).toEqual([]);
    expect(byHand.doubled).toEqual([]);
    expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
    const rows = await ledgerOf(server, camera.cameraId);
    for (const row of rows) expect(row.measured + row.gaps + row.pending).toBe(row.expected);
    const counted = byHand.outcomes.filter((outcome) => outcome === 'measured').length;
    expect(rows.reduce((sum, row) => sum + row.measured, 0)).toBeGreaterThanOrEqual(counted);
    return byHand.outcomes;
  }

  test('goes on counting with a new detector when the detector is killed', async () => {
    const before = (await allEvents(server, `camera:${camera.cameraId} kind:measured`)).length;
    const [detector] = childrenOf(server.pid, 'detector');
    expect(detector).toBeDefined();
    await untilMiddleOfSlot();
    process.kill(detector as number, 'SIGKILL');
    await until('another detector', () => Promise.resolve(childrenOf(server.pid, 'detector')), (pids) => pids.length > 0 && !pids.includes(detector as number)); // prettier-ignore
    await measuredSlots(server, camera, 'view', { atLeast: before + 3, limitMs: 60_000 });
  }, 120_000);

  test('loses no slot and doubles none when the whole server is killed in the middle of a slot', async () => {
    await untilMiddleOfSlot();
    await server.kill();
    await wait(2 * slotMs);
    await server.startAgain();
    const before = (await allEvents(server, `camera:${camera.cameraId} kind:measured`)).length;
    await measuredSlots(server, camera, 'view', { atLeast: before + 4, limitMs: 90_000 });
    const outcomes = await nothingLostNothingDoubled();
    expect(outcomes).toContain('not_running');
    expect(outcomes.filter((outcome) => outcome === 'measured').length).toBeGreaterThan(4);
  }, 200_000);

  test('a reader that is killed is replaced and the question asked again is answered', async () => {
    for (const pid of childrenOf(server.pid, 'reader')) process.kill(pid, 'SIGKILL');
    await until('an answer', async () => (await server.fetch('/v1/events?limit=1')).status, (status) => status === 200, 20_000); // prettier-ignore
  }, 30_000);

  test('ends politely: exit code 0, and what was measured is there after the next start', async () => {
    expect(await server.stop()).toBe(0);
    expect(childrenOf(server.pid, '')).toEqual([]);
    await server.startAgain();
    await nothingLostNothingDoubled();
  }, 90_000);

  test('refuses to share its data folder with a second server', async () => {
    await expect(VialogServer.start({ dataDir: server.dataDir })).rejects.toThrow(
      /only one writing to .*stop it or choose another data folder/,
    );
  }, 70_000);
});

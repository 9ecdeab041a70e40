import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { VialogServer } from '@vialog/testkit';
import { allEvents, ledgerOf, measuredSlots, until, hangGuardMs } from './queries.ts';
import { register, viewCamera } from './cameras.ts';
import { slotsByHand } from './coverage-by-hand.ts';
import { childrenOf } from './processes.ts';
import { slotMs, untilMiddleOfSlot } from './slots.ts';

jest.setTimeout(hangGuardMs);

/** Maximum time from the end of a slot to its record, ms: lateness, one tick and the write to the store. */
const explainedMs = 36_000;

describe('a server whose processes are killed', () => {
  let server: VialogServer;
  let camera: Camera;
  /** Number of measured slots when the server was ready again. */
  let whenBack = 0;
  /** No process was killed after this moment. */
  let lastKillAt = 0;

  beforeAll(async () => {
    server = await VialogServer.start();
    camera = await register(server, viewCamera('Lot', 'synthetic:lot?seed=5'));
    await measuredSlots(server, camera, 'view', { atLeast: 1 });
  });
  afterAll(() => server?.remove());

  const measuredNow = () => allEvents(server, `camera:${camera.cameraId} kind:measured`);

  /** Asserts that each ended slot has exactly one measurement or explanation, and that the ledger agrees. */
  async function expectCompleteLedger(): Promise<string[]> {
    const settledTo = Math.floor((Date.now() - explainedMs) / slotMs) * slotMs;
    const eventsNow = () => allEvents(server, `camera:${camera.cameraId} zone:view last:1h`);
    const missingOf = async () => slotsByHand(camera, 'view', await eventsNow(), settledTo).missing;
    await until('a record of every slot', missingOf, (missing) => missing.length === 0);
    const events = await eventsNow();
    const byHand = slotsByHand(camera, 'view', events, settledTo);
    expect(byHand.doubled).toEqual([]);
    expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
    const rows = await ledgerOf(server, camera.cameraId);
    for (const row of rows) expect(row.measured + row.gaps + row.pending).toBe(row.expected);
    const counted = byHand.outcomes.filter((outcome) => outcome === 'measured').length;
    expect(rows.reduce((sum, row) => sum + row.measured, 0)).toBeGreaterThanOrEqual(counted);
    return byHand.outcomes;
  }

  test('the server restarts after it was killed in the middle of a slot', async () => {
    await untilMiddleOfSlot();
    const killedAt = Date.now();
    await server.kill();
    // The server does not run during the whole next slot.
    const wholeSlotMs = 2 * slotMs - (killedAt % slotMs);
    await wait(wholeSlotMs);
    await server.startAgain();
    whenBack = (await measuredNow()).length;
  });

  test('the server continues with a new detector process after the detector was killed', async () => {
    await until(
      'a detector',
      () => Promise.resolve(childrenOf(server.pid, 'detector')),
      (pids) => pids.length > 0,
    );
    await untilMiddleOfSlot();
    const [detector] = childrenOf(server.pid, 'detector');
    expect(detector).toBeDefined();
    process.kill(detector as number, 'SIGKILL');
    lastKillAt = Date.now();
    await until(
      'another detector',
      () => Promise.resolve(childrenOf(server.pid, 'detector')),
      (pids) => pids.length > 0 && !pids.includes(detector as number),
    );
    const replacedAt = Date.now();
    await until('a slot of the new detector', measuredNow, (events) =>
      events.some((event) => Date.parse(event.slotStartAt) >= replacedAt),
    );
  });

  test('the server replaces a killed reader process and completes the repeated query', async () => {
    for (const pid of childrenOf(server.pid, 'reader')) process.kill(pid, 'SIGKILL');
    await until(
      'a response',
      async () => (await server.fetch('/v1/events?limit=1')).status,
      (status) => status === 200,
    );
  });

  test('no slot is lost or duplicated after these faults', async () => {
    const measured = await until('four more slots', measuredNow, (events) => events.length >= whenBack + 4);
    expect(measured.length).toBeGreaterThan(4);
    await wait(Math.max(0, lastKillAt + slotMs + explainedMs - Date.now()));
    const outcomes = await expectCompleteLedger();
    expect(outcomes).toContain('not_running');
    // The measurements from before the kill are still in the store.
    expect(outcomes.filter((outcome) => outcome === 'measured').length).toBeGreaterThanOrEqual(whenBack);
  });

  test('the server exits with 0 on SIGTERM and keeps measured slots across a restart', async () => {
    expect(await server.stop()).toBe(0);
    expect(childrenOf(server.pid, '')).toEqual([]);
    await server.startAgain();
    await expectCompleteLedger();
  });

  test('a second server does not start in the data folder of a running server', async () => {
    await expect(VialogServer.start({ dataDir: server.dataDir })).rejects.toThrow(
      /is open for writing in process \d+; stop that process or choose another data folder/,
    );
  });
});

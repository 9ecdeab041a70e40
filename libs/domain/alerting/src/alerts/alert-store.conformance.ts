import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Alert } from '@vialog/contracts';
import type { AlertStore } from './alert-store.port.ts';

export interface AlertsUnderTest {
  readonly alerts: AlertStore;
  close(): Promise<void>;
}

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();
const state = { zones: { a: { next: 5, isRaised: true, heldMs: 0, since: 1, group: 'all' } }, groups: {} };

/** Tests for every store of alerts. */
export function alertStoreConformance(name: string, open: () => Promise<AlertsUnderTest>): void {
  describe(`alerts: ${name}`, () => {
    let opened: AlertsUnderTest;
    let alerts: AlertStore;
    beforeEach(async () => {
      opened = await open();
      ({ alerts } = opened);
    });
    afterEach(() => opened.close());

    const lease = (holder: string, now: number) => alerts.takeLease({ holder, now, ttlMs: 10 });
    async function raise(...raised: Alert[]): Promise<void> {
      const token = (await lease('test', 0)) as number;
      const next = { revision: 1, state };
      await alerts.commit({ token, ruleId: raised[0]?.ruleId ?? '', next, raised, closed: [] });
    }

    test('one holder at a time has the lease, and its token grows when the holder changes', async () => {
      const first = (await lease('a', 0)) as number;
      expect(await lease('b', 9)).toBeUndefined();
      expect(await lease('a', 9)).toBe(first);
      expect(await lease('b', 18)).toBeUndefined();
      expect(await lease('b', 19)).toBe(first + 1);
      expect(await lease('a', 20)).toBeUndefined();
    });

    test('a released lease can be taken at once, and only its holder can release it', async () => {
      const first = (await lease('a', 1)) as number;
      await alerts.releaseLease('b');
      expect(await lease('b', 2)).toBeUndefined();
      await alerts.releaseLease('a');
      expect(await lease('b', 3)).toBe(first + 1);
      await alerts.releaseLease('a');
      expect(await lease('a', 4)).toBeUndefined();
    });

    test('a lease from a clock that was far ahead does not keep others from taking it', async () => {
      const first = (await lease('a', 1_000_000)) as number;
      expect(await lease('b', 0)).toBe(first + 1);
      expect(await lease('a', 1)).toBeUndefined();
    });

    test('a commit with the token of an earlier holder writes nothing', async () => {
      const old = (await lease('a', 0)) as number;
      const token = (await lease('b', 10)) as number;
      const commit = { ruleId: 'r', next: { revision: 1, state }, raised: [anAlert('1')], closed: [] };
      expect(await alerts.commit({ token: old, ...commit })).toBe(false);
      expect(await alerts.stateOf('r')).toBeUndefined();
      expect(await alerts.list({ limit: 10 })).toEqual([]);
      expect(await alerts.commit({ token, ...commit })).toBe(true);
      expect(await alerts.stateOf('r')).toEqual({ revision: 1, state });
      expect(await alerts.evaluatedRules()).toEqual(['r']);
    });

    test('an alert that is committed twice is stored once and keeps what operators wrote', async () => {
      await raise(anAlert('1'));
      await alerts.update(anAlert('1').alertId, (alert) => ({ ...alert, note: 'seen' }));
      await raise(anAlert('1'));
      expect(await alerts.list({ limit: 10 })).toEqual([{ ...anAlert('1'), note: 'seen' }]);
    });

    test('closing keeps the note and the acknowledgement, and closes once', async () => {
      await raise(anAlert('1'));
      const { alertId } = anAlert('1');
      const acknowledged = { state: 'acknowledged', acknowledgedBy: 'a', acknowledgedAt: at(3) } as const;
      await alerts.update(alertId, (alert) => ({ ...alert, ...acknowledged }));
      const token = (await lease('test', 1)) as number;
      for (const minute of [5, 6]) {
        const closed = [{ alertId, closedAt: at(minute), closeReason: 'cleared' as const }];
        await alerts.commit({ token, ruleId: 'r', next: undefined, raised: [], closed });
      }
      const closed = {
        ...anAlert('1'),
        ...acknowledged,
        state: 'closed',
        closedAt: at(5),
        closeReason: 'cleared',
      };
      expect(await alerts.byId(alertId)).toEqual(closed);
      expect(await alerts.stateOf('r')).toBeUndefined();
    });

    test('alerts are listed newest first by state and rule, page by page', async () => {
      const [a, b, c] = [anAlert('1'), anAlert('2', { raisedAt: at(9) }), anAlert('3', { raisedAt: at(9) })];
      const other = anAlert('4', { ruleId: 'other0000000', state: 'acknowledged' });
      await raise(a, b, c);
      await raise(other);
      expect(await alerts.list({ limit: 2 })).toEqual([b, c]);
      expect(await alerts.list({ limit: 2, after: c })).toEqual([a, other]);
      expect(await alerts.list({ limit: 9, after: b })).toEqual([c, a, other]);
      expect(await alerts.list({ limit: 9, ruleId: other.ruleId })).toEqual([other]);
      expect(await alerts.list({ limit: 9, states: ['open'] })).toEqual([b, c, a]);
      expect(await alerts.raisedSince(Date.parse(at(9)))).toEqual(new Map([[a.ruleId, 2]]));
    });

    test('each change of an alert has a greater sequence number', async () => {
      await raise(anAlert('1'), anAlert('2'));
      const before = await alerts.newestSequence();
      expect((await alerts.changedAfter(0, 10)).map(({ alert }) => alert)).toEqual([
        anAlert('1'),
        anAlert('2'),
      ]);
      await alerts.update(anAlert('1').alertId, (alert) => ({ ...alert, note: 'x' }));
      const changes = await alerts.changedAfter(before, 10);
      expect(changes).toEqual([
        { sequence: await alerts.newestSequence(), alert: { ...anAlert('1'), note: 'x' } },
      ]);
      expect(await alerts.update('none00000000', (alert) => alert)).toBeUndefined();
    });

    test('only alerts that were closed long ago are deleted', async () => {
      const closed = (id: string, minute: number) => anAlert(id, { state: 'closed', closedAt: at(minute) });
      const [open, old, recent] = [anAlert('1'), closed('2', 5), closed('3', 7)];
      await raise(open, old, recent);
      await alerts.dropBefore(Date.parse(at(6)));
      expect(await alerts.list({ limit: 9 })).toEqual([open, recent]);
    });

    test('a change has a greater sequence number also after all alerts were old enough to be deleted', async () => {
      const closed = (id: string) => anAlert(id, { state: 'closed', closedAt: at(5) });
      await raise(closed('1'), closed('2'));
      const before = await alerts.newestSequence();
      await alerts.dropBefore(Date.parse(at(6)));
      expect(await alerts.list({ limit: 9 })).toEqual([closed('2')]);
      await raise(anAlert('3'));
      expect((await alerts.changedAfter(before, 10)).map(({ alert }) => alert)).toEqual([anAlert('3')]);
    });
  });
}

export function anAlert(id: string, changes: Partial<Alert> = {}): Alert {
  return {
    alertId: id.padStart(12, '0'),
    ruleId: 'rule00000000',
    ruleName: 'Full',
    q: 'car>=10',
    state: 'open',
    place: { cameraId: 'cam000000001', zoneId: 'view' },
    firstCameraId: 'cam000000001',
    firstZoneId: 'view',
    sinceAt: at(0),
    raisedAt: at(1),
    muted: false,
    recordedAt: at(2),
    ...changes,
  };
}

import { describe, expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import { stubClient, item, type SentRequest, type StubResponse } from './stub-client.fixture.ts';
import { BoundedClient } from './bounded-client.ts';
import { BulkWriter } from './bulk-writer.ts';
import { hourStateId, stampedItem, writeStates, changeId, type HourState } from './hour-states.ts';
import { IndexNames } from './index-names.ts';
import { HourStateCache } from './hour-state-cache.ts';

const names = new IndexNames('vialog');
const noon = Date.parse('2026-03-31T12:00:00.000Z');

/** A state index in memory; `onRead` runs at every read of states, before the response. */
function world(onRead: () => void = () => undefined) {
  const documents = new Map<string, object>();
  const put = (id: string, source: object): void => void documents.set(id, source);
  const finalise = (hourAt: number, stamp: string): void =>
    put(hourStateId(hourAt), { kind: 'hour', hourAt, state: 'settled', quietUntil: 0, stamp, binsIn: '' });
  const get = (id: string): object => {
    const source = documents.get(id);
    return source
      ? { _index: names.state, _id: id, found: true, _source: source }
      : { _id: id, found: false };
  };
  const { client, sent } = stubClient(({ path, body }: SentRequest): StubResponse => {
    if (path !== '/_mget') return { body: get(path.split('/').at(-1) ?? '') };
    const response = {
      docs: (JSON.parse(body) as { docs: { _id: string }[] }).docs.map(({ _id }) => get(_id)),
    };
    onRead();
    return { body: response };
  });
  const hours = new HourStateCache(new BoundedClient(client), names);
  const stamps = async (from = noon, to = noon + 2 * hourMs) =>
    [...(await hours.states(from, to)).values()].map(({ stamp }) => stamp);
  const timesRead = (): number => sent.filter(({ path }) => path === '/_mget').length;
  return { documents, put, finalise, stamps, timesRead };
}

describe('the cache of hour states', () => {
  it('reads states once while the change is unchanged, missing states included', async () => {
    const { put, finalise, stamps, timesRead } = world();
    finalise(noon, 's1');
    put('change', { kind: 'change', stamp: 'c1' });
    expect(await stamps()).toEqual(['s1/']);
    expect(await stamps()).toEqual(['s1/']);
    expect(timesRead()).toBe(1);
  });

  it('reads only the new hours of a window that moved', async () => {
    const { put, finalise, stamps, timesRead } = world();
    finalise(noon, 's1');
    finalise(noon + 2 * hourMs, 's3');
    put('change', { kind: 'change', stamp: 'c1' });
    await stamps();
    expect(await stamps(noon, noon + 3 * hourMs)).toEqual(['s1/', 's3/']);
    expect(timesRead()).toBe(2);
  });

  it('reads states again after a change and after an erasure, which is part of every stamp', async () => {
    const { put, finalise, stamps } = world();
    finalise(noon, 's1');
    put('change', { kind: 'change', stamp: 'c1' });
    await stamps();
    finalise(noon, 's2');
    put('erasure', { kind: 'erasure', stamp: 'e1' });
    put('change', { kind: 'change', stamp: 'c2' });
    expect(await stamps()).toEqual(['s2/e1']);
  });

  it('reads states that changed while they were read again at the next query', async () => {
    let during = (): void => undefined;
    const { put, finalise, stamps } = world(() => during());
    finalise(noon, 's1');
    put('change', { kind: 'change', stamp: 'c1' });
    during = () => {
      finalise(noon, 's2');
      put('change', { kind: 'change', stamp: 'c2' });
      during = () => undefined;
    };
    expect(await stamps()).toEqual(['s1/']);
    expect(await stamps()).toEqual(['s2/']);
  });

  it('reads states at every query while no change exists, because the index was deleted by hand', async () => {
    const { documents, put, finalise, stamps } = world();
    finalise(noon, 's1');
    put('change', { kind: 'change', stamp: 'c1' });
    await stamps();
    documents.clear();
    expect(await stamps()).toEqual([]);
    finalise(noon, 's2');
    expect(await stamps()).toEqual(['s2/']);
  });
});

describe('writing hour states', () => {
  const state: HourState = { kind: 'hour', hourAt: noon, state: 'dirty', quietUntil: 0 };
  const mark = {
    index: names.state,
    id: hourStateId(noon),
    document: JSON.stringify(state),
    overwrite: true,
  } as const;

  const written = async (status: (ids: readonly string[]) => number) => {
    const { client, sent } = stubClient(({ body }) => {
      const ids = [...body.matchAll(/"_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
      return { body: { items: ids.map(() => item(status(ids))) } };
    });
    const done = await writeStates(new BulkWriter(client), names, [mark]);
    return { done, requests: sent.map(({ body }) => /"_id":"([^"]+)"/.exec(body)?.[1]) };
  };

  it('publishes the change only after the states were acknowledged', async () => {
    expect(await written(() => 201)).toEqual({ done: true, requests: ['hour-2026-03-31T12', 'change'] });
  });

  it('fails when the states or the change were not written', async () => {
    expect(await written(() => 429)).toEqual({ done: false, requests: ['hour-2026-03-31T12'] });
    expect((await written((ids) => (ids.includes('change') ? 429 : 201))).done).toBe(false);
  });

  it('the cache of hour states never uses a stamp twice', () => {
    const stamps = [1, 2, 3].map(() => stampedItem(names, changeId).document);
    expect(new Set(stamps).size).toBe(3);
  });
});

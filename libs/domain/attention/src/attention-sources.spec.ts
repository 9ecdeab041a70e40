import { expect, test } from '@jest/globals';
import { findingKinds } from '@vialog/contracts';
import { attentionSources, type AttentionPorts } from './attention-sources.ts';

const unavailable = ['registry', 'broker'].map((name) => ({ name, ok: false }));
const ports = {
  clock: { now: () => 0, monotonic: () => 0 },
  events: { clock: { now: () => 0 }, latenessMs: 0 },
  parts: () => Promise.resolve(unavailable),
  probes: {
    storage: () => Promise.resolve({ disks: [], state: 'complete' }),
    queues: () => Promise.resolve([]),
  },
  alertChannels: { list: () => Promise.resolve([]), counts: () => Promise.resolve(new Map()) },
} as unknown as AttentionPorts;

test('every kind has one source, in their order', () => {
  expect(attentionSources(ports).map(({ kind }) => kind)).toEqual(findingKinds);
});

test('a broker that is unavailable is a finding of the queues, every other part one of the storage', async () => {
  const partsOf = async (kind: string) => {
    const reading = await attentionSources(ports)
      .find((source) => source.kind === kind)
      ?.read();
    return reading?.found.map(({ code, params }) => [code, params]);
  };
  expect(await partsOf('storage')).toEqual([['part_unavailable', { part: 'registry' }]]);
  expect(await partsOf('queue')).toEqual([['part_unavailable', { part: 'broker' }]]);
});

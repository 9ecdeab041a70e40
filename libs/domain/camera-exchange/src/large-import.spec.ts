import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { fakeRegistry, importText } from './camera-list.fixture.ts';

/** 5,000 rows in the forms that spreadsheets produce; every 50th repeats the row before it. */
function messyRows(): string {
  const rows = Array.from({ length: 5_000 }, (_, i) => {
    const n = i % 50 === 49 ? i - 1 : i;
    const name = n % 3 === 0 ? `"Gate ""${n}"", north"` : `门 ${n}`;
    const url = n % 7 === 0 ? '' : `rtsp://camera-${n}.example/live`;
    const comma = n % 2 === 0 ? ',' : '.';
    const latitude = n % 11 === 0 ? `30°${n % 60}'30"N` : `30${comma}5°`;
    const code = n % 13 === 0 ? `  "C-${n}" ` : `C-${n}`;
    return `${code};${name};114${comma}${String(n).padStart(6, '3')};${latitude};${n % 360};${url}`;
  });
  return `\uFEFFCode;Bezeichnung;Längengrad;Breitengrad;Heading;Stream\r\n${rows.join('\r\n')}\r\n\r\n`;
}

test('imports 5,000 messy rows and changes nothing the second time', async () => {
  const registry = fakeRegistry({ random: randomBytes });
  const progress: number[] = [];
  const first = await importText(registry, messyRows(), { onProgress: (checked) => progress.push(checked) });
  expect(first.rows.filter((row) => row.outcome === 'invalid').slice(0, 3)).toEqual([]);
  expect(first).toMatchObject({ applied: true, summary: { new: 4_900, repeated: 100 } });
  expect(progress.slice(0, 2)).toEqual([100, 200]);
  const before = structuredClone(registry.memory.newest());
  const second = await importText(registry, messyRows());
  expect(second.summary).toMatchObject({ new: 0, changed: 0, unchanged: 4_900, repeated: 100, gone: 0 });
  expect(registry.memory.newest()).toEqual(before);
});

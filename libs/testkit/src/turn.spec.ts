import { describe, expect, test } from '@jest/globals';
import { freePort } from './free-port.ts';
import { Turn } from './turn.ts';

describe('a turn', () => {
  test('is waited for while another process has it, and comes when that lets go', async () => {
    const port = await freePort();
    // A second one of this process stands for another process: only the port tells them apart.
    const [theirs, ours] = [new Turn(port), new Turn(port)];
    await theirs.take(5_000);
    await expect(ours.take(600)).rejects.toThrow(`another test process still holds port ${port}`);
    const coming = ours.take(20_000);
    await theirs.end();
    await coming;
    await ours.end();
  });

  test('is shared within a process, until the last one lets go', async () => {
    const port = await freePort();
    const [ours, theirs] = [new Turn(port), new Turn(port)];
    await Promise.all([ours.take(5_000), ours.take(5_000)]);
    await ours.end();
    await expect(theirs.take(600)).rejects.toThrow(/still holds/);
    await ours.end();
    await theirs.take(5_000);
    await theirs.end();
  });
});

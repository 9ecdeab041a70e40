import { describe, expect, test } from '@jest/globals';
import { startCoverage } from './coverage.ts';
import { fuzz, FuzzFailure, type FuzzOptions } from './fuzz.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { fuzzTargets } from './targets.ts';

const options: FuzzOptions = { inputs: 600, seed: 20_261_130, timeoutMs: 60_000, maxGrowth: 1e9 };
const target = (run: FuzzTarget['run']): FuzzTarget => ({
  name: 'sample',
  seeds: [Buffer.from('length=12')],
  dictionary: ['length='],
  run,
});

describe('bytes of cameras and texts of requests', () => {
  test('every target ends each of 600 seeded inputs with a named outcome and without an error', async () => {
    const targets = await fuzzTargets();
    expect(targets.length).toBeGreaterThanOrEqual(7);
    for (const one of targets) {
      const { outcomes, inputs } = await fuzz(one, options);
      expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(inputs);
      expect(Object.keys(outcomes).length).toBeGreaterThan(1);
    }
  });
});

describe('fuzz', () => {
  test('reports the input for which a target throws', async () => {
    const failing = target((input) => {
      if (input.length > 12) throw new Error('too long');
      return 'read';
    });
    const failure = await fuzz(failing, options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FuzzFailure);
    expect((failure as FuzzFailure).message).toContain('too long');
    expect((failure as FuzzFailure).input.length).toBeGreaterThan(12);
  });

  test('reports an input that does not end', async () => {
    const hanging = target(() => new Promise(() => undefined));
    await expect(fuzz(hanging, { ...options, timeoutMs: 1 })).rejects.toThrow('did not end within 1 ms');
  });

  test('reports memory that grows', async () => {
    const kept: Buffer[] = [];
    const leaking = target(() => {
      kept.push(Buffer.alloc(4e6, 1));
      return 'read';
    });
    await expect(fuzz(leaking, { ...options, maxGrowth: 64e6 })).rejects.toThrow('memory grew');
  });

  test('makes the same inputs from the same seed', async () => {
    const inputsOf = async (seed: number): Promise<string> => {
      const seen: string[] = [];
      const run = (input: Uint8Array) => String(seen.push(Buffer.from(input).toString('hex')));
      await fuzz(target(run), { ...options, inputs: 200, seed });
      return seen.join();
    };
    expect(await inputsOf(1)).toBe(await inputsOf(1));
    expect(await inputsOf(1)).not.toBe(await inputsOf(2));
  });

  test('keeps inputs that reach new code as sources of further ones', async () => {
    const [playlist] = (await fuzzTargets()).filter(({ name }) => name === 'hls-playlist');
    const coverage = await startCoverage();
    try {
      const report = await fuzz(playlist as FuzzTarget, { ...options, coverage });
      expect(report.corpus).toBeGreaterThan(10);
    } finally {
      await coverage.stop();
    }
  });
});

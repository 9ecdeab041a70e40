import { createHash } from 'node:crypto';
import { cameraInput, type Camera, type Clock, type RandomBytes } from '@vialog/contracts';
import type { z } from 'zod';
import { InMemoryRegistry } from './in-memory-registry.fake.ts';
import { registerCamera } from './register-camera.ts';
import type { Registry } from './registry.ts';
import type { SecretOpener, SecretSealer } from './stream-secrets.port.ts';

/** A clock that changes only when a test sets `epochMs`. */
export class ManualClock implements Clock {
  epochMs: number;

  constructor(epochMs = Date.parse('2026-03-02T08:00:03.500Z')) {
    this.epochMs = epochMs;
  }

  now(): number {
    return this.epochMs;
  }

  monotonic(): number {
    return this.epochMs;
  }
}

/** Pseudo-random bytes that are the same in every run (linear congruential generator). */
export function countingBytes(seed = 1): RandomBytes {
  let state = seed;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return (state >> 16) & 0xff;
    });
}

export interface FakeRegistry extends Registry {
  readonly clock: ManualClock;
  readonly memory: InMemoryRegistry;
}

/** "Encrypts" with base64, so that tests can read what was sealed for which owner. */
export const readableSealer: SecretSealer & SecretOpener = {
  seal: ({ cameraId, field }, text) => {
    const sealed = Buffer.from(JSON.stringify([cameraId, field, text])).toString('base64url');
    return Promise.resolve(
      `v1.${'0'.repeat(16)}.${createHash('sha256').update(sealed).digest('base64url').slice(0, 16)}.${sealed}`,
    );
  },
  open: ({ cameraId, field }, sealed) => {
    const [owner, ofField, text] = JSON.parse(
      Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString(),
    ) as [string, string, string];
    if (owner !== cameraId || ofField !== field) return Promise.reject(new Error('sealed for another owner'));
    return Promise.resolve(text);
  },
};

/** A registry in memory that has every model and allows every stream; `overrides` replaces ports. */
export function fakeRegistry(overrides: Partial<Registry> = {}): FakeRegistry {
  const memory = new InMemoryRegistry();
  const clock = new ManualClock();
  const models = { has: () => Promise.resolve(true), problems: () => Promise.resolve([]) };
  const streams = { rejection: () => Promise.resolve(undefined) };
  const secrets = readableSealer;
  const ports = { store: memory, directory: memory, cameras: memory, sites: memory };
  const { modelBindings } = memory;
  const base = { ...ports, modelBindings, models, streams, secrets, random: countingBytes() };
  return { ...base, ...overrides, clock, memory };
}

/** The shortest valid request body of a camera. */
export const plainCamera: z.input<typeof cameraInput> = {
  name: 'North lot',
  position: [112.2, 31.03],
  stream: { url: 'synthetic:lot?seed=7' },
};

/** Registers `plainCamera` with changes. */
export function givenCamera(
  registry: Registry,
  changes: Partial<z.input<typeof cameraInput>> = {},
): Promise<Camera> {
  return registerCamera(registry, cameraInput.parse({ ...plainCamera, ...changes }));
}

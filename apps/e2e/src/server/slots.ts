import { setTimeout as wait } from 'node:timers/promises';

/** A slot of the whole picture. */
export const slotMs = 10_000;
/** The middle of a slot, ms from its start: frames were sampled before, and others follow. */
const [middleFrom, middleTo] = [3_000, 6_000];

/** Resolves in the middle of a slot: of the current one if its middle is not over, else of the next one. */
export async function untilMiddleOfSlot(): Promise<void> {
  const into = Date.now() % slotMs;
  if (into > middleTo) await wait(slotMs - into + middleFrom);
  else if (into < middleFrom) await wait(middleFrom - into);
}

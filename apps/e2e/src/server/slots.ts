import { setTimeout as wait } from 'node:timers/promises';

/** A slot of the whole picture. */
export const slotMs = 10_000;
/** What counts as the middle of a slot: something of it was sampled, something is still to come. */
const [middleFrom, middleTo] = [3_000, 6_000];

/** Resolves in the middle of a slot: of the current one if its middle is not over, else of the next one. */
export async function untilMiddleOfSlot(): Promise<void> {
  const into = Date.now() % slotMs;
  if (into > middleTo) await wait(slotMs - into + middleFrom);
  else if (into < middleFrom) await wait(middleFrom - into);
}

import {
  epochOf,
  eventRetentionMs,
  isoOf,
  VialogError,
  type RandomBytes,
  type SetCount,
  type SetCountInput,
} from '@vialog/contracts';
import { commonSlotMs, isRegisteredIn, slotOf, type GateLine } from '@vialog/measuring';
import { newId, type SetCountStore } from '@vialog/registry';
import { estimateFacts, readEstimateAt, type EstimateFacts } from '../site-estimate/estimate-facts.ts';
import type { EventPorts } from './event-ports.ts';
import { siteOf } from './read-site-balance.ts';

export interface SetCountPorts extends EventPorts {
  readonly setCounts: SetCountStore;
  readonly random: RandomBytes;
}

export interface SetCountRequest {
  readonly siteId: string;
  readonly input: SetCountInput;
  /** Name of the account. */
  readonly setBy: string;
}

/**
 * Stores how many vehicles were in a site at a moment, and how far the estimate had drifted until then.
 * @throws {VialogError} SITE_NOT_FOUND; VALIDATION_FAILED when the site has no gate line, or the moment is in the future, older
 *   than 30 days, or not the start of a slot of every gate line
 */
export async function setSiteCount(
  ports: SetCountPorts,
  { siteId, input, setBy }: SetCountRequest,
): Promise<SetCount> {
  await siteOf(ports, siteId);
  const now = ports.clock.now();
  const facts = await estimateFacts(ports, siteId);
  const lines = facts.lines.filter((line) => isRegisteredIn(line, { from: now, to: now + 1 }));
  if (lines.length === 0)
    throw invalid('siteId', 'the site has no gate line; set a line zone of role main with this site first');
  const { countedAt, ...fields } = input;
  const at = momentOf(countedAt, lines, now);
  const drift = await driftAt(ports, facts, { siteId, at, count: input.count });
  const setCount: SetCount = {
    setCountId: newId(ports.random),
    siteId,
    ...fields,
    countedAt: isoOf(at),
    ...(drift && { drift }),
    setBy,
    createdAt: isoOf(now),
  };
  await ports.setCounts.add(setCount);
  return setCount;
}

function momentOf(countedAt: string | undefined, lines: readonly GateLine[], now: number): number {
  const step = commonSlotMs(lines.flatMap(({ slotMs }) => slotMs));
  const at = countedAt === undefined ? slotOf(now, step) : epochOf(countedAt);
  if (at > now) throw invalid('countedAt', `expected a time in the past, found ${isoOf(at)}`);
  if (at < now - eventRetentionMs)
    throw invalid('countedAt', `expected a time in the last 30 days, found ${isoOf(at)}`);
  if (at % step === 0) return at;
  const before = slotOf(at, step);
  throw invalid(
    'countedAt',
    `expected the start of a slot of every gate line, like ${isoOf(before)} or ${isoOf(before + step)}, found ${isoOf(at)}`,
  );
}

const invalid = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', `${path}: ${message}`, { details: [{ path, message }] });

async function driftAt(
  ports: EventPorts,
  facts: EstimateFacts,
  { siteId, at, count }: { readonly siteId: string; readonly at: number; readonly count: number },
): Promise<SetCount['drift']> {
  const [before] = await ports.setCounts.ofSite(siteId, { limit: 1, before: at });
  if (!before || epochOf(before.countedAt) < ports.clock.now() - eventRetentionMs) return undefined;
  const { estimate, inbound, outbound, pending, unknown } = await readEstimateAt(ports, facts, {
    at,
    setCount: before,
  });
  if (unknown) return undefined;
  return {
    estimate,
    difference: estimate - count,
    crossings: inbound + outbound,
    pending,
    sinceAt: before.countedAt,
  };
}

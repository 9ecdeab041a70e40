import type { Camera, SearchNote } from '@vialog/contracts';
import { originOf, type ZonePlan } from '@vialog/measuring';
import { selectedZones } from '../completeness/selected-zones.ts';
import { allOf, negate } from '../combine-conditions.ts';
import type { Condition, EventQuery } from '../event-query.ts';

/**
 * Leaves the simulated ones out of zones whose figures are combined, unless all are simulated: a simulated number never appears
 * in a figure of measured ones.
 */
export function withoutMixedOrigins(plans: readonly ZonePlan[]): readonly ZonePlan[] {
  const real = plans.filter((plan) => !isSimulated(plan));
  return real.length === 0 || real.length === plans.length ? plans : real;
}

const isSimulated = ({ camera }: ZonePlan): boolean => originOf(camera) === 'simulated';

interface Separated<Q> {
  readonly query: Q;
  readonly note?: SearchNote;
}

/**
 * Leaves simulated cameras out of a query that selects others too and does not name an origin itself; the note says so. If all
 * selected cameras are simulated, the query stays and the note says that its numbers are simulated.
 */
export function separateOrigins<Q extends EventQuery>(query: Q, plans: readonly ZonePlan[]): Separated<Q> {
  if (!plans.some(isSimulated) || namesOrigin(query.where)) return { query };
  const selected = selectedZones(plans, query);
  const simulated = selected.filter(isSimulated);
  if (simulated.length === 0) return { query };
  if (simulated.length === selected.length) return { query, note: onlySimulated };
  const ids = onlySimulatedCameras(simulated, selected);
  const where = allOf([
    query.where,
    negate({ kind: 'cameras', ids }),
    negate({ kind: 'origin', origin: 'simulated' }),
  ]);
  return { query: { ...query, where }, note: simulatedLeftOut };
}

/** A camera whose stream was a scene first and a real one later has both origins; its records decide. */
function onlySimulatedCameras(simulated: readonly ZonePlan[], selected: readonly ZonePlan[]): string[] {
  const idOf = ({ camera }: { readonly camera: Camera }): string => camera.cameraId;
  const real = new Set(selected.filter((plan) => !isSimulated(plan)).map(idOf));
  return [...new Set(simulated.map(idOf))].filter((id) => !real.has(id));
}

function namesOrigin(condition: Condition): boolean {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.some(namesOrigin);
  return condition.kind === 'not' ? namesOrigin(condition.of) : condition.kind === 'origin';
}

const onlySimulated: SearchNote = {
  code: 'onlySimulated',
  params: {},
  message: 'These numbers are simulated: all selected cameras show rendered scenes or their history.',
};
const simulatedLeftOut: SearchNote = {
  code: 'simulatedLeftOut',
  params: {},
  message: 'Simulated numbers are left out; search with origin:simulated for them.',
};

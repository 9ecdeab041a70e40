import { automaticAuthor, epochOf, type Clock, type ModelStep } from '@vialog/contracts';
import type { ModelBindingStore, SiteDirectory } from '@vialog/registry';
import type { AttentionSource } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';

const freshMs = 15_000;
/** Time for which a rollback is shown unless another step of its scope follows, ms. */
const shownMs = 7 * 86_400_000;

export interface ModelSourcePorts {
  readonly modelBindings: Pick<ModelBindingStore, 'shared' | 'steps'>;
  readonly sites: Pick<SiteDirectory, 'site'>;
  readonly clock: Clock;
}

/** Canaries that were rolled back automatically, one finding per scope, until a user takes a step there. */
export const modelSource = (ports: ModelSourcePorts): AttentionSource => ({
  kind: 'model',
  staleBefore: (now) => now - freshMs,
  read: async () => {
    const newest = await ports.modelBindings.shared();
    const since = ports.clock.now() - shownMs;
    const rolledBack = newest.filter(
      ({ by, action, takenAt }) =>
        by === automaticAuthor && action === 'roll_back' && epochOf(takenAt) >= since,
    );
    const checked = newest.filter(({ model }) => model !== undefined).length;
    return { found: await Promise.all(rolledBack.map((step) => foundOf(step, ports))), checked };
  },
});

async function foundOf({ scope, stepId, takenAt }: ModelStep, ports: ModelSourcePorts): Promise<Found> {
  const [canary] = await ports.modelBindings.steps({ scope, before: stepId, limit: 1 });
  const ofScope = scope.kind === 'all' ? {} : { scopeId: scope.id, scope: await nameOf(scope, ports) };
  return {
    key: stepId,
    severity: 'notice',
    code: 'canary_rolled_back',
    params: { model: canary?.model?.modelId ?? '', scopeKind: scope.kind, ...ofScope },
    sinceAt: takenAt,
    count: 1,
    examples: [],
  };
}

const nameOf = async (
  { kind, id }: Exclude<ModelStep['scope'], { kind: 'all' }>,
  { sites }: ModelSourcePorts,
): Promise<string> => (kind === 'site' && (await sites.site(id))?.name) || id;

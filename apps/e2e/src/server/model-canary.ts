import {
  automaticAuthor,
  type AttentionFinding,
  type AttentionOverview,
  type CameraResponse,
  type ModelStep,
} from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import { until } from './queries.ts';

type Client = Pick<VialogServer, 'json' | 'fetch'>;

/** Binds a model to the smallest share of all cameras in which one falls. Returns the ids of the cameras that have it then. */
export async function bindCanary(server: Client, modelId: string): Promise<readonly string[]> {
  for (let canaryPercent = 3; canaryPercent < 100; canaryPercent += 3) {
    const body = {
      scope: { kind: 'all' },
      model: { modelId },
      canaryPercent,
      why: 'The end-to-end test tries it.',
    };
    const { status } = await server.fetch('/v1/model-bindings', {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (status === 400) continue;
    const { items } = await server.json<{ items: CameraResponse[] }>('/v1/cameras');
    return items.filter(({ model }) => model.modelId === modelId).map(({ cameraId }) => cameraId);
  }
  throw new Error('no camera is within a share of 99 %');
}

/** Resolves with the steps of all scopes, newest first, when the newest one was taken automatically. */
export async function automaticRollback(server: Client): Promise<readonly ModelStep[]> {
  const { items } = await until(
    'an automatic rollback',
    () => server.json<{ items: ModelStep[] }>('/v1/model-bindings/steps'),
    (steps) => steps.items[0]?.by === automaticAuthor,
  );
  return items;
}

/** Resolves with the finding of the overview about a canary that was rolled back. */
export async function rollbackFinding(server: Client): Promise<AttentionFinding | undefined> {
  const isRollback = ({ code }: AttentionFinding): boolean => code === 'canary_rolled_back';
  const { findings } = await until(
    'the overview with a canary that was rolled back',
    () => server.json<AttentionOverview>('/v1/attention'),
    (overview) => overview.findings.some(isRollback),
  );
  return findings.find(isRollback);
}

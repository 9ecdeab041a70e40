import type { ModelBinding, ModelScope, ModelStep, ModelStepTaken } from '@vialog/contracts';
import { connectTo, type ServerClient } from '../cameras/server-client.ts';
import type { BindingsRequest } from './bindings-request.ts';

/** Takes a step, or lists steps. Returns the exit code. */
export async function runBindings(request: BindingsRequest): Promise<number> {
  const client = await connectTo(request.server);
  const lines =
    request.kind === 'history'
      ? (await client.modelSteps(request.scope, request.limit)).map(historyLine)
      : takenLines(await take(client, request));
  process.stdout.write(`${lines.join('\n') || 'no steps'}\n`);
  return 0;
}

function take(
  client: ServerClient,
  request: Exclude<BindingsRequest, { kind: 'history' }>,
): Promise<ModelStepTaken> {
  const { scope, why } = request;
  if (request.kind !== 'bind') return client.stepModel(`/${request.kind}`, { scope, why });
  const { modelId, threshold, canary } = request;
  return client.stepModel('', {
    scope,
    why,
    model: threshold === undefined ? { modelId } : { modelId, threshold },
    ...(canary === undefined ? {} : { canaryPercent: canary }),
  });
}

function takenLines({ step, cameras }: ModelStepTaken): string[] {
  const effect = `${cameras} ${cameras === 1 ? 'camera changes' : 'cameras change'} from the next slot boundary on, as soon as the model is loaded`;
  return [
    `${scopeText(step.scope)}: ${modelText(step.model)}${canaryText(step)} (before: ${modelText(step.before)})`,
    effect,
  ];
}

function historyLine(step: ModelStep): string {
  const { takenAt, by, action, scope, model, before, why } = step;
  const change = `${scopeText(scope)}: ${modelText(model)}${canaryText(step)} (before: ${modelText(before)})`;
  return `${takenAt}  ${action}  ${change}  by ${by}${why === '' ? '' : `: ${why}`}`;
}

const canaryText = ({ canary }: ModelStep): string =>
  canary ? ` at ${canary.percent} % of the cameras as a canary` : '';

const scopeText = (scope: ModelScope): string =>
  scope.kind === 'all' ? 'all cameras' : `${scope.kind} ${scope.id}`;

function modelText(model: ModelBinding | undefined): string {
  if (!model) return 'no model';
  return model.threshold === undefined
    ? model.modelId
    : `${model.modelId} at the threshold ${model.threshold}`;
}

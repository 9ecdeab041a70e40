import { openEvaluation, openModelFolder } from '@vialog/compose-detectors/models';
import { defaultModelId, type ModelBinding, type ModelCard, type Zone } from '@vialog/contracts';
import { isDominated } from '@vialog/evaluation';
import { modelDigestOf, type ModelStore } from '@vialog/models';
import { cardOf } from '../count/count-clip.ts';
import { readCameraFile } from '../count/count-request.ts';
import { accuracyOf } from './accuracy.ts';
import { lineZone } from './count-crossings.ts';
import { evaluateBays } from './evaluate-bays.ts';
import { evaluateLines, lineCases, type LineCase } from './evaluate-lines.ts';
import { evaluateObjects } from './evaluate-objects.ts';
import type { EvaluateRequest } from './evaluate-request.ts';
import {
  comparedCosts,
  costOf,
  type EvaluationReport,
  type ModelFindings,
  type ModelSummary,
} from './evaluation-report.ts';
import { readPictureCases, type PictureCases } from './picture-cases.ts';

/**
 * Evaluates each model of a request on its source.
 * @throws {SetError} when a labelled set is invalid
 * @throws {Error} when a file, model or frame is invalid
 */
export async function evaluate(request: EvaluateRequest, searchPath: string): Promise<EvaluationReport> {
  const { source } = request;
  const given = await givenLine(request);
  const pictures = await readPictureCases(request);
  const lines =
    source.kind === 'clip' || source.kind === 'scenes' ? await lineCases(source, given.zone, searchPath) : [];
  const models = openModelFolder(request.models);
  const cards = await cardsOf(models, request, given.model.modelId);
  const findings: Evaluated[] = [];
  for (const card of cards) {
    const binding = bindingOf(card, given.model, request);
    const found = await findingsOf({ lines, pictures }, request, { models, card, binding });
    findings.push({ card, threshold: binding.threshold ?? card.threshold, found });
  }
  return reportOf(findings, request, pictures.notes);
}

const noUsage = { durationsMs: [], cpuMs: 0, peakMemoryBytes: 0 };

interface Evaluated {
  readonly card: ModelCard;
  readonly threshold: number;
  readonly found: ModelFindings;
}

interface Cases {
  readonly lines: readonly LineCase[];
  readonly pictures: PictureCases;
}

interface EvaluatedModel {
  readonly models: ModelStore;
  readonly card: ModelCard;
  readonly binding: ModelBinding;
}

async function findingsOf(
  { lines, pictures }: Cases,
  request: EvaluateRequest,
  model: EvaluatedModel,
): Promise<ModelFindings> {
  const nothing: ModelFindings = { runs: [], bays: [], objects: [], cost: costOf(noUsage) };
  const counted =
    lines.length === 0 ? nothing : { ...nothing, ...(await evaluateLines(lines, request, model)) };
  const { lots, objects } = pictures;
  if (lots.length === 0 && objects === undefined) return counted;
  const detector = await openEvaluation(model.models, model.card.id);
  try {
    const bays = await evaluateBays(lots, model.binding, detector);
    const detected = objects === undefined ? [] : [await evaluateObjects(objects, model.binding, detector)];
    const cost = lines.length === 0 ? costOf(detector.cost()) : counted.cost;
    return { ...counted, bays, objects: detected, cost };
  } finally {
    await detector.close();
  }
}

/** The line and the model of the request; no zone where the line is that of the scene. */
async function givenLine({
  line,
  cameraFile,
}: EvaluateRequest): Promise<{ zone?: Zone; model: ModelBinding }> {
  const model = { modelId: defaultModelId };
  if (cameraFile === undefined) return { ...(line ? { zone: lineZone(line) } : {}), model };
  const camera = await readCameraFile(cameraFile);
  const lines = camera.zones.filter((zone) => zone.kind === 'line');
  const [zone] = lines;
  if (!zone || lines.length > 1)
    throw new Error(`${cameraFile}: expected exactly one zone of kind "line" and found ${lines.length}`);
  return { zone, model: camera.model };
}

async function cardsOf(
  models: ModelStore,
  { modelIds }: EvaluateRequest,
  otherwise: string,
): Promise<ModelCard[]> {
  if (modelIds.length === 1 && modelIds[0] === 'all') {
    const { cards } = await models.list();
    return [...cards];
  }
  const ids = modelIds.length === 0 ? [otherwise] : modelIds;
  return Promise.all(ids.map((id) => cardOf(models, id)));
}

/** The binding of the camera file for its own model; other models have their defaults. */
function bindingOf(card: ModelCard, given: ModelBinding, { threshold }: EvaluateRequest): ModelBinding {
  const binding = card.id === given.modelId ? given : { modelId: card.id };
  return threshold === undefined ? binding : { ...binding, threshold };
}

function nameOf(source: EvaluateRequest['source']): string {
  if (source.kind === 'clip') return source.clip;
  return source.kind === 'scenes' ? source.name : source.file;
}

function reportOf(
  findings: readonly Evaluated[],
  { source }: EvaluateRequest,
  notes: readonly string[],
): EvaluationReport {
  const summaries = findings.map(({ card, threshold, found }): Omit<ModelSummary, 'isDominated'> => ({
    modelId: card.id,
    digest: modelDigestOf(card),
    threshold,
    ...accuracyOf(found),
    cost: found.cost,
  }));
  const { ms } = comparedCosts(summaries);
  const points = summaries.map(({ accuracy }, i) => ({ accuracy, cost: ms[i] ?? null }));
  return {
    v: 1,
    source: nameOf(source),
    notes,
    runs: findings.flatMap(({ found }) => found.runs),
    bays: findings.flatMap(({ found }) => found.bays),
    objects: findings.flatMap(({ found }) => found.objects),
    models: summaries.map((summary, i) => {
      const point = points[i];
      return { ...summary, isDominated: point !== undefined && isDominated(point, points) };
    }),
  };
}

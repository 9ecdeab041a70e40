import {
  hourMs,
  isoOf,
  measures,
  VialogError,
  type Camera,
  type ComparedMeasure,
  type CountClass,
  type CounterComparison,
  type CounterComparisonInput,
  type RandomBytes,
} from '@vialog/contracts';
import { gehOf, originOf, rounded } from '@vialog/measuring';
import { newId, type CounterComparisonStore } from '@vialog/registry';
import { measureAgreement, minDays, minPairs, type Agreement, type FigurePair } from '@vialog/statistics';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { checkDirections } from './check-directions.ts';
import { comparedPeriod, type ComparedPeriod } from './compared-period.ts';
import { comparedSides, type ComparedSide, type ComparedSides } from './compared-sides.ts';
import { pairIntervals, type PairedIntervals } from './pair-intervals.ts';

export interface CounterComparisonPorts extends EventPorts {
  readonly counterComparisons: CounterComparisonStore;
  readonly random: RandomBytes;
}

export interface CounterComparisonRequest {
  readonly cameraId: string;
  readonly input: CounterComparisonInput;
  /** Name of the account. */
  readonly comparedBy: string;
}

/**
 * Compares a zone of a camera with a zone of a counter over the intervals that both measured, and keeps the result.
 * @throws {VialogError} CAMERA_NOT_FOUND; VALIDATION_FAILED when counter, zones, measure or period are invalid, one of them changed
 *   within the period, or the counter has one direction only; COUNTS_MISSING when fewer than 24 intervals on 7 days were measured by both
 */
export async function compareWithCounter(
  ports: CounterComparisonPorts,
  { cameraId, input, comparedBy }: CounterComparisonRequest,
): Promise<CounterComparison> {
  const { camera, counter, measure } = await comparedSides(ports, cameraId, input);
  const period = comparedPeriod(ports, input, { camera, counter });
  const paired = await pairIntervals(ports, [camera, counter], {
    measure,
    period,
    minCoverage: input.minCoverage,
  });
  checkPairs(paired, input);
  if (measure === 'flow') await checkDirections(ports, counter, period);
  const sides = { camera, counter, measure };
  const comparison: CounterComparison = {
    comparisonId: newId(ports.random),
    cameraId,
    ...factsOf(sides, period),
    interval: input.interval,
    minCoverage: input.minCoverage,
    agreement: agreementFrom(measureAgreement(paired.pairs), measure, paired.pairs),
    leftOut: paired.leftOut,
    comparedBy,
    createdAt: isoOf(ports.clock.now()),
  };
  await ports.counterComparisons.add(comparison);
  return comparison;
}

/** What was compared with what, and when. */
function factsOf({ camera, counter, measure }: ComparedSides, period: ComparedPeriod) {
  const [ofCamera, ofCounter] = [newestIn(camera, period), newestIn(counter, period)];
  return {
    cameraVersion: ofCamera.version,
    modelId: ofCamera.model.modelId,
    origin: originOf(ofCamera),
    zoneId: camera.zoneId,
    counter: {
      counterId: ofCounter.cameraId,
      name: ofCounter.name,
      version: ofCounter.version,
      zoneId: counter.zoneId,
      direction: counter.direction,
      classes: classesOf(counter),
    },
    measure,
    unit: measures[measure].unit,
    direction: camera.direction,
    classes: classesOf(camera),
    startAt: isoOf(period.from),
    endAt: isoOf(period.to),
    timeZone: camera.group.timeZone,
  };
}

const classesOf = ({ classes }: ComparedSide): CountClass[] | null => (classes ? [...classes] : null);

function checkPairs(
  { pairs, leftOut }: PairedIntervals,
  { interval, minCoverage }: CounterComparisonInput,
): void {
  const days = new Set(pairs.map(({ day }) => day)).size;
  if (pairs.length >= minPairs && days >= minDays) return;
  const { camera, counter, both, notExpected } = leftOut;
  const unit = interval === '1h' ? 'hours' : 'quarter hours';
  const percent = `${rounded(minCoverage * 100)} %`;
  throw new VialogError(
    'COUNTS_MISSING',
    `Expected at least ${minPairs} ${unit} on ${minDays} days that both measured by ${percent}, found ${pairs.length} on ${days} ` +
      `days. Left out: ${camera} because of the camera, ${counter} because of the counter, ${both} because of both, ` +
      `${notExpected} in which one of them was not active. Choose a longer period or a lower minCoverage.`,
  );
}

/** The version that was in force last in a period. */
function newestIn({ group, path }: ComparedSide, { from, to }: ComparedPeriod): Camera {
  const plan = group.plans.filter(({ since, until }) => since < to && until > from).at(-1);
  if (plan) return plan.camera;
  throw invalidParameter(path, 'Expected a zone that existed in the period.');
}

function agreementFrom(
  found: Agreement,
  measure: ComparedMeasure,
  pairs: readonly FigurePair[],
): CounterComparison['agreement'] {
  const range = ({ low, high }: { low: number; high: number }) => ({
    low: rounded(low),
    high: rounded(high),
  });
  return {
    pairs: found.pairs,
    days: found.days,
    cameraMean: rounded(found.mean),
    counterMean: rounded(found.referenceMean),
    bias: rounded(found.bias),
    biasInterval: range(found.biasInterval),
    ratio: found.ratio === undefined ? null : rounded(found.ratio),
    ratioInterval: found.ratioInterval ? range(found.ratioInterval) : null,
    limits: range(found.limits),
    gehBelow5: measure === 'flow' ? rounded(gehShare(pairs)) : null,
  };
}

const gehShare = (pairs: readonly FigurePair[]): number =>
  pairs.filter(({ value, reference }) => gehOf(value, reference, hourMs) < 5).length / pairs.length;

import {
  minLineFps,
  minStoppedFps,
  recommendedLineFps,
  type Camera,
  type ErrorDetail,
  type Zone,
} from '@vialog/contracts';
import { effectiveInterval } from './effective-interval.ts';

type Sampled = Pick<Camera, 'zones' | 'plan' | 'stream' | 'streamKind'>;

/**
 * Reports line zones and zones with `stopped` whose camera is sampled too slowly to track vehicles from frame to frame.
 * `pathOf` returns the path of a zone in the request; undefined: the issue names the sampling plan instead.
 */
export function trackingRateIssues(
  camera: Sampled,
  pathOf: (zone: Zone) => string | undefined,
): ErrorDetail[] {
  if (camera.streamKind === 'counter') return [];
  return camera.zones.flatMap((zone) => {
    const rule = rateRule(zone);
    if (!rule || rate(camera) >= rule.fps) return [];
    return [
      {
        path: pathOf(zone) ?? effectiveInterval(camera)?.field ?? 'plan',
        message: tooSlow(camera, zone, rule),
      },
    ];
  });
}

/** Warnings about rates at which lines are allowed but can miss fast vehicles. */
export function trackingRateWarnings(camera: Sampled): string[] {
  const hasLine = camera.zones.some((zone) => zone.kind === 'line');
  if (!hasLine || rate(camera) >= recommendedLineFps) return [];
  return [
    `Lines are counted on ${framesPerSecond(rate(camera))}; at ${recommendedLineFps} fewer fast vehicles are missed.`,
  ];
}

interface RateRule {
  readonly fps: number;
  readonly what: string;
}

function rateRule(zone: Zone): RateRule | undefined {
  if (zone.kind === 'line') return { fps: minLineFps, what: 'is a line' };
  return zone.stopped ? { fps: minStoppedFps, what: 'counts stopped vehicles' } : undefined;
}

/** Frames per second that a plan guarantees; 0 for key frames, whose interval the camera sets. */
function rate(camera: Sampled): number {
  const sampling = effectiveInterval(camera);
  return sampling ? 1000 / sampling.intervalMs : 0;
}

function tooSlow(camera: Sampled, zone: Zone, { fps, what }: RateRule): string {
  const found =
    camera.plan.mode === 'keyframes'
      ? 'the plan samples key frames only'
      : `the camera is sampled at ${framesPerSecond(rate(camera))}`;
  const recommended = zone.kind === 'line' ? ` (recommended: ${recommendedLineFps})` : '';
  return (
    `zone "${zone.zoneId}" ${what} and ${found}, expected at least ${framesPerSecond(fps)}${recommended}: ` +
    `set plan to {"mode": "fps", "fps": ${zone.kind === 'line' ? recommendedLineFps : fps}}`
  );
}

function framesPerSecond(rate: number): string {
  const rounded = Math.round(rate * 100) / 100;
  return `${rounded} ${rounded === 1 ? 'frame' : 'frames'} per second`;
}

import type { TFunction } from 'i18next';
import type { ErrorDetail } from '@vialog/contracts';

/** A validation error of the server, with its place in the drawing. */
export interface ZoneProblem {
  /** Index of the zone; -1 for an error of all zones. */
  readonly zone: number;
  /** Index of the parking space; -1 for an error of the zone. */
  readonly bay: number;
  /** Field of the zone, e.g. `name`, `slotMs`, `polygon`. */
  readonly field: string;
  readonly message: string;
}

/** Reads paths like `zones.1.bays.3.polygon` or `zones[1].slotMs`. */
export const zoneProblems = (details: readonly ErrorDetail[]): ZoneProblem[] => details.map(problemOf);

function problemOf({ path = '', message }: ErrorDetail): ZoneProblem {
  const parts = path.split(/[.[\]]+/).filter(Boolean);
  const zone = parts[0] === 'zones' ? indexOf(parts[1]) : -1;
  const bay = parts[2] === 'bays' ? indexOf(parts[3]) : -1;
  return { zone, bay, field: (bay >= 0 ? parts[4] : parts[2]) ?? '', message };
}

const indexOf = (part: string | undefined): number =>
  part !== undefined && /^\d+$/.test(part) ? Number(part) : -1;

/** The hint for the field in the reader's language; `message` is the server's English text. */
export const zoneProblemText = ({ field }: ZoneProblem, t: TFunction): string =>
  t(`fieldHint.${field}`, { defaultValue: t('error.VALIDATION_FAILED') });

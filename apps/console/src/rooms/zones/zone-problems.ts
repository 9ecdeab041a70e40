import type { TFunction } from 'i18next';
import type { ErrorDetail } from '@vialog/contracts';

/** Where in the drawing a server's complaint belongs. */
export interface ZoneProblem {
  /** Index of the zone; -1 where it is about all of them. */
  readonly zone: number;
  /** Index of the space; -1 where it is about the zone. */
  readonly bay: number;
  /** Field of the zone, e.g. `name`, `slotMs`, `polygon`. */
  readonly field: string;
  readonly message: string;
}

/** Reads paths like `zones.1.bays.3.polygon` or `zones[1].slotMs`. */
export const zoneProblems = (details: readonly ErrorDetail[]): ZoneProblem[] => details.map(problemOf);

function problemOf({ path = '', message }: ErrorDetail): ZoneProblem {
  const parts = path.split(/[.[\]]+/).filter(Boolean);
  const zone = parts[0] === 'zones' ? numberOf(parts[1]) : -1;
  const bay = parts[2] === 'bays' ? numberOf(parts[3]) : -1;
  return { zone, bay, field: (bay >= 0 ? parts[4] : parts[2]) ?? '', message };
}

const numberOf = (part: string | undefined): number =>
  part !== undefined && /^\d+$/.test(part) ? Number(part) : -1;

/** What the field takes, in the reader's language; the complaint itself is the server's sentence. */
export const fieldTakes = ({ field }: ZoneProblem, t: TFunction): string =>
  t(`takes.${field}`, { defaultValue: t('failure.VALIDATION_FAILED') });

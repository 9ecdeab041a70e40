import type { DatabaseSync } from 'node:sqlite';
import { binsPerDay } from './time-bins.ts';
import { sumColumns } from './day-layout.ts';
import { addedSums, hasAdded, tableBeside, type AddedSums } from './added-sums.ts';

export const hoursPerDay = 24;
const binsPerHour = binsPerDay / hoursPerDay;
const columns = sumColumns.join(', ');

const overHours = (column: string): string => {
  if (column.startsWith('max_')) return `max(${column})`;
  // A bin without a minimum has a slot that lacks the number; then the hour has no minimum either.
  if (column.startsWith('min_')) return `CASE WHEN count(${column}) = count(*) THEN min(${column}) END`;
  return `sum(${column})`;
};

const copyDimensions = `
  INSERT OR IGNORE INTO zone (camera, zone) SELECT camera, zone FROM source.zone;
  INSERT OR IGNORE INTO place (zone, facts) SELECT mine.id, place.facts FROM source.place AS place
    JOIN source.zone AS theirs ON theirs.id = place.zone
    JOIN zone AS mine ON mine.camera = theirs.camera AND mine.zone = theirs.zone;
`;

/** By key, so that a second copy has the same result. */
const hourSteps = [
  'DELETE FROM quarter WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to',
  'DELETE FROM quarter_gap WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to',
  `INSERT INTO quarter (place, bin, ${columns}) SELECT mine.id, ${['bin', ...sumColumns].map((c) => `b.${c}`).join(', ')}
     FROM source.bin AS b JOIN source.place AS theirs ON theirs.id = b.place JOIN place AS mine ON mine.facts = theirs.facts
     WHERE b.bin >= :from AND b.bin < :to`,
  `INSERT INTO quarter_gap (place, bin, reason, records, slots) SELECT mine.id, g.bin, g.reason, g.records, g.slots
     FROM source.gap AS g JOIN source.place AS theirs ON theirs.id = g.place JOIN place AS mine ON mine.facts = theirs.facts
     WHERE g.bin >= :from AND g.bin < :to`,
  'DELETE FROM hour WHERE place IN (SELECT id FROM place) AND bin = :from / 4',
  'DELETE FROM hour_gap WHERE place IN (SELECT id FROM place) AND bin = :from / 4',
  `INSERT INTO hour (place, bin, ${columns}) SELECT place, bin / 4, ${sumColumns.map(overHours).join(', ')} FROM quarter
     WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to GROUP BY place`,
  `INSERT INTO hour_gap (place, bin, reason, records, slots) SELECT place, bin / 4, reason, sum(records), sum(slots)
     FROM quarter_gap WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to GROUP BY place, reason`,
];

const listOf = ({ columns: added }: AddedSums): string => added.join(', ');
const sumsOf = ({ columns: added, sumOf }: AddedSums): string => added.map(sumOf).join(', ');

/** As above, for added sums. `source` lacks their table if it was written by an earlier version. */
function addedSteps(sums: AddedSums, isInSource: boolean): string[] {
  const [quarter, hour] = [tableBeside('quarter', sums), tableBeside('hour', sums)];
  const copy = `INSERT INTO ${quarter} (place, bin, ${listOf(sums)})
     SELECT mine.id, ${['bin', ...sums.columns].map((c) => `t.${c}`).join(', ')}
     FROM source.${sums.name} AS t JOIN source.place AS theirs ON theirs.id = t.place JOIN place AS mine ON mine.facts = theirs.facts
     WHERE t.bin >= :from AND t.bin < :to`;
  return [
    `DELETE FROM ${quarter} WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to`,
    ...(isInSource ? [copy] : []),
    `DELETE FROM ${hour} WHERE place IN (SELECT id FROM place) AND bin = :from / 4`,
    `INSERT INTO ${hour} (place, bin, ${listOf(sums)}) SELECT place, bin / 4, ${sumsOf(sums)} FROM ${quarter}
     WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to GROUP BY place`,
  ];
}

/**
 * Sums of the local days of each place that overlap a UTC day (two, or one where midnight is the same). Only where local
 * midnight is a full hour UTC; elsewhere queries add up hours.
 */
const localDays = `SELECT place.id, CAST(:hour AS INTEGER) + step.value + (1440 - (facts ->> 'shift') % 1440) % 1440 / 60 AS start
  FROM place, json_each('[-24, 0]') AS step WHERE (facts ->> 'shift') % 60 = 0`;
const ofLocalDay = 'sums.place = days.id AND sums.bin >= days.start AND sums.bin < days.start + 24';

const localDaySteps = [
  `INSERT OR REPLACE INTO local_day (place, bin, ${columns})
     SELECT days.id, days.start, ${sumColumns.map(overHours).join(', ')}
     FROM (${localDays}) AS days JOIN hour AS sums ON ${ofLocalDay} GROUP BY days.id, days.start`,
  ...addedSums.map(
    (sums) => `INSERT OR REPLACE INTO ${tableBeside('local_day', sums)} (place, bin, ${listOf(sums)})
     SELECT days.id, days.start, ${sumsOf(sums)}
     FROM (${localDays}) AS days JOIN ${tableBeside('hour', sums)} AS sums ON ${ofLocalDay} GROUP BY days.id, days.start`,
  ),
  `DELETE FROM local_day_gap WHERE (place, bin) IN (SELECT id, start FROM (${localDays}))`,
  `INSERT INTO local_day_gap (place, bin, reason, records, slots)
     SELECT days.id, days.start, reason, sum(records), sum(slots)
     FROM (${localDays}) AS days JOIN hour_gap AS sums ON ${ofLocalDay} GROUP BY days.id, days.start, reason`,
];

/**
 * Copies one hour of a day's sums from the attached file `source`, inside a transaction; with the last hour the
 * local days that overlap the day are summed. Epoch days; hours 0 to 23 in order.
 */
export function copyDay(db: DatabaseSync, day: number, hour: number): void {
  const from = day * binsPerDay + hour * binsPerHour;
  if (hour === 0) db.exec(copyDimensions);
  const added = addedSums.flatMap((sums) => addedSteps(sums, hasAdded(db, 'source', sums)));
  for (const sql of [...hourSteps, ...added])
    db.prepare(sql).run(sql.includes(':to') ? { from, to: from + binsPerHour } : { from });
  if (hour === hoursPerDay - 1)
    for (const sql of localDaySteps) db.prepare(sql).run({ hour: day * hoursPerDay });
}

import { siteOfZone, sums, type Town } from './trend-town.ts';

/**
 * The town in SQL that DuckDB and PostgreSQL both understand: `hours` and `days` have the same sums as the tables of Vialog,
 * `zones` the site of every zone.
 */
export const zonesSql = ({ zones }: Town): string =>
  `INSERT INTO zones VALUES ${Array.from({ length: zones }, (_, z) => `(${z}, '${siteOfZone(z)}')`).join(', ')}`;

export const createSql = `CREATE TABLE zones (z INTEGER PRIMARY KEY, site VARCHAR(20) NOT NULL);
  CREATE TABLE hours (z INTEGER NOT NULL, h INTEGER NOT NULL, n INTEGER NOT NULL, total INTEGER NOT NULL,
    highest INTEGER NOT NULL, PRIMARY KEY (z, h));
  CREATE TABLE days (z INTEGER NOT NULL, day INTEGER NOT NULL, n INTEGER NOT NULL, total INTEGER NOT NULL,
    highest INTEGER NOT NULL, PRIMARY KEY (z, day))`;

/** `series`: the function that generates numbers from 0 to a last one. */
export const hoursSql = (series: (last: number, name: string) => string, { zones, days }: Town): string =>
  `INSERT INTO hours SELECT z, h, ${sums.n}, ${sums.total}, ${sums.max}
   FROM ${series(zones - 1, 'z')}, ${series(days * 24 - 1, 'h')} ORDER BY z, h`;

export const daysSql = `INSERT INTO days SELECT z, CAST((h - h % 24) / 24 AS INTEGER) AS day, sum(n), sum(total), max(highest)
  FROM hours GROUP BY z, day ORDER BY z, day`;

/** Per site and local day: sum of the means of its zones, highest slot, measured slots. */
export const daysOfSitesSql = `SELECT site, day, sum(CAST(total AS float8) / n) AS mean, max(highest) AS highest, CAST(sum(n) AS INTEGER) AS n
  FROM days JOIN zones ON zones.z = days.z GROUP BY site, day ORDER BY site, day`;

/** Per weekday (0 Monday) and local hour of a site: quartiles as the profile has them, mean, hours. */
export const profileSql = (
  site: string,
): string => `SELECT CAST((h - h % 24) / 24 + 2 AS INTEGER) % 7 AS weekday, h % 24 AS hour,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY mean) AS median, percentile_cont(0.15) WITHIN GROUP (ORDER BY mean) AS p15,
    percentile_cont(0.85) WITHIN GROUP (ORDER BY mean) AS p85, avg(mean) AS average, CAST(count(*) AS INTEGER) AS hours
  FROM (SELECT h, sum(CAST(total AS float8) / n) AS mean FROM hours JOIN zones ON zones.z = hours.z
    WHERE site = '${site}' GROUP BY h) AS ofhours GROUP BY 1, 2 ORDER BY 1, 2`;

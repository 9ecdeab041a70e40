import {
  VialogError,
  type AnalyticPopulation,
  type AnalyticQuery,
  type Camera,
  type ReportQuery,
} from '@vialog/contracts';
import { plansOf, type EventPorts, type SourceSeries } from '@vialog/events';
import { allSites } from '@vialog/registry';

/** Sites, cameras or groups of one request; an export accepts at most 100. */
const maxNamed = 100;

/** Series of one request for hours. */
export interface PopulationPart {
  readonly selection: {
    readonly sites?: readonly string[];
    readonly cameras?: readonly string[];
    readonly groups?: readonly string[];
  };
  /** Whether a series of the response belongs to the population. */
  readonly keeps: (series: Pick<SourceSeries, 'plans'>) => boolean;
}

/** The names of a part as parameters of a request. */
export const namesOf = (
  part: PopulationPart | undefined,
): Pick<ReportQuery, 'sites' | 'cameras' | 'groups'> => ({
  sites: part?.selection.sites?.slice(),
  cameras: part?.selection.cameras?.slice(),
  groups: part?.selection.groups?.slice(),
});

const keepsAll = (): boolean => true;
const keepsLines = ({ plans }: Pick<SourceSeries, 'plans'>): boolean =>
  plans.some(({ zone }) => zone.kind === 'line');

type Named = Pick<AnalyticQuery, 'sites' | 'cameras' | 'groups'>;

/**
 * The requests that return the series of a population. Sites, cameras and groups of the query take its place; of lines, only
 * series with a line are kept.
 * @throws {VialogError} ANALYTIC_EMPTY when the registry has no member of the population
 */
export async function populationParts(
  ports: EventPorts,
  population: AnalyticPopulation,
  { sites, cameras, groups }: Named,
): Promise<readonly PopulationPart[]> {
  const keeps = population === 'lines' ? keepsLines : keepsAll;
  if (sites || cameras || groups)
    return [
      {
        selection: { ...(sites && { sites }), ...(cameras && { cameras }), ...(groups && { groups }) },
        keeps,
      },
    ];
  const parts = (await selectionsOf(ports, population)).map((selection) => ({ selection, keeps }));
  if (parts.length > 0) return parts;
  throw new VialogError('ANALYTIC_EMPTY', `There is nothing to compute: ${missing[population]}.`);
}

const missing: Readonly<Record<AnalyticPopulation, string>> = {
  sites: 'no site is registered',
  parking_lots: 'no site of the kind parking lot is registered',
  groups: 'no camera has a group',
  zones: 'no camera has a zone',
  lines: 'no camera has a line zone',
};

type Selection = PopulationPart['selection'];

async function selectionsOf(ports: EventPorts, population: AnalyticPopulation): Promise<Selection[]> {
  switch (population) {
    case 'sites':
    case 'parking_lots':
      return siteSelections(ports, population === 'parking_lots');
    case 'groups':
      return partsOf(groupsOf(await ports.cameras.versions())).map((groups) => ({ groups }));
    case 'zones':
    case 'lines':
      return partsOf(await camerasWith(ports, population === 'lines')).map((cameras) => ({ cameras }));
  }
}

async function siteSelections(ports: EventPorts, isLotsOnly: boolean): Promise<Selection[]> {
  const sites = await allSites(ports.sites);
  const wanted = sites.filter(({ kind }) => !isLotsOnly || kind === 'parking_lot');
  // Without names a request returns all sites.
  if (wanted.length === sites.length) return sites.length === 0 ? [] : [{}];
  return partsOf(wanted.map(({ siteId }) => siteId)).map((ids) => ({ sites: ids }));
}

function groupsOf(versions: readonly Camera[]): string[] {
  const newest = [...Map.groupBy(versions, ({ cameraId }) => cameraId).values()].map((ofCamera) =>
    ofCamera.reduce((a, b) => (b.version > a.version ? b : a)),
  );
  return [...new Set(newest.flatMap(({ groups }) => groups))].sort();
}

async function camerasWith(ports: EventPorts, isLinesOnly: boolean): Promise<string[]> {
  const plans = plansOf(await ports.cameras.versions());
  const wanted = plans.filter(({ zone }) => !isLinesOnly || zone.kind === 'line');
  return [...new Set(wanted.map(({ camera }) => camera.cameraId))].sort();
}

const partsOf = (names: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / maxNamed) }, (_, i) =>
    names.slice(i * maxNamed, (i + 1) * maxNamed),
  );

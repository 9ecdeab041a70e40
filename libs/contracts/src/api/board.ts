import { z } from 'zod';
import { instant } from '../records/instant.ts';
import { siteId } from '../records/ids.ts';
import { site, siteKind } from '../records/site.ts';
import { trendReasons } from '../records/vocabulary.ts';
import { groupName } from './series-selection.ts';
import { list } from './query-list.ts';

/** Maximum number of sites on a board. */
export const maxBoardSites = 500;

export const boardSort = z
  .enum(['name', 'fullest', 'free'])
  .describe(
    'name; fullest: highest occupancy first; free: most free spaces first; sites without one are last',
  );
export type BoardSort = z.infer<typeof boardSort>;

export const boardQuery = z.strictObject({
  sites: list(siteId).optional().describe('Sites, comma-separated; ids that do not exist are ignored'),
  kind: siteKind.optional().describe('Only sites of this kind'),
  groups: list(groupName)
    .optional()
    .describe('Only sites for which a camera of one of these groups counts, comma-separated'),
  sort: boardSort.default('name'),
});
export type BoardQuery = z.infer<typeof boardQuery>;

const number = z.number().min(0);

export const boardFigure = z
  .object({
    kind: z
      .enum(['free', 'present'])
      .describe('free: parking spaces known to be free; present: objects present in the areas'),
    value: number.describe('The figure, number'),
    spaces: z
      .int()
      .min(0)
      .optional()
      .describe('Spaces of the measured zones, number; only with the kind free'),
    occupancy: number
      .nullable()
      .optional()
      .describe('Occupied / judged spaces, ratio; only with the kind free'),
    atLeast: z.boolean().describe('Some spaces or zones are unknown, so that the number can be higher'),
    startAt: instant.describe('Start of the slot'),
    endAt: instant.describe('End of the slot: the age of the figure counts from here'),
    staleAt: instant.describe('When the figure is stale: the next slot is late then'),
    expiresAt: instant.describe('When the figure is too old to be shown as one'),
    coverage: z.number().min(0).max(1).describe('Measured / expected slots of the zones of the site, ratio'),
  })
  .describe('The newest figure of a site');
export type BoardFigure = z.infer<typeof boardFigure>;

export const boardTrend = z
  .object({
    direction: z.enum(['rising', 'falling', 'steady']).describe('Of the figure'),
    before: z.number().describe('Mean at the start of the compared time, number'),
    now: z.number().describe('Mean of its end, number'),
  })
  .describe('How the figure changed within the last hour');
export type BoardTrend = z.infer<typeof boardTrend>;

export const boardTile = z
  .object({
    siteId,
    name: site.shape.name,
    kind: siteKind,
    timeZone: site.shape.timeZone,
    figure: boardFigure.nullable().describe('null if none of the last slots was measured'),
    trend: boardTrend.nullable().describe('null if the last hour was not measured well enough'),
    reason: z
      .enum([...trendReasons, 'no_zone', 'not_expected'])
      .nullable()
      .describe(
        'Why the newest slot was not measured; null if it was. no_zone: no area or parking spaces of the site are counted; ' +
          'not_expected: no camera of the site is active',
      ),
  })
  .describe('A site on the board');
export type BoardTile = z.infer<typeof boardTile>;

export const boardResponse = z
  .object({
    readAt: instant.describe('Time of the response'),
    items: z.array(boardTile).max(maxBoardSites).describe('In the requested order'),
    matching: z
      .int()
      .min(0)
      .describe(`Sites that match, number; the board has the first ${maxBoardSites} of them by name`),
  })
  .describe('Sites with their newest figures, for a wall screen');
export type BoardResponse = z.infer<typeof boardResponse>;

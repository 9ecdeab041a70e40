import { z } from 'zod';
import { camera, cameraResponse, lifecycle } from '../records/camera.ts';
import { cameraHealth } from '../records/health.ts';
import { cameraId, modelId, siteId } from '../records/ids.ts';
import { position } from '../records/position.ts';
import { streamKind } from '../records/stream.ts';
import { zoneSummary } from '../records/zone.ts';
import { cursor, limitOr, nextCursor, queryNumber, queryNumberOr } from './paging.ts';

/** A parameter that may be repeated; the values are alternatives. */
const anyOf = <T extends z.ZodType>(value: T) =>
  z.preprocess(
    (sent) => (sent === undefined || Array.isArray(sent) ? sent : [sent]),
    z.array(value).min(1).max(100).optional(),
  );

const healthState = cameraHealth.shape.state;
const word = z.string().min(1).max(200);

/** Camera properties whose values are counted. */
export const facetNames = [
  'lifecycle',
  'state',
  'tag',
  'group',
  'site',
  'region',
  'model',
  'streamKind',
  'owner',
] as const;
export const facetName = z.enum(facetNames).describe('Property of cameras whose values are counted');
export type FacetName = z.infer<typeof facetName>;

const facetFilters = {
  lifecycle: anyOf(lifecycle).describe('Life cycle states, repeatable'),
  state: anyOf(healthState).describe('Health states, repeatable'),
  tag: anyOf(word).describe('Tags, repeatable; a camera matches with one of them'),
  group: anyOf(word).describe('Groups, repeatable; a camera matches with one of them'),
  site: anyOf(siteId).describe('Sites that zones of the camera count for, repeatable'),
  region: anyOf(word).describe('Regions, repeatable'),
  model: anyOf(modelId).describe('Detection models, repeatable'),
  streamKind: anyOf(streamKind).describe('Kinds of streams, repeatable'),
  owner: anyOf(z.string().max(200)).describe('Owners, repeatable; empty: cameras without an owner'),
} satisfies Record<FacetName, z.ZodType>;

/** Which cameras a list or the map shows. Different parameters must all match. */
const cameraFilter = {
  text: z
    .string()
    .max(100)
    .optional()
    .describe('Words that the name, code and tags together contain, in any order'),
  ...facetFilters,
  id: anyOf(cameraId).describe('Cameras, repeatable'),
  bbox: z
    .string()
    .regex(/^-?[\d.]+(,-?[\d.]+){3}$/, 'expected west,south,east,north in degrees')
    .optional()
    .describe('west,south,east,north, degrees; default: the whole world'),
};
export type CameraFilter = z.infer<z.ZodObject<typeof cameraFilter>>;

export const cameraSort = z
  .enum(['name', 'health', 'changed'])
  .describe('name: by name; health: worst first; changed: last change first. Equal cameras by name, then id');
export type CameraSort = z.infer<typeof cameraSort>;

export const camerasQuery = z.strictObject({
  ...cameraFilter,
  sort: cameraSort.default('name'),
  facet: anyOf(facetName).describe('Facets to return, repeatable'),
  limit: limitOr(100),
  cursor: cursor.optional(),
  offset: queryNumber(z.number().int().min(0).max(1_000_000))
    .optional()
    .describe('Number of cameras to skip, instead of a cursor'),
});
export type CamerasQuery = z.infer<typeof camerasQuery>;

const facetValue = z.object({
  value: z.string().describe('Value of the filter parameter with the name of the facet'),
  label: z.string().optional().describe('Display name, if it differs from the value'),
  cameras: z.int().min(0).describe('Cameras that match all filters except those of this facet, number'),
});
export const facet = z
  .object({
    values: z.array(facetValue).describe('Most frequent first, at most 100'),
    more: z.int().min(0).describe('Values that are left out, number'),
  })
  .describe('Values of one property');
export type Facet = z.infer<typeof facet>;
export type Facets = Partial<Record<FacetName, Facet>>;

const pageFields = {
  nextCursor,
  total: z.int().min(0).describe('Cameras that match, number'),
  facets: z.partialRecord(facetName, facet).optional().describe('The requested facets'),
};

export const camerasPage = z
  .object({ items: z.array(cameraResponse).describe('In the requested order'), ...pageFields })
  .describe('A page of cameras');
export type CamerasPage = z.infer<typeof camerasPage>;

export const cameraSummary = z
  .object({
    ...camera.pick({
      cameraId: true,
      version: true,
      validFromAt: true,
      name: true,
      code: true,
      lifecycle: true,
      position: true,
      heading: true,
      fieldOfView: true,
      tags: true,
      groups: true,
      streamKind: true,
      timeZone: true,
      recorderLink: true,
    }).shape,
    region: z.string().describe('Region whose ingests sample the camera'),
    modelId,
    owner: z.string().describe('Organisation responsible for this camera'),
    siteIds: z.array(siteId).describe('Sites that zones of the camera count for'),
    zones: z.array(zoneSummary).describe('Zones, "view" first'),
    health: cameraHealth,
  })
  .describe('A camera in a list: without sampling plan, stream and the geometry of zones');
export type CameraSummary = z.infer<typeof cameraSummary>;

export const cameraSummariesPage = z
  .object({ items: z.array(cameraSummary).describe('In the requested order'), ...pageFields })
  .describe('A page of cameras without details');
export type CameraSummariesPage = z.infer<typeof cameraSummariesPage>;

export const mapQuery = z.strictObject({
  ...cameraFilter,
  zoom: queryNumber(z.number().min(0).max(24))
    .optional()
    .describe('Map zoom (a world of 512 px at zoom 0); without it, cameras are not clustered'),
});
export type MapQuery = z.infer<typeof mapQuery>;
export const mapPoint = z
  .object({
    cameraId,
    name: z.string().describe('Display name'),
    position,
    heading: z.number().optional().describe('Degrees clockwise from north'),
    fieldOfView: z.number().optional().describe('Horizontal angle of view, degrees'),
    lifecycle,
    streamKind,
    state: healthState.describe('Health state; `stopped` for a counter, which has no stream'),
    zones: z.array(zoneSummary).describe('Zones, "view" first'),
  })
  .describe('A camera on the map');
export type MapPoint = z.infer<typeof mapPoint>;

/** An area of the map, WGS-84. */
export const mapExtent = z.object({
  west: z.number().describe('Degrees'),
  south: z.number().describe('Degrees'),
  east: z.number().describe('Degrees'),
  north: z.number().describe('Degrees'),
});

export const mapCluster = z
  .object({
    position: position.describe('Mean position of the cameras'),
    extent: mapExtent.describe('Extent of the cameras; a single point for cameras at the same position'),
    cameras: z.int().min(2).describe('Number of cameras'),
    states: z
      .partialRecord(healthState, z.int().min(1))
      .describe('Number of cameras per health state; states without cameras are absent'),
  })
  .describe('Cameras that are close together at this zoom');
export type MapCluster = z.infer<typeof mapCluster>;
export const mapResponse = z
  .object({
    items: z.array(mapPoint).describe('Single cameras, by name'),
    clusters: z.array(mapCluster).describe('The other cameras; empty if at most 500 cameras match'),
    total: z.int().min(0).describe('Cameras that match, number'),
  })
  .describe('Cameras on the map');
export type MapResponse = z.infer<typeof mapResponse>;

export const suggestionKind = z
  .enum(['camera', 'site', 'tag', 'group', 'zone'])
  .describe('What has the name');
export type SuggestionKind = z.infer<typeof suggestionKind>;
export const suggestionsQuery = z.strictObject({
  text: z.string().min(1).max(100).describe('Beginning or part of a name, code, tag or group'),
  kind: anyOf(suggestionKind).describe('Kinds to suggest, repeatable; default: all'),
  limit: queryNumberOr(20, z.number().int().min(1).max(100)).describe('Maximum number of suggestions'),
});
export type SuggestionsQuery = z.infer<typeof suggestionsQuery>;
export const suggestion = z
  .object({
    kind: suggestionKind,
    name: z.string().describe('Name, tag or group'),
    id: z.union([cameraId, siteId]).optional().describe('Id of the camera or site'),
    code: z.string().optional().describe('Code of the camera'),
    cameras: z.int().min(1).optional().describe('Cameras with this tag, group or zone name, number'),
  })
  .describe('A name that matches the text');
export type Suggestion = z.infer<typeof suggestion>;
export const suggestionsResponse = z
  .object({
    items: z
      .array(suggestion)
      .describe('Whole names first, then beginnings of names, beginnings of words, and other parts'),
  })
  .describe('Suggestions');
export type SuggestionsResponse = z.infer<typeof suggestionsResponse>;

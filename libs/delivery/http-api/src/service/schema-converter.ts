import {
  cameraResponse,
  cameraHealth,
  cameraInput,
  cameraPatch,
  cameraSummariesPage,
  cameraSummary,
  camerasPage,
  countEvent,
  coverageResponse,
  episodesPage,
  unmeasuredList,
  eventsPage,
  histogram,
  importReport,
  ledgerPage,
  mapResponse,
  me,
  modelBinding,
  modelsResponse,
  problem,
  site,
  siteInput,
  sitePatch,
  sitesPage,
  suggestionsResponse,
  trend,
  zonesResponse,
  zonesInput,
} from '@vialog/contracts';
import { z } from 'zod';

/**
 * Schemas that become named components. Each is used either for requests or for responses, so that a name has one shape. The
 * names are part of the API and independent of the names in the code.
 */
const named = new Map<unknown, string>(
  Object.entries({
    Camera: cameraResponse,
    CameraHealth: cameraHealth,
    CameraInput: cameraInput,
    CameraPatch: cameraPatch,
    CamerasPage: camerasPage,
    CameraSummariesPage: cameraSummariesPage,
    CameraSummary: cameraSummary,
    CountEvent: countEvent,
    Coverage: coverageResponse,
    EpisodesPage: episodesPage,
    UnmeasuredList: unmeasuredList,
    EventsPage: eventsPage,
    Histogram: histogram,
    ImportReport: importReport,
    LedgerPage: ledgerPage,
    MapResponse: mapResponse,
    Me: me,
    ModelBindingInput: modelBinding,
    ModelsResponse: modelsResponse,
    Problem: problem,
    Site: site,
    SiteInput: siteInput,
    SitePatch: sitePatch,
    SitesPage: sitesPage,
    Suggestions: suggestionsResponse,
    Trend: trend,
    ZonesResponse: zonesResponse,
    ZonesInput: zonesInput,
  }).map(([name, schema]) => [schema, name]),
);

/** Schemas that are referred to by `$ref` inside of other responses. */
const referenced = new Set<unknown>([cameraResponse, cameraHealth, cameraSummary, countEvent, site]);

type JsonSchema = Record<string, unknown>;
type Io = 'input' | 'output';

/**
 * Converts a contract to an OpenAPI 3.0 schema; a named contract becomes a component. A field with a transformation (trimmed,
 * rounded, split at commas) is described by the schema that its value must match.
 */
export function schemaConverter(
  schema: unknown,
  { schemaType }: { schemaType: Io },
): { schema: JsonSchema; components: Record<string, JsonSchema> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const name = named.get(schema);
  if (name === undefined) return { schema: jsonOf(schema, schemaType), components: {} };
  return {
    schema: { $ref: `#/components/schemas/${name}` },
    components: { [name]: jsonOf(schema, schemaType) },
  };
}

function jsonOf(schema: z.ZodType, io: Io): JsonSchema {
  const json = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema, path }) => {
      const inner = transformedSchema(zodSchema);
      if (inner) Object.assign(jsonSchema, jsonOf(inner, io), describedBy(zodSchema));
      if (path.length > 0 && referenced.has(zodSchema))
        replaceByReference(jsonSchema, named.get(zodSchema) ?? '');
    },
  }) as JsonSchema;
  delete json['$schema'];
  return json;
}

function replaceByReference(json: object, name: string): void {
  for (const key of Object.keys(json)) Reflect.deleteProperty(json, key);
  Object.assign(json, { $ref: `#/components/schemas/${name}` });
}

/** The schema of a value with a transformation: the input of a transform, or the output of a preprocessing. */
function transformedSchema(schema: z.core.$ZodType): z.ZodType | undefined {
  if (!(schema instanceof z.ZodPipe)) return undefined;
  if (schema.out instanceof z.ZodTransform) return schema.in as z.ZodType;
  return schema.in instanceof z.ZodTransform ? (schema.out as z.ZodType) : undefined;
}

function describedBy(schema: z.core.$ZodType): JsonSchema {
  const description = z.globalRegistry.get(schema)?.description;
  return description === undefined ? {} : { description };
}

import {
  camera,
  cameraHealth,
  cameraInput,
  cameraPatch,
  camerasPage,
  countEvent,
  coverageAnswer,
  episodesPage,
  eventsPage,
  histogram,
  ledgerPage,
  mapAnswer,
  me,
  modelBinding,
  modelsAnswer,
  problem,
  site,
  siteInput,
  sitePatch,
  sitesPage,
  trend,
  zonesAnswer,
  zonesInput,
} from '@vialog/contracts';
import { z } from 'zod';

/** Schemas that clients know by name. Each is only ever sent or only ever received: one name, one shape. */
const named = new Map<unknown, string>(
  Object.entries({
    Camera: camera,
    CameraHealth: cameraHealth,
    CameraInput: cameraInput,
    CameraPatch: cameraPatch,
    CamerasPage: camerasPage,
    CountEvent: countEvent,
    Coverage: coverageAnswer,
    EpisodesPage: episodesPage,
    EventsPage: eventsPage,
    Histogram: histogram,
    LedgerPage: ledgerPage,
    MapAnswer: mapAnswer,
    Me: me,
    ModelBindingInput: modelBinding,
    ModelsAnswer: modelsAnswer,
    Problem: problem,
    Site: site,
    SiteInput: siteInput,
    SitePatch: sitePatch,
    SitesPage: sitesPage,
    Trend: trend,
    ZonesAnswer: zonesAnswer,
    ZonesInput: zonesInput,
  }).map(([name, schema]) => [schema, name]),
);

/** Records that stand inside other answers: there they are pointed at, not repeated. */
const answered = new Set<unknown>([camera, cameraHealth, countEvent, site]);

type JsonSchema = Record<string, unknown>;
type Io = 'input' | 'output';

/**
 * A contract as OpenAPI 3.0, with the named ones as components. A field whose value is tidied on the way in (trimmed,
 * rounded, split at commas) is described by what it must be, which is what both sides need to know.
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
      const inside = tidied(zodSchema);
      if (inside) Object.assign(jsonSchema, jsonOf(inside, io), describedBy(zodSchema));
      if (path.length > 0 && answered.has(zodSchema)) pointAt(jsonSchema, named.get(zodSchema) ?? '');
    },
  }) as JsonSchema;
  delete json['$schema'];
  return json;
}

function pointAt(json: object, name: string): void {
  for (const key of Object.keys(json)) Reflect.deleteProperty(json, key);
  Object.assign(json, { $ref: `#/components/schemas/${name}` });
}

/** The schema that says what a transformed value must be: what comes before the transform, or behind a preprocessing. */
function tidied(schema: z.core.$ZodType): z.ZodType | undefined {
  if (!(schema instanceof z.ZodPipe)) return undefined;
  if (schema.out instanceof z.ZodTransform) return schema.in as z.ZodType;
  return schema.in instanceof z.ZodTransform ? (schema.out as z.ZodType) : undefined;
}

function describedBy(schema: z.core.$ZodType): JsonSchema {
  const description = z.globalRegistry.get(schema)?.description;
  return description === undefined ? {} : { description };
}

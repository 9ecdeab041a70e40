/** What a shape of the map of the demo town shows. */
export type TownShapeKind =
  'park' | 'water' | 'lot' | 'square' | 'building' | 'railway' | 'street' | 'road' | 'place';

type LonLat = readonly [lon: number, lat: number];

/** A shape of the map of the demo town, a GeoJSON feature (RFC 7946). */
export interface TownShape {
  readonly type: 'Feature';
  readonly properties: {
    readonly kind: TownShapeKind;
    /** English. */
    readonly name?: string;
    readonly 'name:zh'?: string;
  };
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: LonLat }
    | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] }
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] };
}

/** The map of the demo town, GeoJSON. */
export interface Town {
  readonly type: 'FeatureCollection';
  readonly features: readonly TownShape[];
}

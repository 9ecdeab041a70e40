/**
 * Seeds of rendered roads and gates. What the tracker and the counting of lines are tuned on uses `development`; figures use
 * `reporting`. When a reported miss was used to change the tracker, its seed belongs to development: move `from` and `to` of
 * `reporting` to numbers that no run has used.
 */
export const lineSeeds = {
  development: { from: 1, to: 9_999 },
  reporting: { from: 20_001, to: 20_999 },
} as const;

/** A rendered road or gate with known crossings. */
export interface LineScene {
  /** Conditions, for the reader of the table. */
  readonly name: string;
  /** Scene of `vialog evaluate`, without its seed. */
  readonly scene: string;
  readonly seconds: number;
  /** Vehicles stand on the line for up to this time, s: they count when they drive on. */
  readonly standing?: number;
}

const jamStanding = 10;
const stopStanding = 18;

/** The scenes of the accuracy figures, with more than 1,000 crossings together. */
export const lineScenes: readonly LineScene[] = [
  { name: 'road, day', scene: 'road', seconds: 200 },
  { name: 'road, dusk', scene: 'road?light=dusk', seconds: 200 },
  { name: 'road, night', scene: 'road?light=night', seconds: 200 },
  { name: 'road, rain', scene: 'road?light=rain', seconds: 200 },
  { name: 'road, one way', scene: 'road?ways=inbound', seconds: 60 },
  { name: 'road, jam', scene: 'road?traffic=jam', seconds: 200, standing: jamStanding },
  { name: 'road, jam at night', scene: 'road?traffic=jam&light=night', seconds: 100, standing: jamStanding },
  { name: 'road, stop on the line', scene: 'road?motion=stop', seconds: 90, standing: stopStanding },
  { name: 'road, turning back', scene: 'road?motion=turn', seconds: 90 },
  { name: 'road, pole after the line', scene: 'road?occlusion=pole', seconds: 90 },
  { name: 'road, near lane hidden by a lorry', scene: 'road?occlusion=lorry', seconds: 60 },
  { name: 'gate, day', scene: 'gate', seconds: 90 },
  { name: 'gate, dusk', scene: 'gate?light=dusk', seconds: 90 },
  { name: 'gate, night', scene: 'gate?light=night', seconds: 90 },
  { name: 'gate, rain', scene: 'gate?light=rain', seconds: 90 },
  { name: 'gate, jam', scene: 'gate?traffic=jam', seconds: 200, standing: jamStanding },
  { name: 'gate, bar across the lanes', scene: 'gate?occlusion=pole', seconds: 90 },
];

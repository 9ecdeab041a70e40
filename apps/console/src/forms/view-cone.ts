/** Direction and angle of view of a camera, degrees; undefined where they are not known. */
export interface ViewDirection {
  readonly heading: number | undefined;
  readonly fieldOfView: number | undefined;
}

/** The handle that is dragged: the direction in the middle of the cone, or the angle at its right edge. */
export type ConeHandle = 'heading' | 'fieldOfView';

export const defaultAngle = 60;

/** Direction from the camera to a point on the screen, whole degrees clockwise from north, 0 to 359. */
export const bearingTo = (dx: number, dy: number): number =>
  (Math.round((Math.atan2(dx, -dy) * 180) / Math.PI) + 360) % 360;

/** The direction after a handle was dragged to a bearing. The angle of view is 2 to 360 degrees. */
export function dragCone(handle: ConeHandle, bearing: number, view: ViewDirection): ViewDirection {
  if (handle === 'heading') return { ...view, heading: bearing };
  const half = (bearing - (view.heading ?? 0) + 720) % 360;
  return { ...view, fieldOfView: Math.min(360, Math.max(2, half * 2)) };
}

/** Radius of the cone on the screen, px. */
export const coneRadius = 72;

const pointAt = (bearing: number, radius = coneRadius): readonly [x: number, y: number] => {
  const radians = (bearing * Math.PI) / 180;
  return [Math.sin(radians) * radius, -Math.cos(radians) * radius];
};

const round = (value: number): number => Math.round(value * 10) / 10;
const text = ([x, y]: readonly [number, number]): string => `${round(x)} ${round(y)}`;

/** SVG path of the cone around [0, 0]; a whole circle is two arcs. */
export function conePath({ heading = 0, fieldOfView = defaultAngle }: Partial<ViewDirection>): string {
  const half = Math.min(fieldOfView ?? defaultAngle, 359.9) / 2;
  const middle = heading ?? 0;
  const arc = (to: number) => `A ${coneRadius} ${coneRadius} 0 0 1 ${text(pointAt(to))}`;
  return `M 0 0 L ${text(pointAt(middle - half))} ${arc(middle)} ${arc(middle + half)} Z`;
}

/** Where the handles are, px from the camera. */
export const handlePoints = ({ heading, fieldOfView }: ViewDirection) => ({
  heading: pointAt(heading ?? 0),
  fieldOfView: pointAt((heading ?? 0) + Math.min(fieldOfView ?? defaultAngle, 359.9) / 2),
});

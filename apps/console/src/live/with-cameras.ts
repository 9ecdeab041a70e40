import type { CameraSummary } from '@vialog/contracts';

interface Item {
  readonly cameraId: string;
}

/** A response with cameras: a page of the list, the map, or cameras by id. */
export type CameraItems = readonly Item[] | { readonly items: readonly Item[] };

/** The response with the given cameras replaced; the same object if it contains none of them. */
export function withCameras<Data extends CameraItems>(
  data: Data,
  byId: ReadonlyMap<string, CameraSummary>,
): Data {
  const items = itemsOf(data);
  if (!items.some(({ cameraId }) => byId.has(cameraId))) return data;
  const replaced = items.map((item) => {
    const camera = byId.get(item.cameraId);
    return camera === undefined ? item : updated(item, camera);
  });
  return (isList(data) ? replaced : { ...data, items: replaced }) as Data;
}

/** The cameras of a response. */
export const itemsOf = (data: CameraItems): readonly Item[] => (isList(data) ? data : data.items);

const isList = (data: CameraItems): data is readonly Item[] => Array.isArray(data);

/** Items of the map have some of the fields and the health state as `state`. */
function updated(item: Item, camera: CameraSummary): Item {
  if (!('state' in item)) return camera;
  const { cameraId, name, position, heading, fieldOfView, lifecycle, zones, health } = camera;
  return { cameraId, name, position, heading, fieldOfView, lifecycle, zones, state: health.state } as Item;
}
